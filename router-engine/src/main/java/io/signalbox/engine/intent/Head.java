package io.signalbox.engine.intent;

import java.util.List;

/// A multinomial logistic regression: which class a vector belongs to, as the logarithms of
/// probabilities. Immutable, safe for threads.
final class Head {
  private final Rows weights;
  private final float[] bias;

  /// @param weights a row for each dimension, a column for each class
  private Head(Rows weights, float[] bias) {
    this.weights = weights;
    this.bias = bias;
  }

  /// How exactly a head is trained.
  ///
  /// @param steps at most so many
  /// @param precision see [Lbfgs]
  record Effort(int steps, double precision) {
    /// For a head that decides.
    static final Effort FULL = new Effort(100, 1e-6);

    /// For one of several that only show how good the one will be.
    static final Effort DRAFT = new Effort(40, 1e-4);
  }

  /// Trains a head, the same each time.
  ///
  /// @param vectors of the examples
  /// @param classes the class of each, from 0
  /// @param count of all classes, at least 2
  static Head trained(List<float[]> vectors, int[] classes, int count, Effort effort) {
    var loss = new LogisticLoss(Rows.of(vectors), classes, count);
    double[] found =
        new Lbfgs(loss, effort.steps(), effort.precision()).from(new double[loss.size()]);
    var rows = new float[count][];
    var bias = new float[count];
    for (int c = 0; c < count; c++) {
      rows[c] = loss.weights(found, c);
      bias[c] = (float) loss.bias(found, c);
    }
    return new Head(new Rows(rows).transposed(), bias);
  }

  /// The logarithm of the probability of each class.
  double[] logProbabilities(float[] vector) {
    float[] sums = weights.combined(vector);
    var scores = new double[sums.length];
    double most = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < sums.length; c++) {
      scores[c] = sums[c] + bias[c];
      most = Math.max(most, scores[c]);
    }
    double total = 0;
    for (double score : scores) {
      total += Math.exp(score - most);
    }
    double norm = most + Math.log(total);
    for (int c = 0; c < scores.length; c++) {
      scores[c] -= norm;
    }
    return scores;
  }
}
