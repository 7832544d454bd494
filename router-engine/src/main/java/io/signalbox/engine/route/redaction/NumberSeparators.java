package io.signalbox.engine.route.redaction;

/// What people write between the digits of a number.
final class NumberSeparators {
  /// More in a row separate numbers from each other.
  private static final int MOST = 3;

  private NumberSeparators() {}

  static boolean is(char c) {
    return c == ' ' || c == '-' || c == '.' || c == '\u200B' || c == '\t';
  }

  /// The place of the next letter or digit behind some separators; -1 if there is none.
  static int next(char[] text, int at) {
    for (int i = at + 1; i < text.length && i <= at + 1 + MOST; i++) {
      if (!is(text[i])) {
        return i;
      }
    }
    return -1;
  }
}
