package io.signalbox.app.kit;

import io.signalbox.app.kit.LayeredLayout.Point;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
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
    boolean free = between.stream().noneMatch(each -> crosses(from, to, each));
    if (free) {
      return List.of(from, to);
    }
    double left = between.stream().mapToDouble(Bounds::getMinX).min().orElse(from.x());
    double right = between.stream().mapToDouble(Bounds::getMaxX).max().orElse(to.x());
    double level = level(from, to, between);
    double turnsAt = Math.max(from.x() + 4, left - TURN);
    double returnsAt = Math.min(to.x() - 4, right + TURN);
    return List.of(from, new Point(turnsAt, level), new Point(returnsAt, level), to);
  }

  /// The level next to the straight way at which nothing stands.
  private static double level(Point from, Point to, List<Bounds> between) {
    double wished = (from.y() + to.y()) / 2;
    return DoubleStream.concat(
            DoubleStream.of(wished, from.y(), to.y()),
            between.stream()
                .flatMapToDouble(
                    each -> DoubleStream.of(each.getMinY() - AIR, each.getMaxY() + AIR)))
        .filter(y -> between.stream().noneMatch(each -> holds(each, y)))
        .boxed()
        .min(Comparator.comparingDouble(y -> Math.abs(y - from.y()) + Math.abs(y - to.y())))
        .orElse(wished);
  }

  private static boolean holds(Bounds thing, double y) {
    return y > thing.getMinY() - AIR + 1 && y < thing.getMaxY() + AIR - 1;
  }

  private static boolean crosses(Point from, Point to, Bounds thing) {
    return Curve.along(List.of(from, to)).stream().anyMatch(at -> thing.contains(at.x(), at.y()));
  }
}
