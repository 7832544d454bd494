package io.signalbox.engine.workspace.config;

/// Finds the end of a block of Lua within another text: braces in its texts and comments are none.
final class LuaCode {
  private LuaCode() {}

  /// Where the brace is that closes the block; the length of the text if there is none.
  ///
  /// @param from behind the brace that opens it
  static int end(String text, int from) {
    int depth = 1;
    int at = from;
    while (at < text.length()) {
      char c = text.charAt(at);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0) {
        return at;
      }
      at = behind(text, at);
    }
    return text.length();
  }

  /// Behind a character, or behind the text or comment that begins with it.
  private static int behind(String text, int at) {
    if (text.startsWith("--", at)) {
      return text.startsWith("--[[", at) ? after(text, "]]", at) : after(text, "\n", at);
    }
    if (text.startsWith("[[", at)) {
      return after(text, "]]", at);
    }
    char c = text.charAt(at);
    return c == '"' || c == '\'' ? quoted(text, at) : at + 1;
  }

  private static int after(String text, String mark, int at) {
    int end = text.indexOf(mark, at);
    return end < 0 ? text.length() : end + mark.length();
  }

  private static int quoted(String text, int from) {
    char quote = text.charAt(from);
    int at = from + 1;
    while (at < text.length() && text.charAt(at) != quote && text.charAt(at) != '\n') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(text.length(), at + 1);
  }
}
