package io.signalbox.app.kit.canvas;

import io.signalbox.app.kit.canvas.LayeredLayout.Point;
import java.util.ArrayList;
import java.util.List;

/// The line of a wire, as numbers.
public final class Curve {
  private static final int PIECES = 16;

  private Curve() {}

  /// How far the handles of a bend reach.
  static double reach(Point from, Point to) {
    return Math.max(24, Math.abs(to.x() - from.x()) / 2);
  }

  /// Points along a wire, close enough together to be joined by straight lines.
  ///
  /// @param route as [LayeredLayout.Result] gives it
  public static List<Point> along(List<Point> route) {
    var along = new ArrayList<Point>();
    for (int i = 0; i < route.size(); i++) {
      if (i % 2 == 1) {
        bend(along, route.get(i - 1), route.get(i));
      }
      along.add(route.get(i));
    }
    return along;
  }

  private static void bend(List<Point> along, Point from, Point to) {
    double reach = reach(from, to);
    for (int i = 1; i < PIECES; i++) {
      double t = (double) i / PIECES;
      double rest = 1 - t;
      double first = rest * rest * rest;
      double second = 3 * rest * rest * t;
      double third = 3 * rest * t * t;
      double last = t * t * t;
      along.add(
          new Point(
              first * from.x()
                  + second * (from.x() + reach)
                  + third * (to.x() - reach)
                  + last * to.x(),
              (first + second) * from.y() + (third + last) * to.y()));
    }
  }

  /// How far a point is from a wire.
  public static double distance(List<Point> route, double x, double y) {
    List<Point> along = along(route);
    double least = Double.MAX_VALUE;
    for (int i = 1; i < along.size(); i++) {
      least = Math.min(least, distance(along.get(i - 1), along.get(i), x, y));
    }
    return least;
  }

  private static double distance(Point a, Point b, double x, double y) {
    double dx = b.x() - a.x();
    double dy = b.y() - a.y();
    double length = dx * dx + dy * dy;
    double t =
        length == 0 ? 0 : Math.clamp(((x - a.x()) * dx + (y - a.y()) * dy) / length, 0.0, 1.0);
    return Math.hypot(a.x() + t * dx - x, a.y() + t * dy - y);
  }
}
