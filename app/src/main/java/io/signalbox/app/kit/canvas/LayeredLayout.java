package io.signalbox.app.kit.canvas;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Lays out a graph of boxes from left to right: a box stands right of all that lead to it, boxes
/// never overlap, links bend around boxes in lanes of their own, and few of them cross. The same
/// input always gives the same layout. A link that closes a circle is left out of account and drawn
/// back straight.
public final class LayeredLayout {
  private LayeredLayout() {}

  /// A box. Sizes are in canvas units.
  ///
  /// @param inY where links arrive, below its upper edge
  public record Box(String id, double width, double height, double inY) {}

  /// A link. One whose ends are no boxes gets an empty route.
  ///
  /// @param outY where it leaves, below the upper edge of its box
  public record Link(String from, String to, double outY) {}

  /// A place, in canvas units from the upper left.
  public record Point(double x, double y) {}

  /// The distances between things.
  ///
  /// @param across between columns
  /// @param down between boxes of a column
  public record Gaps(double across, double down) {}

  /// What came of it.
  ///
  /// @param places the upper left corner of each box
  /// @param routes for each link, in their order, an even number of points: between the first and
  ///   the second it may curve, from there to the third it is level, then it may curve again
  public record Result(Map<String, Point> places, List<List<Point>> routes) {
    public Result {
      places = Collections.unmodifiableMap(new LinkedHashMap<>(places));
      routes = List.copyOf(routes);
    }
  }

  /// Lays out these boxes.
  public static Result of(List<Box> boxes, List<Link> links, Gaps gaps) {
    if (boxes.isEmpty()) {
      return new Result(Map.of(), links.stream().map(link -> List.<Point>of()).toList());
    }
    Sketch sketch = Sketch.of(boxes, links);
    List<List<Integer>> columns = Ordering.of(sketch);
    double[] top = VerticalPlacement.of(sketch, columns, gaps.down());
    double[] left = lefts(sketch, columns, gaps.across());
    var places = new LinkedHashMap<String, Point>();
    for (int i = 0; i < boxes.size(); i++) {
      places.put(boxes.get(i).id(), new Point(left[sketch.layer(i)], top[i]));
    }
    var routes = new ArrayList<List<Point>>();
    for (Sketch.Lane lane : sketch.lanes()) {
      routes.add(route(sketch, lane, left, top));
    }
    return new Result(places, routes);
  }

  private static double[] lefts(Sketch sketch, List<List<Integer>> columns, double gap) {
    var left = new double[columns.size()];
    for (int i = 1; i < left.length; i++) {
      left[i] = left[i - 1] + sketch.width(i - 1) + gap;
    }
    return left;
  }

  private static List<Point> route(Sketch sketch, Sketch.Lane lane, double[] left, double[] top) {
    if (!lane.drawn()) {
      return List.of();
    }
    var points = new ArrayList<Point>();
    int from = lane.from();
    points.add(
        new Point(left[sketch.layer(from)] + sketch.ownWidth(from), top[from] + lane.outY()));
    for (int joint : lane.joints()) {
      double x = left[sketch.layer(joint)];
      double y = top[joint] + sketch.inY(joint);
      points.add(new Point(x, y));
      points.add(new Point(x + sketch.width(sketch.layer(joint)), y));
    }
    int to = lane.to();
    points.add(new Point(left[sketch.layer(to)], top[to] + sketch.inY(to)));
    return points;
  }
}
