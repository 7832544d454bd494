package io.signalbox.engine.lab;

import io.signalbox.engine.text.VisibleText;

/// Text that can stand anywhere in XML.
public final class Markup {
  private Markup() {}

  /// With everything that means something to XML written otherwise, and what XML cannot hold or
  /// cannot be seen as [VisibleText].
  public static String escaped(String text) {
    var escaped = new StringBuilder(text.length() + 16);
    VisibleText.lines(text).codePoints().forEach(each -> add(escaped, each));
    return escaped.toString();
  }

  private static void add(StringBuilder escaped, int character) {
    switch (character) {
      case '&' -> escaped.append("&amp;");
      case '<' -> escaped.append("&lt;");
      case '>' -> escaped.append("&gt;");
      case '"' -> escaped.append("&quot;");
      case '\'' -> escaped.append("&#39;");
      case '\n', '\t' -> escaped.append("&#").append(character).append(';');
      default -> escaped.appendCodePoint(character);
    }
  }
}
