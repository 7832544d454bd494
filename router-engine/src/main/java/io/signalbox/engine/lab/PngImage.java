package io.signalbox.engine.lab;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/// A scene as pixels. Needs no display.
final class PngImage {
  private static final int SCALE = 2;
  private static final Color GROUND = new Color(0xf6f7f9);
  private static final Color WIRE = new Color(0x8a94a6);
  private static final Color EDGE = new Color(0xcfd5df);
  private static final Color NODE = new Color(0x3b6fd4);
  private static final Color MODEL = new Color(0x2f8f6b);
  private static final Color TITLE = new Color(0x1b2330);
  private static final Color KIND = new Color(0x667085);
  private static final Color ROW = new Color(0x344054);
  private static final BasicStroke DASHED =
      new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {6, 4}, 0);

  private PngImage() {}

  static byte[] of(Scene scene) {
    var image =
        new BufferedImage(
            scene.width() * SCALE, scene.height() * SCALE, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    try {
      draw(pen, scene);
    } finally {
      pen.dispose();
    }
    try (var bytes = new ByteArrayOutputStream()) {
      ImageIO.write(image, "png", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void draw(Graphics2D pen, Scene scene) {
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.scale(SCALE, SCALE);
    pen.setColor(GROUND);
    pen.fillRect(0, 0, scene.width(), scene.height());
    pen.setColor(WIRE);
    pen.setStroke(new BasicStroke(1.5f));
    scene.wires().forEach(wire -> draw(pen, wire));
    scene.cards().forEach(card -> draw(pen, card));
  }

  private static void draw(Graphics2D pen, Scene.Wire wire) {
    var path = new Path2D.Double();
    path.moveTo(wire.points().getFirst().x(), wire.points().getFirst().y());
    for (int i = 0; i + 1 < wire.points().size(); i += 2) {
      Scene.Point from = wire.points().get(i);
      Scene.Point to = wire.points().get(i + 1);
      double bend = Math.max(40, (to.x() - from.x()) / 2.0);
      path.lineTo(from.x(), from.y());
      path.curveTo(from.x() + bend, from.y(), to.x() - bend, to.y(), to.x(), to.y());
    }
    pen.draw(path);
  }

  private static void draw(Graphics2D pen, Scene.Card card) {
    Color edge = card.model() ? MODEL : NODE;
    box(pen, card, edge);
    words(pen, card);
    pen.setColor(edge);
    for (int i = 0; i < card.rows().size(); i++) {
      pen.fillOval(card.x() + Scene.CARD_WIDTH - 3, middle(card, i) - 3, 7, 7);
    }
  }

  private static void box(Graphics2D pen, Scene.Card card, Color edge) {
    pen.setColor(Color.WHITE);
    pen.fillRoundRect(card.x(), card.y(), Scene.CARD_WIDTH, card.height(), 16, 16);
    pen.setColor(EDGE);
    pen.setStroke(card.disabled() ? DASHED : new BasicStroke(1));
    pen.drawRoundRect(card.x(), card.y(), Scene.CARD_WIDTH, card.height(), 16, 16);
    pen.setColor(edge);
    pen.fillRoundRect(card.x(), card.y(), 4, card.height(), 4, 4);
  }

  private static void words(Graphics2D pen, Scene.Card card) {
    int x = card.x() + 14;
    var small = new Font("SansSerif", Font.PLAIN, 12);
    pen.setClip(card.x(), card.y(), Scene.CARD_WIDTH - 8, card.height());
    text(pen, x, card.y() + 19, TITLE, new Font("SansSerif", Font.BOLD, 14), card.title());
    text(pen, x, card.y() + 36, KIND, small, card.kind());
    for (int i = 0; i < card.rows().size(); i++) {
      text(pen, x, middle(card, i) + 4, ROW, small, card.rows().get(i));
    }
    pen.setClip(null);
  }

  private static int middle(Scene.Card card, int row) {
    return card.y() + Scene.HEAD + row * Scene.ROW + Scene.ROW / 2;
  }

  private static void text(Graphics2D pen, int x, int y, Color color, Font font, String text) {
    pen.setColor(color);
    pen.setFont(font);
    pen.drawString(text, x, y);
  }
}
