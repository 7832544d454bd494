package io.signalbox.app.kit.canvas;

import io.signalbox.app.kit.canvas.LayeredLayout.Point;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import javafx.geometry.Bounds;

/// Leads wires around what stands in their way.
public final class Routing {
  private static final double AIR = 11;
  private static final double TURN = 20;

  private Routing() {}

  /// The way from a port to another, to be drawn as [LayeredLayout.Result] says: straight there, or
  /// level past everything that stands between them.
  ///
  /// @param things what a wire does not pass behind; the two that it joins among them
  public static List<Point> of(Point from, Point to, Collection<Bounds> things) {
    List<Bounds> between =
        things.stream()
            .filter(each -> each.getMinX() > from.x() + 4 && each.getMaxX() < to.x() - 4)
            .toList();
    if (isFree(Curve.along(List.of(from, to)), between)) {
      return List.of(from, to);
    }
    double left = between.stream().mapToDouble(Bounds::getMinX).min().orElse(from.x());
    double right = between.stream().mapToDouble(Bounds::getMaxX).max().orElse(to.x());
    double level = level(from, to, between);
    double turnsAt = Math.max(from.x() + 4, left - TURN);
    double returnsAt = Math.min(to.x() - 4, right + TURN);
    return List.of(from, new Point(turnsAt, level), new Point(returnsAt, level), to);
  }

  private static boolean isFree(List<Point> along, List<Bounds> between) {
    for (Bounds each : between) {
      for (Point at : along) {
        if (each.contains(at.x(), at.y())) {
          return false;
        }
      }
    }
    return true;
  }

  /// The level at which nothing stands that makes the way least longer.
  private static double level(Point from, Point to, List<Bounds> between) {
    List<double[]> walls = walls(between);
    double best = (from.y() + to.y()) / 2;
    double least = Double.MAX_VALUE;
    for (double wish : new double[] {best, from.y(), to.y()}) {
      for (double level : beside(walls, wish)) {
        double length = Math.abs(level - from.y()) + Math.abs(level - to.y());
        if (length < least) {
          least = length;
          best = level;
        }
      }
    }
    return best;
  }

  /// A level, if it is free; else the two ends of the wall that it is in.
  private static double[] beside(List<double[]> walls, double level) {
    for (double[] wall : walls) {
      if (level > wall[0] && level < wall[1]) {
        return wall;
      }
    }
    return new double[] {level};
  }

  /// From where to where things stand without room between them.
  private static List<double[]> walls(List<Bounds> between) {
    var walls = new ArrayList<double[]>();
    between.stream()
        .sorted(Comparator.comparingDouble(Bounds::getMinY))
        .forEach(each -> {
          double top = each.getMinY() - AIR;
          double bottom = each.getMaxY() + AIR;
          if (!walls.isEmpty() && walls.getLast()[1] > top) {
            walls.getLast()[1] = Math.max(walls.getLast()[1], bottom);
          } else {
            walls.add(new double[] {top, bottom});
          }
        });
    return walls;
  }
}
