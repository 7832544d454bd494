package io.signalbox.engine.lab;

/// Text that can stand anywhere in XML.
public final class Markup {
  private Markup() {}

  /// With everything that means something to XML written otherwise; characters that XML cannot hold
  /// become the replacement character.
  public static String escaped(String text) {
    var escaped = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(each -> add(escaped, each));
    return escaped.toString();
  }

  private static void add(StringBuilder escaped, int character) {
    switch (character) {
      case '&' -> escaped.append("&amp;");
      case '<' -> escaped.append("&lt;");
      case '>' -> escaped.append("&gt;");
      case '"' -> escaped.append("&quot;");
      case '\'' -> escaped.append("&#39;");
      case '\n', '\r', '\t' -> escaped.append("&#").append(character).append(';');
      default -> escaped.appendCodePoint(isCharacter(character) ? character : 0xFFFD);
    }
  }

  /// XML 1.0, production 2.
  private static boolean isCharacter(int c) {
    return (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
  }
}
