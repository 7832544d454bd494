package io.signalbox.engine.learned;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// What one curve of cost and quality says.
///
/// @param area 0.5 for a random mix, NaN if the best model is not better than the cheapest
/// @param saved the largest share of the best model's cost that is saved without being below it
/// @param scores the mean scores at 0, 10 … 100 % of the cost between cheapest and best model
record Measures(double area, double saved, double[] scores) {
  static final int STEPS = 10;
  private static final double TINY = 1e-9;

  private record Point(double share, double score) {}

  /// @param score mean scores, from the best model alone to the cheapest alone
  /// @param cost mean costs in the same order
  static Measures of(double[] score, double[] cost) {
    int last = score.length - 1;
    double width = cost[0] - cost[last];
    double height = score[0] - score[last];
    List<Point> points =
        IntStream.rangeClosed(0, last)
            .mapToObj(p -> new Point((cost[p] - cost[last]) / width, score[p]))
            .filter(point -> point.share >= 0 && point.share <= 1)
            .sorted(Comparator.comparingDouble(Point::share))
            .toList();
    double area = 0;
    for (int p = 1; p < points.size(); p++) {
      double middle = (points.get(p).score + points.get(p - 1).score) / 2 - score[last];
      area += (points.get(p).share - points.get(p - 1).share) * middle / height;
    }
    double least =
        IntStream.rangeClosed(0, last)
            .filter(p -> score[p] >= score[0] - TINY)
            .mapToDouble(p -> cost[p])
            .min()
            .orElse(cost[0]);
    boolean measurable = width > 0 && height > 0;
    return new Measures(
        measurable ? area : Double.NaN, cost[0] > 0 ? 1 - least / cost[0] : 0, at(points));
  }

  private static double[] at(List<Point> points) {
    return IntStream.rangeClosed(0, STEPS)
        .mapToDouble(step -> at(points, (double) step / STEPS))
        .toArray();
  }

  private static double at(List<Point> points, double share) {
    for (int p = 1; p < points.size(); p++) {
      Point to = points.get(p);
      Point from = points.get(p - 1);
      if (to.share >= share) {
        double width = to.share - from.share;
        double part = width <= 0 ? 1 : (share - from.share) / width;
        return from.score + part * (to.score - from.score);
      }
    }
    return points.isEmpty() ? Double.NaN : points.getLast().score;
  }

  /// The mean of several curves.
  static Measures mean(List<Measures> all) {
    double area = all.stream().mapToDouble(Measures::area).average().orElse(Double.NaN);
    double saved = all.stream().mapToDouble(Measures::saved).average().orElse(Double.NaN);
    double[] scores =
        IntStream.rangeClosed(0, STEPS)
            .mapToDouble(
                step -> all.stream().mapToDouble(each -> each.scores[step]).average().orElse(0))
            .toArray();
    return new Measures(area, saved, scores);
  }
}
