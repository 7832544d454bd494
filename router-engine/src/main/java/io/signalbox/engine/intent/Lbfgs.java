package io.signalbox.engine.intent;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/// Minimizes a smooth convex function by the limited-memory BFGS method with backtracking (Nocedal
/// and Wright, *Numerical Optimization*, algorithm 7.5). The same function gives the same point
/// each time. For one use.
final class Lbfgs {
  private static final int MEMORY = 8;
  private static final int MOST_HALVINGS = 20;
  private static final double SUFFICIENT = 1e-4;

  private final Function function;
  private final int steps;
  private final double precision;
  private final Deque<Move> moves = new ArrayDeque<>();

  /// @param steps at most so many
  /// @param precision it ends with a step that takes less than this share off the value
  Lbfgs(Function function, int steps, double precision) {
    this.function = function;
    this.steps = steps;
    this.precision = precision;
  }

  /// What is minimized.
  @FunctionalInterface
  interface Function {
    /// @param gradient is filled
    /// @return the value at the point
    double at(double[] point, double[] gradient);
  }

  /// A point with the function's value and gradient there.
  private record Spot(double[] point, double value, double[] gradient) {}

  /// A step that was taken: how point and gradient changed.
  private record Move(double[] point, double[] gradient, double scale) {}

  /// The point with the smallest value that was found.
  ///
  /// @param start is not changed
  double[] from(double[] start) {
    var gradient = new double[start.length];
    var here = new Spot(start.clone(), function.at(start, gradient), gradient);
    for (int step = 0; step < steps; step++) {
      Spot next = next(here);
      boolean done = !(here.value() - next.value() > precision * Math.abs(next.value()));
      here = next;
      if (done) {
        break;
      }
    }
    return here.point();
  }

  /// A step on; the same spot if there is no way down.
  private Spot next(Spot here) {
    double[] direction = direction(here.gradient());
    double slope = dot(direction, here.gradient());
    double size = moves.isEmpty() ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
    for (int i = 0; slope < 0 && i < MOST_HALVINGS; i++) {
      double[] point = moved(here.point(), direction, size);
      var gradient = new double[point.length];
      double value = function.at(point, gradient);
      if (value <= here.value() + SUFFICIENT * size * slope) {
        remember(minus(point, here.point()), minus(gradient, here.gradient()));
        return new Spot(point, value, gradient);
      }
      size /= 2;
    }
    return here;
  }

  private void remember(double[] point, double[] gradient) {
    double curvature = dot(point, gradient);
    if (curvature > 0) {
      moves.addLast(new Move(point, gradient, 1 / curvature));
      if (moves.size() > MEMORY) {
        moves.removeFirst();
      }
    }
  }

  /// Downhill, bent by what the last steps showed of the curvature.
  private double[] direction(double[] gradient) {
    double[] q = gradient.clone();
    var alphas = new ArrayDeque<Double>();
    for (Move move : moves.reversed()) {
      double alpha = move.scale() * dot(move.point(), q);
      alphas.addLast(alpha);
      add(q, -alpha, move.gradient());
    }
    if (!moves.isEmpty()) {
      Move last = moves.getLast();
      scale(q, 1 / (last.scale() * dot(last.gradient(), last.gradient())));
    }
    for (Move move : moves) {
      double beta = move.scale() * dot(move.gradient(), q);
      add(q, alphas.removeLast() - beta, move.point());
    }
    scale(q, -1);
    return q;
  }

  private static double[] moved(double[] point, double[] direction, double size) {
    double[] next = point.clone();
    add(next, size, direction);
    return next;
  }

  private static double[] minus(double[] a, double[] b) {
    double[] result = a.clone();
    add(result, -1, b);
    return result;
  }

  private static void add(double[] sum, double weight, double[] row) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += weight * row[i];
    }
  }

  private static void scale(double[] vector, double factor) {
    Arrays.setAll(vector, i -> vector[i] * factor);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
