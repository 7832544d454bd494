package io.signalbox.engine.dialect.gemini;

import java.util.Locale;

/// Names of fields. As JSON of Protocol Buffers, the API takes them in camel case and in snake
/// case.
public final class FieldName {
  private FieldName() {}

  /// A name in camel case: `topK` for `top_k`.
  public static String camel(String name) {
    if (name.indexOf('_') <= 0) {
      return name;
    }
    var camel = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      boolean next = name.charAt(i) == '_' && i + 1 < name.length();
      camel.append(next ? Character.toUpperCase(name.charAt(++i)) : name.charAt(i));
    }
    return camel.toString();
  }

  /// A name in snake case.
  public static String snake(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }
}
