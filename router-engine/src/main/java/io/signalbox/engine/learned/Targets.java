package io.signalbox.engine.learned;

import java.util.Arrays;

/// The scores to learn from, without gaps: where a model was not asked, it is taken to be as much
/// better or worse than usual as the models that were. Errors count for known scores only.
final class Targets {
  private final Outcomes outcomes;
  private final double[][] values;

  private Targets(Outcomes outcomes, double[][] values) {
    this.outcomes = outcomes;
    this.values = values;
  }

  static Targets of(Outcomes outcomes) {
    int models = outcomes.models().size();
    var means = new double[models];
    Arrays.setAll(means, outcomes::meanScore);
    var values = new double[outcomes.size()][models];
    Arrays.setAll(values, row -> filled(outcomes, row, means));
    return new Targets(outcomes, values);
  }

  private static double[] filled(Outcomes outcomes, int row, double[] means) {
    double off = 0;
    int known = 0;
    for (int m = 0; m < means.length; m++) {
      double score = outcomes.score(row, m);
      off += Double.isNaN(score) ? 0 : score - means[m];
      known += Double.isNaN(score) ? 0 : 1;
    }
    var filled = new double[means.length];
    for (int m = 0; m < means.length; m++) {
      double score = outcomes.score(row, m);
      filled[m] =
          Double.isNaN(score) ? Math.clamp(means[m] + off / Math.max(1, known), 0, 1) : score;
    }
    return filled;
  }

  int models() {
    return outcomes.models().size();
  }

  double of(int row, int model) {
    return values[row][model];
  }

  float[] row(int row) {
    var floats = new float[models()];
    for (int m = 0; m < floats.length; m++) {
      floats[m] = (float) values[row][m];
    }
    return floats;
  }

  double[] column(int model) {
    return Arrays.stream(values).mapToDouble(row -> row[model]).toArray();
  }

  double mean(int model, int[] rows) {
    return Arrays.stream(rows).mapToDouble(row -> values[row][model]).average().orElse(0);
  }

  /// The squared errors of what sets the models apart in a row, which is what a router lives on:
  /// each prediction less their mean, against each score less their mean.
  double error(int row, double[] predicted) {
    double off = 0;
    int known = 0;
    for (int m = 0; m < predicted.length; m++) {
      double score = outcomes.score(row, m);
      off += Double.isNaN(score) ? 0 : score - predicted[m];
      known += Double.isNaN(score) ? 0 : 1;
    }
    double sum = 0;
    for (int m = 0; m < predicted.length; m++) {
      double score = outcomes.score(row, m);
      double rest = Double.isNaN(score) ? 0 : score - predicted[m] - off / known;
      sum += rest * rest;
    }
    return sum;
  }
}
