package io.signalbox.engine.text;

/// Text from outside, made safe to show: characters that a terminal obeys, that reorder what stands
/// beside them or that cannot be seen are written as `\u001b`. It takes a text in pieces, because a
/// pair of surrogates may be cut between two. For one thread; the static methods for all.
public final class VisibleText {
  private static final char NOTHING = 0;

  /// Before it a joiner or a selector has nothing to act on.
  private static final int BLANK = ' ';

  private final StringBuilder shown = new StringBuilder();
  private final boolean oneLine;
  private char held = NOTHING;
  private int last = BLANK;

  private VisibleText(boolean oneLine) {
    this.oneLine = oneLine;
  }

  /// For a text of several lines that comes in pieces.
  public static VisibleText pieces() {
    return new VisibleText(false);
  }

  /// As one line, line feeds and tabs written out too. What was written can be told from what was
  /// there: a backslash that looks like the beginning of an escape is written out as well.
  public static String line(String text) {
    return isPlain(text) ? text : new VisibleText(true).whole(text);
  }

  /// With line feeds and tabs as they are; a carriage return before a line feed is left out.
  public static String lines(String text) {
    return isPlain(text) ? text : new VisibleText(false).whole(text);
  }

  private static boolean isPlain(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c < 0x7f && c != '\\');
  }

  private String whole(String text) {
    return take(text) + end();
  }

  /// What can be shown once this piece is there.
  public String take(String piece) {
    shown.setLength(0);
    for (int i = 0; i < piece.length(); i++) {
      add(piece.charAt(i), oneLine && isEscape(piece, i));
    }
    return shown.toString();
  }

  /// What was held back for a piece that never came. Afterwards another text may begin.
  public String end() {
    shown.setLength(0);
    release();
    last = BLANK;
    return shown.toString();
  }

  private void add(char c, boolean looksEscaped) {
    char before = held;
    if (before == '\r' && c == '\n') {
      held = NOTHING;
    } else if (Character.isHighSurrogate(before) && Character.isLowSurrogate(c)) {
      held = NOTHING;
      show(Character.toCodePoint(before, c));
      return;
    }
    release();
    if (Character.isHighSurrogate(c) || (c == '\r' && !oneLine)) {
      held = c;
    } else if (looksEscaped) {
      write(c);
    } else {
      show(c);
    }
  }

  private void release() {
    if (held != NOTHING) {
      write(held);
      held = NOTHING;
    }
  }

  private void show(int c) {
    if (Invisible.isShown(c, last) || (!oneLine && (c == '\n' || c == '\t'))) {
      shown.appendCodePoint(c);
      last = c;
    } else {
      write(c);
    }
  }

  private void write(int c) {
    for (char half : Character.toChars(c)) {
      shown.append("\\u").append(Character.forDigit(half >> 12, 16));
      shown.append(Character.forDigit(half >> 8 & 15, 16));
      shown
          .append(Character.forDigit(half >> 4 & 15, 16))
          .append(Character.forDigit(half & 15, 16));
    }
    last = BLANK;
  }

  private static boolean isEscape(String text, int at) {
    return text.charAt(at) == '\\'
        && at + 5 < text.length()
        && text.charAt(at + 1) == 'u'
        && text.substring(at + 2, at + 6).chars().allMatch(c -> Character.digit(c, 16) >= 0);
  }
}
