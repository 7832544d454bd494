package io.signalbox.app.kit.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Dimension2D;
import org.junit.jupiter.api.Test;

/// Where a graph is shown as a whole.
final class FreeRoomTest {
  private static final FreeRoom ROOM = new FreeRoom(30, new Dimension2D(400, 100), 22);

  @Test
  void wholeIsNeverBelowTheCorner() {
    var random = new Random(29);
    for (int i = 0; i < 500; i++) {
      double width = 500 + random.nextInt(1_200);
      double height = 300 + random.nextInt(900);
      Bounds part = new BoundingBox(0, 0, 50 + random.nextInt(4_000), 50 + random.nextInt(4_000));
      double size = ROOM.size(width, height, part);
      Bounds at = ROOM.of(width, height, part, size);
      double right = at.getCenterX() + part.getWidth() * size / 2;
      double bottom = at.getCenterY() + part.getHeight() * size / 2;
      double top = at.getCenterY() - part.getHeight() * size / 2;
      assertTrue(
          right <= width - 400 + 1e-6 || bottom <= height - 100 + 1e-6,
          part + " in " + width + " × " + height);
      assertTrue(top >= 30 - 1e-6 && right <= width && bottom <= height, part.toString());
    }
  }

  @Test
  void smallPartIsInTheMiddleOfAll() {
    Bounds part = new BoundingBox(0, 0, 200, 100);
    assertEquals(1, ROOM.size(1_600, 900, part));
    assertEquals(800, ROOM.of(1_600, 900, part, 1).getCenterX());
  }
}
