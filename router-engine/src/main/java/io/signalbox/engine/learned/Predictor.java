package io.signalbox.engine.learned;

import java.util.List;

/// Predicts the score of each model for a prompt, before calibration: a ridge regression over all
/// of the prompt's row, mixed with boosted trees over its surface and with the nearest examples.
///
/// @param means the models' mean scores
/// @param weights by model, for the scaled row
/// @param forests by model
/// @param shares how much each counts
record Predictor(
    Scaling scaling,
    double[] means,
    float[][] weights,
    List<Forest> forests,
    Neighbors neighbors,
    Shares shares) {

  /// @param row as [Prompts] makes it
  double[] of(float[] row) {
    float[] scaled = scaling.of(row);
    double[] near = neighbors.of(scaled, _ -> true);
    var predicted = new double[means.length];
    for (int m = 0; m < predicted.length; m++) {
      double linear = means[m] + Gram.dot(scaled, weights[m]);
      predicted[m] = shares.mixed(linear, forests.get(m).of(row), near[m]);
    }
    return predicted;
  }

  /// How much trees and nearest examples count; the rest is the regression's.
  ///
  /// @param trees 0 to 1
  /// @param near 0 to 1
  record Shares(double trees, double near) {
    double mixed(double linear, double byTrees, double byNear) {
      return (1 - trees - near) * linear + trees * byTrees + near * byNear;
    }
  }
}
