package io.signalbox.engine.lab;

import java.util.Locale;

/// A scene as SVG.
final class SvgText {
  private SvgText() {}

  static String of(Scene scene) {
    var svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            """
            <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" \
            font-family="system-ui, sans-serif" font-size="12">
            <rect width="100%%" height="100%%" fill="#f6f7f9"/>
            """,
            scene.width(),
            scene.height()));
    scene.wires().forEach(wire -> svg.append(wire(wire)));
    scene.cards().forEach(card -> add(svg, card));
    return svg.append("</svg>\n").toString();
  }

  private static String wire(Scene.Wire wire) {
    var path = new StringBuilder();
    for (int i = 0; i + 1 < wire.points().size(); i += 2) {
      Scene.Point from = wire.points().get(i);
      Scene.Point to = wire.points().get(i + 1);
      int bend = Math.max(40, (to.x() - from.x()) / 2);
      path.append(i == 0 ? "M" : " L").append(from.x()).append(' ').append(from.y());
      path.append(
          String.format(
              Locale.ROOT,
              " C%d %d %d %d %d %d",
              from.x() + bend,
              from.y(),
              to.x() - bend,
              to.y(),
              to.x(),
              to.y()));
    }
    return "<path d=\"" + path + "\" fill=\"none\" stroke=\"#8a94a6\" stroke-width=\"1.5\"/>\n";
  }

  private static void add(StringBuilder svg, Scene.Card card) {
    String edge = card.model() ? "#2f8f6b" : "#3b6fd4";
    svg.append(
        String.format(Locale.ROOT, "<g transform=\"translate(%d %d)\">\n", card.x(), card.y()));
    box(svg, card, edge);
    text(svg, 14, 19, "font-size=\"14\" font-weight=\"600\" fill=\"#1b2330\"", card.title());
    text(svg, 14, 36, "fill=\"#667085\"", card.kind());
    for (int i = 0; i < card.rows().size(); i++) {
      row(svg, card.rows().get(i), Scene.HEAD + i * Scene.ROW + Scene.ROW / 2, edge);
    }
    svg.append("</g>\n");
  }

  private static void box(StringBuilder svg, Scene.Card card, String edge) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect width=\"%d\" height=\"%d\" rx=\"8\" fill=\"#ffffff\" stroke=\"#cfd5df\"%s/>\n",
            Scene.CARD_WIDTH,
            card.height(),
            card.disabled() ? " stroke-dasharray=\"6 4\"" : ""));
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect width=\"4\" height=\"%d\" rx=\"2\" fill=\"%s\"/>\n",
            card.height(),
            edge));
  }

  private static void row(StringBuilder svg, String words, int y, String edge) {
    text(svg, 14, y + 4, "fill=\"#344054\"", words);
    svg.append(
        String.format(
            Locale.ROOT,
            "<circle cx=\"%d\" cy=\"%d\" r=\"3.5\" fill=\"%s\"/>\n",
            Scene.CARD_WIDTH,
            y,
            edge));
  }

  private static void text(StringBuilder svg, int x, int y, String style, String text) {
    svg.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\" %s>", x, y, style));
    svg.append(Markup.escaped(text)).append("</text>\n");
  }
}
