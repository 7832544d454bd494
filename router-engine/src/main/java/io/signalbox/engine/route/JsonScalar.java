package io.signalbox.engine.route;

/// Reads the single JSON values that a rewrite node sets. The graph's reader has checked them.
final class JsonScalar {
  private JsonScalar() {}

  /// A text without its quotes; anything else as it is written.
  static String text(String json) {
    if (!json.startsWith("\"")) {
      return json;
    }
    var text = new StringBuilder();
    for (int i = 1; i < json.length() - 1; i++) {
      char c = json.charAt(i);
      if (c != '\\') {
        text.append(c);
      } else if (json.charAt(i + 1) == 'u') {
        text.append((char) Integer.parseInt(json.substring(i + 2, i + 6), 16));
        i += 5;
      } else {
        text.append(escaped(json.charAt(++i)));
      }
    }
    return text.toString();
  }

  private static char escaped(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      default -> c;
    };
  }

  static int whole(String json) {
    return new java.math.BigDecimal(json).intValue();
  }

  static double real(String json) {
    return Double.parseDouble(json);
  }
}
