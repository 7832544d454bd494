package io.signalbox.engine.learned;

import io.signalbox.engine.experiment.WilsonBound;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// What a model's predictions are worth, by rows that the predictor had not seen: a line from
/// predictions to qualities, and groups of rows with alike predictions, whose scores bound the
/// quality from below.
///
/// @param base where the line begins
/// @param slope its slope, 0 to 1.2: 0 where the predictions say nothing
/// @param groups by rising prediction
record Calibration(double base, double slope, List<Group> groups) {
  private static final double STEEPEST = 1.2;
  private static final double SMALL = 1e-9;
  private static final int SMALLEST_GROUP = 25;
  private static final int MOST_GROUPS = 20;

  /// Rows with alike predictions.
  ///
  /// @param at their mean quality by the line
  /// @param score their mean score
  /// @param rows how many they are
  record Group(double at, double score, int rows) {
    double lower(double z) {
      return WilsonBound.lower(score, rows, z);
    }
  }

  /// @param predicted by row
  /// @param scores by row; rows with NaN do not count
  static Calibration of(double[] predicted, double[] scores) {
    List<Integer> known =
        IntStream.range(0, scores.length)
            .filter(row -> !Double.isNaN(scores[row]))
            .boxed()
            .sorted(Comparator.comparingDouble(row -> predicted[row]))
            .toList();
    double x = known.stream().mapToDouble(row -> predicted[row]).average().orElse(0);
    double y = known.stream().mapToDouble(row -> scores[row]).average().orElse(0);
    double both = known.stream().mapToDouble(row -> (predicted[row] - x) * (scores[row] - y)).sum();
    double square = known.stream().mapToDouble(row -> Math.pow(predicted[row] - x, 2)).sum();
    double slope = Math.clamp(both / (square + SMALL), 0, STEEPEST);
    var line = new Calibration(y - slope * x, slope, List.of());
    return new Calibration(line.base, slope, line.groups(known, predicted, scores));
  }

  private List<Group> groups(List<Integer> sorted, double[] predicted, double[] scores) {
    int count = Math.clamp(sorted.size() / SMALLEST_GROUP, 1, MOST_GROUPS);
    var groups = new ArrayList<Group>();
    for (int g = 0; g < count; g++) {
      List<Integer> rows =
          sorted.subList(g * sorted.size() / count, (g + 1) * sorted.size() / count);
      if (!rows.isEmpty()) {
        add(
            groups,
            new Group(
                rows.stream().mapToDouble(row -> quality(predicted[row])).average().orElse(0),
                rows.stream().mapToDouble(row -> scores[row]).average().orElse(0),
                rows.size()));
      }
    }
    return List.copyOf(groups);
  }

  /// A group with a higher prediction and a lower score than the one before is joined with it.
  private static void add(List<Group> groups, Group next) {
    Group joined = next;
    while (!groups.isEmpty() && groups.getLast().score >= joined.score) {
      Group last = groups.removeLast();
      double share = (double) joined.rows / (joined.rows + last.rows);
      joined =
          new Group(
              share * joined.at + (1 - share) * last.at,
              share * joined.score + (1 - share) * last.score,
              joined.rows + last.rows);
    }
    groups.add(joined);
  }

  /// The quality that is to be expected, 0 to 1.
  double quality(double predicted) {
    return Math.clamp(base + slope * predicted, 0, 1);
  }

  /// What the quality is at least.
  ///
  /// @param quality by the line
  /// @param z how sure, as a quantile of the normal distribution
  double lower(double quality, double z) {
    if (groups.isEmpty()) {
      return 0;
    }
    int next = 0;
    while (next < groups.size() && groups.get(next).at < quality) {
      next++;
    }
    Group above = groups.get(Math.min(next, groups.size() - 1));
    Group below = groups.get(Math.max(0, next - 1));
    double width = above.at - below.at;
    double share = width <= 0 ? 0 : Math.clamp((quality - below.at) / width, 0, 1);
    double lower = (1 - share) * below.lower(z) + share * above.lower(z);
    return Math.min(quality, lower);
  }
}
