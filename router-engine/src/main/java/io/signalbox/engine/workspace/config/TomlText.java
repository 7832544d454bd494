package io.signalbox.engine.workspace.config;

/// The text of a TOML file and how far it was read: keys, words and strings. For one thread.
final class TomlText {
  private final String text;
  private int at;

  TomlText(String text) {
    this.text = text;
  }

  MalformedTextException malformed(String why) {
    return new MalformedTextException(why, Math.min(at, text.length()));
  }

  int at() {
    return at;
  }

  boolean isAtEnd() {
    return at >= text.length();
  }

  char peek() {
    return text.charAt(at);
  }

  void skip() {
    at++;
  }

  boolean skipIf(char c) {
    if (isAtEnd()) {
      throw malformed("the file ends in the middle of a value");
    }
    boolean there = peek() == c;
    at += there ? 1 : 0;
    return there;
  }

  void expect(char c) {
    if (isAtEnd() || peek() != c) {
      throw malformed("here is no " + c);
    }
    at++;
  }

  /// What is left of a line, and goes behind it.
  String restOfLine() {
    int from = at;
    int end = text.indexOf('\n', at);
    at = end < 0 ? text.length() : end;
    return text.substring(from, at);
  }

  String key() {
    if (!isAtEnd() && (peek() == '"' || peek() == '\'')) {
      return string();
    }
    int from = at;
    while (!isAtEnd() && isBare(peek())) {
      at++;
    }
    if (from == at) {
      throw malformed("here is no key");
    }
    return text.substring(from, at);
  }

  private static boolean isBare(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }

  /// A number, a truth value or a date.
  String word() {
    int from = at;
    while (!isAtEnd() && ",]}#\n".indexOf(peek()) < 0) {
      at++;
    }
    String word = text.substring(from, at).strip();
    if (!word.matches("[0-9A-Za-z_.:+ -]{1,80}")) {
      at = from;
      throw malformed("a text needs quotes");
    }
    return word.matches("[+-]?[0-9_.]+([eE][+-]?[0-9]+)?") ? word.replace("_", "") : word;
  }

  String string() {
    char quote = peek();
    String three = String.valueOf(quote).repeat(3);
    if (text.startsWith(three, at)) {
      at += 3;
      if (text.startsWith("\r\n", at)) {
        at += 2;
      } else if (text.startsWith("\n", at)) {
        at++;
      }
      return until(three, quote == '"', true);
    }
    at++;
    return until(String.valueOf(quote), quote == '"', false);
  }

  private String until(String end, boolean escapes, boolean lines) {
    var out = new StringBuilder();
    while (!text.startsWith(end, at)) {
      if (isAtEnd() || (!lines && peek() == '\n')) {
        throw malformed("a text is not closed");
      }
      char c = peek();
      at++;
      if (c == '\\' && escapes) {
        escape(out, lines);
      } else {
        out.append(c);
      }
    }
    at += end.length();
    while (lines && !isAtEnd() && peek() == end.charAt(0)) {
      out.append(peek()); // up to two quotes may stand before the end
      at++;
    }
    return out.toString();
  }

  private void escape(StringBuilder out, boolean lines) {
    if (isAtEnd()) {
      throw malformed("a text is not closed");
    }
    char c = peek();
    at++;
    switch (c) {
      case 'b' -> out.append('\b');
      case 't' -> out.append('\t');
      case 'n' -> out.append('\n');
      case 'f' -> out.append('\f');
      case 'r' -> out.append('\r');
      case 'e' -> out.append('\u001b');
      case '"', '\\' -> out.append(c);
      case 'u' -> code(out, 4);
      case 'U' -> code(out, 8);
      default -> folded(c, lines);
    }
  }

  /// A backslash at the end of a line takes all blanks with it.
  private void folded(char c, boolean lines) {
    if (!lines || !Character.isWhitespace(c)) {
      throw malformed("here is an unknown escape sequence");
    }
    while (!isAtEnd() && Character.isWhitespace(peek())) {
      at++;
    }
  }

  private void code(StringBuilder out, int digits) {
    String hex = text.substring(at, Math.min(text.length(), at + digits));
    if (!hex.matches("[0-9A-Fa-f]{" + digits + "}")) {
      throw malformed("here is an unknown escape sequence");
    }
    long code = Long.parseLong(hex, 16);
    if (code > Character.MAX_CODE_POINT || (code >= 0xd800 && code < 0xe000)) {
      throw malformed("this is no character");
    }
    out.appendCodePoint((int) code);
    at += digits;
  }
}
