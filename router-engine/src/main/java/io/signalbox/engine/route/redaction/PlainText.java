package io.signalbox.engine.route.redaction;

/// A text as personal data is looked for in it: digits and letters of any script's full width,
/// signs and separators in their plain form, character for character, so that places in both are
/// the same.
final class PlainText {
  /// Stands for what is no longer looked at.
  static final char GONE = '\uFFFF';

  private PlainText() {}

  static char[] of(String text) {
    var plain = text.toCharArray();
    for (int i = 0; i < plain.length; i++) {
      char c = plain[i];
      if (c < 128) {
        continue;
      }
      if (Character.isHighSurrogate(c) && i + 1 < plain.length) {
        int digit = Character.digit(Character.toCodePoint(c, plain[i + 1]), 10);
        if (digit >= 0) { // its second half separates nothing
          plain[i] = (char) ('0' + digit);
          plain[i + 1] = '\u200B';
        }
        i++;
      } else {
        plain[i] = plain(c);
      }
    }
    return plain;
  }

  private static char plain(char c) {
    int digit = Character.digit(c, 10);
    if (digit >= 0) {
      return (char) ('0' + digit);
    }
    if (c >= '\uFF01' && c <= '\uFF5E') { // full width
      return (char) (c - '\uFF01' + '!');
    }
    return switch (Character.getType(c)) {
      case Character.SPACE_SEPARATOR -> ' ';
      case Character.DASH_PUNCTUATION -> '-';
      case Character.FORMAT -> '\u200B'; // zero width
      default -> other(c);
    };
  }

  private static char other(char c) {
    return switch (c) {
      case '\u2212', '\u2043' -> '-'; // minus, hyphen bullet
      case '\u2024', '\u00B7', '\u2027', '\u3002' -> '.';
      default -> c;
    };
  }
}
