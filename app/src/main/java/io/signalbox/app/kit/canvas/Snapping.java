package io.signalbox.app.kit.canvas;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import javafx.geometry.Bounds;

/// Where something that is moved settles: at the edges and middles of what lies around it, else on
/// a grid. Immutable.
///
/// @param x how much further it goes to the right
/// @param y how much further it goes down
/// @param guides the lines that it settled on
public record Snapping(double x, double y, List<Guide> guides) {
  /// The distance between the lines of the grid.
  public static final double GRID = 8;

  public Snapping {
    guides = List.copyOf(guides);
  }

  /// A line between what was moved and what it settled on.
  ///
  /// @param upright whether it stands; else it lies
  /// @param at its x if it stands, else its y
  /// @param from its least y if it stands, else its least x
  /// @param to its other end
  public record Guide(boolean upright, double at, double from, double to) {}

  /// One candidate: how far it is, and the line.
  private record Pull(double by, Guide guide) {}

  private static final List<ToDoubleFunction<Bounds>> ACROSS =
      List.of(Bounds::getMinX, Bounds::getCenterX, Bounds::getMaxX);
  private static final List<ToDoubleFunction<Bounds>> DOWN =
      List.of(Bounds::getMinY, Bounds::getCenterY, Bounds::getMaxY);

  /// Where a moved thing settles.
  ///
  /// @param moved where it is
  /// @param others what it may settle on
  /// @param reach how near is near enough, in canvas units
  public static Snapping of(Bounds moved, Collection<Bounds> others, double reach) {
    Optional<Pull> across = pull(true, moved, others, reach);
    Optional<Pull> down = pull(false, moved, others, reach);
    double x = across.map(Pull::by).orElse(grid(moved.getMinX()) - moved.getMinX());
    double y = down.map(Pull::by).orElse(grid(moved.getMinY()) - moved.getMinY());
    var guides = new ArrayList<Guide>();
    across.map(Pull::guide).ifPresent(guides::add);
    down.map(Pull::guide).ifPresent(guides::add);
    return new Snapping(x, y, guides);
  }

  /// The nearest line of the grid.
  public static double grid(double at) {
    return Math.rint(at / GRID) * GRID;
  }

  private static Optional<Pull> pull(
      boolean upright, Bounds moved, Collection<Bounds> others, double reach) {
    Optional<Pull> best = Optional.empty();
    for (Bounds other : others) {
      for (var side : upright ? ACROSS : DOWN) {
        double by = side.applyAsDouble(other) - side.applyAsDouble(moved);
        double least = best.map(pull -> Math.abs(pull.by())).orElse(Math.nextUp(reach));
        if (Math.abs(by) < least) {
          best = Optional.of(new Pull(by, guide(upright, side.applyAsDouble(other), moved, other)));
        }
      }
    }
    return best;
  }

  private static Guide guide(boolean upright, double at, Bounds moved, Bounds other) {
    return upright
        ? new Guide(
            true,
            at,
            Math.min(moved.getMinY(), other.getMinY()),
            Math.max(moved.getMaxY(), other.getMaxY()))
        : new Guide(
            false,
            at,
            Math.min(moved.getMinX(), other.getMinX()),
            Math.max(moved.getMaxX(), other.getMaxX()));
  }
}
