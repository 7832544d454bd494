package io.signalbox.engine.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Counts the scores of one metric for the branches of an experiment, in the order in which they
/// came, and compares each pair of branches. For one thread.
public final class MetricTally {
  private final Scores[] scores;
  private final List<Pair> pairs = new ArrayList<>();

  private record Pair(int first, int second, SequentialTest test) {
    void add(int branch, double score) {
      if (branch == first) {
        test.first(score);
      } else if (branch == second) {
        test.second(score);
      }
    }
  }

  /// @param branches how many there are, 1 or more
  public MetricTally(int branches) {
    scores = new Scores[branches];
    Arrays.fill(scores, Scores.NONE);
    for (int i = 0; i < branches; i++) {
      for (int j = i + 1; j < branches; j++) {
        pairs.add(new Pair(i, j, new SequentialTest()));
      }
    }
  }

  /// The next score.
  ///
  /// @param branch the place of its branch, from 0
  /// @param score 0–1
  public void add(int branch, double score) {
    scores[branch] = scores[branch].and(score);
    pairs.forEach(pair -> pair.add(branch, score));
  }

  /// What the branches got, by their places.
  public List<Scores> scores() {
    return List.of(scores);
  }

  /// How the branches compare, each pair once.
  public List<Comparison> comparisons() {
    return pairs.stream()
        .map(pair ->
            Comparison.of(
                pair.first(),
                pair.second(),
                scores[pair.first()],
                scores[pair.second()],
                pair.test(),
                pairs.size()))
        .toList();
  }
}
