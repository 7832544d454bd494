package io.signalbox.app.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import org.junit.jupiter.api.Test;

/// Cards of which one has grown.
final class CardSpacingTest {
  private static Map<String, Bounds> cards(Object... idsWithBoxes) {
    var cards = new LinkedHashMap<String, Bounds>();
    for (int i = 0; i < idsWithBoxes.length; i += 2) {
      cards.put((String) idsWithBoxes[i], (Bounds) idsWithBoxes[i + 1]);
    }
    return cards;
  }

  private static Bounds box(double x, double y, double height) {
    return new BoundingBox(x, y, 168, height);
  }

  @Test
  void grownCardPushesThoseBelowItDown() {
    Map<String, Bounds> apart =
        CardSpacing.apart(
            cards("third", box(0, 130, 50), "grown", box(0, 0, 90), "second", box(20, 60, 50)));
    assertEquals(List.of("third", "grown", "second"), List.copyOf(apart.keySet()));
    assertEquals(0, apart.get("grown").getMinY());
    assertEquals(90 + CardSpacing.GAP, apart.get("second").getMinY());
    assertEquals(
        apart.get("second").getMaxY() + CardSpacing.GAP,
        apart.get("third").getMinY(),
        "what is pushed pushes on");
  }

  @Test
  void cardsThatDoNotLieOnEachOtherStay() {
    Map<String, Bounds> cards =
        cards("left", box(0, 0, 90), "beside", box(168, 20, 50), "below", box(0, 90, 50));
    assertEquals(cards, CardSpacing.apart(cards));
  }
}
