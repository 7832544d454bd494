package io.signalbox.engine.json;

import java.nio.charset.StandardCharsets;

/// A JSON text in the making, on one line. Unlike a general generator it accepts lone surrogates,
/// which models do stream, and writes them as escapes. Belongs to one thread.
public final class JsonText {
  private static final String HEX = "0123456789abcdef";

  private final StringBuilder out;
  private boolean comma;

  /// An empty text.
  public JsonText() {
    this.out = new StringBuilder(256);
  }

  /// Opens an object or an array.
  public JsonText open(char bracket) {
    separate();
    out.append(bracket);
    comma = false;
    return this;
  }

  /// Closes the object or the array that was opened last.
  public JsonText close(char bracket) {
    out.append(bracket);
    comma = true;
    return this;
  }

  /// The name of the member whose value comes next.
  public JsonText name(String name) {
    separate();
    quote(name);
    out.append(':');
    comma = false;
    return this;
  }

  /// A string.
  public JsonText string(String value) {
    separate();
    quote(value);
    return this;
  }

  /// A value that is JSON text already. Line ends, which can only stand between its tokens, become
  /// spaces.
  public JsonText raw(String json) {
    separate();
    out.append(json.replace('\n', ' ').replace('\r', ' '));
    return this;
  }

  /// A whole number.
  public JsonText number(long value) {
    separate();
    out.append(value);
    return this;
  }

  /// A member whose value is a string.
  public JsonText member(String name, String value) {
    return name(name).string(value);
  }

  /// A member whose value is a whole number.
  public JsonText member(String name, long value) {
    return name(name).number(value);
  }

  /// A member whose value is JSON text already.
  public JsonText rawMember(String name, String json) {
    return name(name).raw(json);
  }

  private void separate() {
    if (comma) {
      out.append(',');
    }
    comma = true;
  }

  private void quote(String value) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c == '\n') {
        out.append("\\n");
      } else if (c < ' ' || (Character.isSurrogate(c) && isLone(value, i))) {
        escape(c);
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  private static boolean isLone(String value, int at) {
    char c = value.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == value.length() || !Character.isLowSurrogate(value.charAt(at + 1));
    }
    return at == 0 || !Character.isHighSurrogate(value.charAt(at - 1));
  }

  private void escape(char c) {
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.append(HEX.charAt((c >> shift) & 0xf));
    }
  }

  /// The text so far, in UTF-8.
  public byte[] toBytes() {
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
