package io.signalbox.engine.learned;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// All trade-offs between cost and quality that a set of predictions allows, on prompts with known
/// outcomes: for each price of a point of quality, each prompt goes to the model whose predicted
/// quality, less what its cost is worth, is highest. Costlier models than the best single one take
/// no part.
///
/// The area is what RouteLLM (<https://arxiv.org/abs/2406.18665>) calls the average performance gap
/// recovered: 0 for the cheapest model alone, 1 for the best one alone, averaged over shares of the
/// cost between the two; for two models without costs the share is that of calls of the stronger
/// one. A random mix has 0.5.
final class Sweep {
  private static final int MOST_PRICES = 200;
  private static final double TINY = 1e-9;

  private final int[] rows;

  /// By price of a point, then prompt; the first is the best model alone, the last the cheapest.
  private final float[][] scores;

  private final float[][] costs;

  private Sweep(int[] rows, float[][] scores, float[][] costs) {
    this.rows = rows;
    this.scores = scores;
    this.costs = costs;
  }

  /// @param quality by row of the outcomes, then model
  static Sweep of(double[][] quality, Outcomes outcomes, Prices prices) {
    int[] rows = new Replay(outcomes, prices).rows();
    int[] models = models(prices);
    double[] points = points(quality, rows, models, prices);
    var scores = new float[points.length + 2][rows.length];
    var costs = new float[points.length + 2][rows.length];
    for (int p = 0; p < scores.length; p++) {
      for (int i = 0; i < rows.length; i++) {
        int row = rows[i];
        int model = model(p, points, quality[row], models, prices);
        scores[p][i] = (float) outcomes.score(row, model);
        costs[p][i] = (float) prices.of(outcomes, row, model);
      }
    }
    return new Sweep(rows, scores, costs);
  }

  private static int[] models(Prices prices) {
    double most = prices.mean()[prices.best()];
    return IntStream.range(0, prices.mean().length).filter(m -> prices.mean()[m] <= most).toArray();
  }

  /// How much quality a unit of cost must bring, from little to much: where choices change.
  private static double[] points(double[][] quality, int[] rows, int[] models, Prices prices) {
    int best = prices.best();
    double[] all =
        Arrays.stream(rows)
            .boxed()
            .flatMapToDouble(row -> changes(quality[row], models, best, prices.mean()))
            .sorted()
            .toArray();
    int count = Math.min(MOST_PRICES, all.length);
    return IntStream.range(0, count)
        .mapToDouble(p -> all[(int) ((p + 0.5) * all.length / count)])
        .toArray();
  }

  private static DoubleStream changes(double[] quality, int[] models, int best, double[] cost) {
    return Arrays.stream(models)
        .filter(m -> cost[m] < cost[best])
        .mapToDouble(m -> (quality[best] - quality[m]) / (cost[best] - cost[m]));
  }

  private static int model(
      int price, double[] points, double[] quality, int[] models, Prices prices) {
    if (price == 0) {
      return prices.best();
    } else if (price > points.length) {
      return prices.cheapest();
    }
    int chosen = prices.best();
    for (int model : models) {
      double gain =
          quality[model]
              - quality[chosen]
              - points[price - 1] * (prices.mean()[model] - prices.mean()[chosen]);
      chosen = gain > TINY ? model : chosen;
    }
    return chosen;
  }

  /// How many additions a measurement takes.
  long work() {
    return (long) scores.length * rows.length;
  }

  /// Measures it.
  ///
  /// @param counts how often each row of the outcomes counts
  Measures measured(IntUnaryOperator counts) {
    int[] weights = Arrays.stream(rows).map(counts).toArray();
    double all = Arrays.stream(weights).sum();
    return Measures.of(means(scores, weights, all), means(costs, weights, all));
  }

  private static double[] means(float[][] values, int[] weights, double all) {
    var means = new double[values.length];
    for (int p = 0; p < means.length; p++) {
      for (int i = 0; i < weights.length; i++) {
        means[p] += weights[i] * values[p][i];
      }
      means[p] /= all;
    }
    return means;
  }
}
