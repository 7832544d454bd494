package io.signalbox.app.canvas;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;

/// Keeps cards off each other: one that has grown since it was placed pushes those below it down.
/// Pure.
final class CardSpacing {
  /// Between a card and the one that it has pushed.
  static final double GAP = 12;

  /// What is less was meant: cards that stand edge to edge.
  private static final double LEAST = 1;

  private CardSpacing() {}

  /// The same cards in the same order, none over another. The higher one of two stays.
  static Map<String, Bounds> apart(Map<String, Bounds> cards) {
    var apart = new LinkedHashMap<>(cards);
    var settled = new ArrayList<Bounds>();
    cards.entrySet().stream()
        .sorted(Comparator.comparingDouble(each -> each.getValue().getMinY()))
        .forEach(each -> {
          // What ends above this one is above all that follow, too.
          settled.removeIf(other -> other.getMaxY() <= each.getValue().getMinY());
          Bounds free = free(each.getValue(), settled);
          settled.add(free);
          apart.put(each.getKey(), free);
        });
    return apart;
  }

  private static Bounds free(Bounds card, List<Bounds> settled) {
    Bounds at = card;
    for (boolean moved = true; moved; ) {
      moved = false;
      for (Bounds other : settled) {
        if (isOver(at, other)) {
          at = new BoundingBox(at.getMinX(), other.getMaxY() + GAP, at.getWidth(), at.getHeight());
          moved = true;
        }
      }
    }
    return at;
  }

  private static boolean isOver(Bounds one, Bounds other) {
    return one.getMinX() + LEAST < other.getMaxX()
        && other.getMinX() + LEAST < one.getMaxX()
        && one.getMinY() + LEAST < other.getMaxY()
        && other.getMinY() + LEAST < one.getMaxY();
  }
}
