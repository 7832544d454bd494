package io.signalbox.engine.learned;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// What a call of each model costs on average.
///
/// @param mean by model: in US dollars if they are known, else 0 for the model with the lowest mean
///   score up to 1 for the one with the highest, so that what is saved counts calls
/// @param known whether they are dollars
/// @param best the model with the highest mean score
record Prices(double[] mean, boolean known, int best) {
  static Prices of(Outcomes outcomes) {
    boolean known = outcomes.hasCosts();
    int models = outcomes.models().size();
    var mean = new double[models];
    Arrays.setAll(mean, m -> known ? outcomes.meanCost(m) : rank(outcomes, m) / (models - 1));
    return new Prices(mean, known, outcomes.bestModel());
  }

  private static double rank(Outcomes outcomes, int model) {
    double own = outcomes.meanScore(model);
    return IntStream.range(0, outcomes.models().size())
        .filter(m -> outcomes.meanScore(m) < own || (outcomes.meanScore(m) == own && m > model))
        .count();
  }

  /// The model that costs least.
  int cheapest() {
    return IntStream.range(0, mean.length)
        .boxed()
        .min(Comparator.comparingDouble(m -> mean[m]))
        .orElse(0);
  }

  /// What a model's answer to a row cost: its own cost if that is known.
  double of(Outcomes outcomes, int row, int model) {
    double cost = known ? outcomes.cost(row, model) : Double.NaN;
    return Double.isNaN(cost) ? mean[model] : cost;
  }
}
