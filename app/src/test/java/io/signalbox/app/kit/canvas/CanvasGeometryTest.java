package io.signalbox.app.kit.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.kit.canvas.LayeredLayout.Point;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import org.junit.jupiter.api.Test;

/// Snapping, putting in line, and the way of wires.
final class CanvasGeometryTest {

  @Test
  void snapsToGridWithoutNeighbors() {
    var snapped = Snapping.of(box(13, 21, 168, 40), List.of(box(900, 900, 168, 40)), 5);
    assertEquals(3, snapped.x());
    assertEquals(3, snapped.y());
    assertTrue(snapped.guides().isEmpty());
  }

  @Test
  void snapsToEdgesAndMiddlesBeforeGrid() {
    var snapped = Snapping.of(box(102, 300, 168, 40), List.of(box(100, 0, 168, 124)), 5);
    assertEquals(-2, snapped.x());
    assertEquals(new Snapping.Guide(true, 100, 0, 340), snapped.guides().getFirst());
    var middle = Snapping.of(box(400, 41, 168, 40), List.of(box(100, 0, 168, 124)), 5);
    assertEquals(1, middle.y(), "their middles are level");
  }

  @Test
  void snapsToNearest() {
    var snapped =
        Snapping.of(
            box(103, 300, 168, 40), List.of(box(100, 0, 168, 40), box(104, 100, 168, 40)), 5);
    assertEquals(1, snapped.x());
  }

  @Test
  void edgesAlign() {
    Map<String, Bounds> things = things();
    assertEquals(new Point(0, 50), Arranging.LEFT.of(things).get("b"));
    assertEquals(new Point(220, 0), Arranging.RIGHT.of(things).get("a"));
    assertEquals(new Point(300, 0), Arranging.TOP.of(things).get("c"));
    assertEquals(new Point(0, 110), Arranging.BOTTOM.of(things).get("a"));
  }

  @Test
  void gapsBecomeEqual() {
    Map<String, Point> places = Arranging.ACROSS.of(things());
    assertEquals(new Point(0, 0), places.get("a"));
    assertEquals(new Point(150, 50), places.get("b"));
    assertEquals(new Point(300, 100), places.get("c"));
  }

  @Test
  void wireWithoutObstacleIsDirect() {
    var from = new Point(100, 50);
    var to = new Point(300, 80);
    assertEquals(List.of(from, to), Routing.of(from, to, List.of(box(0, 30, 100, 40))));
  }

  @Test
  void wireIsRoutedAroundObstacles() {
    var from = new Point(100, 50);
    var to = new Point(500, 50);
    Bounds wall = box(250, 0, 100, 90);
    List<Point> route = Routing.of(from, to, List.of(wall));
    assertEquals(4, route.size());
    assertTrue(
        Curve.along(route).stream().noneMatch(at -> wall.contains(at.x(), at.y())),
        route.toString());
  }

  @Test
  void distanceIsMeasuredToCurve() {
    List<Point> level = List.of(new Point(0, 0), new Point(100, 0));
    assertEquals(7, Curve.distance(level, 50, 7), 0.01);
    assertEquals(5, Curve.distance(level, 105, 0), 0.01);
  }

  private static Map<String, Bounds> things() {
    var things = new LinkedHashMap<String, Bounds>();
    things.put("a", box(0, 0, 100, 40));
    things.put("b", box(130, 50, 100, 40));
    things.put("c", box(300, 100, 20, 50));
    return things;
  }

  private static Bounds box(double x, double y, double width, double height) {
    return new BoundingBox(x, y, width, height);
  }
}
