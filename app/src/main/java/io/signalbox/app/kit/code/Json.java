package io.signalbox.app.kit.code;

/// Judges whether a text is one JSON value.
public final class Json {
  private static final int DEEPEST = 50;

  private final String text;
  private int at;
  private int depth;

  private Json(String text) {
    this.text = text;
  }

  /// Whether a text is one JSON value, with blanks around it at most.
  public static boolean isSound(String text) {
    var json = new Json(text);
    return json.value() && json.blanks() && json.at == text.length();
  }

  private boolean value() {
    blanks();
    if (at >= text.length()) {
      return false;
    }
    return switch (text.charAt(at)) {
      case '{' -> nested('}', true);
      case '[' -> nested(']', false);
      case '"' -> string();
      case 't' -> word("true");
      case 'f' -> word("false");
      case 'n' -> word("null");
      default -> number();
    };
  }

  private boolean nested(char end, boolean named) {
    at++;
    if (++depth > DEEPEST) {
      return false;
    }
    blanks();
    if (take(end)) {
      depth--;
      return true;
    }
    do {
      blanks();
      if ((named && !(string() && blanks() && take(':'))) || !value()) {
        return false;
      }
      blanks();
    } while (take(','));
    depth--;
    return take(end);
  }

  private boolean string() {
    if (!take('"')) {
      return false;
    }
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return true;
      }
      if (c < ' ' || (c == '\\' && !escape())) {
        return false;
      }
    }
    return false;
  }

  private boolean escape() {
    if (at >= text.length()) {
      return false;
    }
    char c = text.charAt(at++);
    if (c != 'u') {
      return "\"\\/bfnrt".indexOf(c) >= 0;
    }
    int end = at + 4;
    boolean sound = end <= text.length() && text.substring(at, end).matches("[0-9a-fA-F]{4}");
    at = Math.min(end, text.length());
    return sound;
  }

  private boolean number() {
    var found =
        java.util.regex.Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?")
            .matcher(text)
            .region(at, text.length());
    boolean sound = found.lookingAt();
    at = sound ? found.end() : at;
    return sound;
  }

  private boolean word(String word) {
    boolean there = text.startsWith(word, at);
    at += there ? word.length() : 0;
    return there;
  }

  private boolean take(char c) {
    boolean there = at < text.length() && text.charAt(at) == c;
    at += there ? 1 : 0;
    return there;
  }

  private boolean blanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return true;
  }
}
