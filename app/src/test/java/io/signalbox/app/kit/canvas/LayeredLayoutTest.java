package io.signalbox.app.kit.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.kit.canvas.LayeredLayout.Box;
import io.signalbox.app.kit.canvas.LayeredLayout.Gaps;
import io.signalbox.app.kit.canvas.LayeredLayout.Link;
import io.signalbox.app.kit.canvas.LayeredLayout.Point;
import io.signalbox.app.kit.canvas.LayeredLayout.Result;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/// What any layout must keep, whatever the graph.
final class LayeredLayoutTest {
  private static final Gaps GAPS = new Gaps(48, 22);

  /// A graph to lay out.
  private record Graph(List<Box> boxes, List<Link> links) {
    Result layout() {
      return LayeredLayout.of(boxes, links, GAPS);
    }
  }

  @RepeatedTest(40)
  void boxesNeverOverlapAndLinksLeadToTheRight(RepetitionInfo run) {
    Graph graph = random(run.getCurrentRepetition(), 3 + run.getCurrentRepetition());
    Result result = graph.layout();
    for (Box a : graph.boxes()) {
      for (Box b : graph.boxes()) {
        assertTrue(a == b || apart(a, b, result), a + " overlaps " + b);
      }
    }
    for (Link link : graph.links()) {
      assertTrue(at(result, link.from()).x() < at(result, link.to()).x());
    }
  }

  @RepeatedTest(40)
  void levelPartsOfLinksKeepClearOfBoxes(RepetitionInfo run) {
    Graph graph = random(run.getCurrentRepetition(), 3 + run.getCurrentRepetition());
    Result result = graph.layout();
    for (List<Point> route : result.routes()) {
      for (int i = 1; i + 1 < route.size(); i += 2) {
        Point from = route.get(i);
        Point to = route.get(i + 1);
        assertEquals(from.y(), to.y());
        for (Box box : graph.boxes()) {
          Point at = at(result, box.id());
          boolean beside = at.x() + box.width() <= from.x() || at.x() >= to.x();
          boolean clear = at.y() >= from.y() || at.y() + box.height() <= from.y();
          assertTrue(beside || clear, "a link runs behind " + box);
        }
      }
    }
  }

  @Test
  void layoutIsDeterministic() {
    assertEquals(random(7, 40).layout(), random(7, 40).layout());
  }

  @Test
  void routesBeginAndEndAtTheirPorts() {
    var boxes = List.of(new Box("a", 100, 60, 20), new Box("b", 100, 40, 15));
    Result result = LayeredLayout.of(boxes, List.of(new Link("a", "b", 50)), GAPS);
    List<Point> route = result.routes().getFirst();
    assertEquals(new Point(100, at(result, "a").y() + 50), route.getFirst());
    assertEquals(new Point(148, at(result, "b").y() + 15), route.getLast());
  }

  @Test
  void toleratesCyclesAndDanglingLinks() {
    var boxes = List.of(new Box("a", 10, 10, 5), new Box("b", 10, 10, 5));
    var links = List.of(new Link("a", "b", 5), new Link("b", "a", 5), new Link("a", "none", 5));
    Result result = LayeredLayout.of(boxes, links, GAPS);
    assertEquals(2, result.places().size());
    assertEquals(2, result.routes().get(1).size());
    assertEquals(List.of(), result.routes().get(2));
  }

  @Test
  void emptyGraphHasEmptyLayout() {
    assertEquals(0, LayeredLayout.of(List.of(), List.of(), GAPS).places().size());
  }

  @Test
  void thousandBoxesTakeLessThanSeconds() {
    Graph graph = random(1, 1000);
    graph.layout();
    var threads = ManagementFactory.getThreadMXBean();
    long began = threads.getCurrentThreadCpuTime(); // a busy machine takes no more of it
    graph.layout();
    long millis = (threads.getCurrentThreadCpuTime() - began) / 1_000_000;
    assertTrue(millis < 4000, "took " + millis + " ms");
  }

  private static Graph random(long seed, int count) {
    var random = new Random(seed);
    var boxes = new ArrayList<Box>();
    var links = new ArrayList<Link>();
    for (int i = 0; i < count; i++) {
      int rows = random.nextInt(5);
      boxes.add(new Box("n" + i, 168, 40 + rows * 20, 20));
      for (int row = 0; row < rows && i > 0; row++) {
        int reach = Math.min(i, 60);
        links.add(new Link("n" + i, "n" + (i - 1 - random.nextInt(reach)), 50 + row * 20));
      }
    }
    return new Graph(boxes, links);
  }

  private static boolean apart(Box a, Box b, Result result) {
    Point p = at(result, a.id());
    Point q = at(result, b.id());
    return p.x() + a.width() <= q.x()
        || q.x() + b.width() <= p.x()
        || p.y() + a.height() <= q.y()
        || q.y() + b.height() <= p.y();
  }

  private static Point at(Result result, String id) {
    return result.places().getOrDefault(id, new Point(Double.NaN, Double.NaN));
  }
}
