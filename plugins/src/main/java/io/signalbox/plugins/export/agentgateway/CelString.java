package io.signalbox.plugins.export.agentgateway;

/// Texts as CEL writes them, in ASCII and without a dollar sign, by which agentgateway finds the
/// variables in its file.
final class CelString {
  private CelString() {}

  static String of(String text) {
    var out = new StringBuilder("\"");
    text.codePoints().forEach(c -> add(out, c));
    return out.append('"').toString();
  }

  private static void add(StringBuilder out, int c) {
    switch (c) {
      case '"', '\\' -> out.append('\\').appendCodePoint(c);
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (c >= ' ' && c < 0x7f && c != '$') {
          out.append((char) c);
        } else {
          out.append(c > 0xffff ? "\\U%08x".formatted(c) : "\\u%04x".formatted(c));
        }
      }
    }
  }
}
