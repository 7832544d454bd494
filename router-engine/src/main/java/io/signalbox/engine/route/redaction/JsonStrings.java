package io.signalbox.engine.route.redaction;

import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// Changes the strings and numbers in a JSON text and leaves it JSON. For one text and thread.
final class JsonStrings {
  /// Longer strings without a space are bytes in base64.
  private static final int LONGEST_WORD = 512;

  /// Members whose strings name something in the protocol, unless they look otherwise.
  private static final Set<String> NAMES =
      Set.of(
          "type",
          "id",
          "call_id",
          "tool_call_id",
          "tool_use_id",
          "role",
          "model",
          "status",
          "object",
          "file_id",
          "container_id",
          "media_type",
          "mime_type",
          "format",
          "detail",
          "name",
          "previous_response_id",
          "service_tier");

  /// Members whose strings are bytes, unless they look otherwise.
  private static final Set<String> BYTES =
      Set.of(
          "signature",
          "thoughtSignature",
          "thought_signature",
          "encrypted_content",
          "data",
          "file_data",
          "encrypted_index");

  private static final Pattern NAME =
      Pattern.compile("(?=.{0,200}[A-Za-z])[A-Za-z0-9_./:-]{1,256}");
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_=-]*");

  private final String json;
  private final UnaryOperator<String> change;
  private final boolean protocol;
  private final boolean numbers;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private String member = "";

  private JsonStrings(
      String json, UnaryOperator<String> change, boolean protocol, boolean numbers) {
    this.json = json;
    this.change = change;
    this.protocol = protocol;
    this.numbers = numbers;
  }

  /// The text with each string and number changed; a number that is changed becomes a string. Names
  /// of members are strings too; bytes in base64 stay.
  static String changed(String json, UnaryOperator<String> change) {
    return new JsonStrings(json, change, false, true).changed();
  }

  /// The same for a member of a body, in which words of the protocol stay too.
  ///
  /// @param name the member's name
  static String changedMember(String name, String json, UnaryOperator<String> change) {
    var strings = new JsonStrings(json, change, true, true);
    strings.member = name;
    return strings.changed();
  }

  /// The same for a text that may be no JSON: its strings only.
  static String changedStrings(String text, UnaryOperator<String> change) {
    return new JsonStrings(text, change, false, false).changed();
  }

  private String changed() {
    while (at < json.length()) {
      char c = json.charAt(at);
      if (c == '"') {
        string();
      } else if (numbers && (c == '-' || (c >= '0' && c <= '9'))) {
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
    String changed = stays(old) ? old : change.apply(old);
    out.append(changed.equals(old) ? json.substring(start, at) : quoted(changed));
    if (isMemberName()) {
      member = old;
    }
  }

  private boolean isMemberName() {
    int next = at;
    while (next < json.length() && json.charAt(next) <= ' ') {
      next++;
    }
    return next < json.length() && json.charAt(next) == ':';
  }

  private boolean stays(String text) {
    if (isBytes(text)) {
      return true;
    }
    return protocol
        && !isMemberName()
        && ((NAMES.contains(member) && NAME.matcher(text).matches())
            || (BYTES.contains(member) && BASE64.matcher(text).matches()));
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
    if (text.length() <= LONGEST_WORD) {
      return false;
    }
    int comma = text.startsWith("data:") ? text.indexOf(',') : -1;
    boolean encoded = comma >= 0 && text.substring(0, comma).endsWith(";base64");
    return BASE64.matcher(text).region(encoded ? comma + 1 : 0, text.length()).matches();
  }

  private static String quoted(String text) {
    return '"' + escaped(text) + '"';
  }

  /// A text as it stands within a string of JSON.
  static String escaped(String text) {
    var escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        escaped.append('\\').append(c);
      } else if (c < ' ') {
        escaped.append("\\u%04x".formatted((int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
