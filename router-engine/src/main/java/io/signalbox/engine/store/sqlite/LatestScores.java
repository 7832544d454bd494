package io.signalbox.engine.store.sqlite;

import io.signalbox.engine.catalog.Success;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/// The latest scores of models, in memory for the decisions that ask. Safe for use by many threads.
final class LatestScores {
  /// How many scores of a model count.
  static final int KEPT = 200;

  private final BiFunction<String, String, List<Double>> kept;
  private final Map<Of, Last> all = new ConcurrentHashMap<>();

  /// @param kept reads the newest that are written, the newest first
  LatestScores(BiFunction<String, String, List<Double>> kept) {
    this.kept = kept;
  }

  private record Of(String graph, String model) {}

  Success of(String graph, String model) {
    return all.computeIfAbsent(new Of(graph, model), of -> new Last(kept.apply(graph, model)))
        .success();
  }

  /// Counts a new score, if its model is asked about.
  void add(String graph, String model, double score) {
    var last = all.get(new Of(graph, model));
    if (last != null) {
      last.add(score);
    }
  }

  /// A score was changed: they are read again.
  void forget(String graph, String model) {
    all.remove(new Of(graph, model));
  }

  /// The last scores of one model, the oldest overwritten first.
  private static final class Last {
    private final double[] scores = new double[KEPT];
    private int count;
    private Success success = Success.UNKNOWN;

    Last(List<Double> newestFirst) {
      newestFirst.reversed().forEach(this::add);
    }

    synchronized void add(double score) {
      scores[count % KEPT] = score;
      count = count + 1 == 2 * KEPT ? KEPT : count + 1;
      int known = Math.min(count, KEPT);
      double sum = 0;
      for (int i = 0; i < known; i++) {
        sum += scores[i];
      }
      success = new Success(known, sum);
    }

    synchronized Success success() {
      return success;
    }
  }
}
