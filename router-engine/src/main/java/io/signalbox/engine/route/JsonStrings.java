package io.signalbox.engine.route;

import java.util.function.UnaryOperator;

/// Changes the strings and numbers in a JSON text and leaves it JSON. For one text and thread.
final class JsonStrings {
  /// Longer strings without a space are bytes in base64.
  private static final int LONGEST_WORD = 512;

  private final String json;
  private final UnaryOperator<String> change;
  private final StringBuilder out = new StringBuilder();
  private int at;

  private JsonStrings(String json, UnaryOperator<String> change) {
    this.json = json;
    this.change = change;
  }

  /// The text with each string and number changed; a number that is changed becomes a string. Names
  /// of members are strings too; bytes in base64 stay.
  static String changed(String json, UnaryOperator<String> change) {
    return new JsonStrings(json, change).changed();
  }

  private String changed() {
    while (at < json.length()) {
      char c = json.charAt(at);
      if (c == '"') {
        string();
      } else if (c == '-' || (c >= '0' && c <= '9')) {
        number();
      } else {
        out.append(c);
        at++;
      }
    }
    return out.toString();
  }

  private void number() {
    int start = at;
    while (at < json.length() && "+-.eE0123456789".indexOf(json.charAt(at)) >= 0) {
      at++;
    }
    String number = json.substring(start, at);
    String changed = change.apply(number);
    out.append(changed.equals(number) ? number : quoted(changed));
  }

  private void string() {
    int start = at;
    var plain = new StringBuilder();
    at++;
    while (at < json.length() && json.charAt(at) != '"') {
      plain.append(json.charAt(at) == '\\' ? escaped() : json.charAt(at));
      at++;
    }
    at = Math.min(at + 1, json.length());
    String old = plain.toString();
    String changed = isBytes(old) ? old : change.apply(old);
    out.append(changed.equals(old) ? json.substring(start, at) : quoted(changed));
  }

  private char escaped() {
    at = Math.min(at + 1, json.length() - 1);
    return switch (json.charAt(at)) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> unicode();
      default -> json.charAt(at);
    };
  }

  private char unicode() {
    int end = Math.min(at + 5, json.length());
    int code = 0;
    for (int i = at + 1; i < end; i++) {
      code = code * 16 + Math.max(0, Character.digit(json.charAt(i), 16));
    }
    at = end - 1;
    return (char) code;
  }

  private static boolean isBytes(String text) {
    return text.length() > LONGEST_WORD
        && text.indexOf(' ') < 0
        && text.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || isMark(c)));
  }

  private static boolean isMark(int c) {
    return "+/=_-:;,.".indexOf(c) >= 0;
  }

  private static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append("\\u%04x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
