package io.signalbox.engine.learned;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Trains routers. The same outcomes, encoder and seed give the same router.
public final class Training {
  /// So many prompts are learned from, or measured with, at most, taken at random: more would take
  /// the encoder minutes and say little more.
  public static final int MOST_PROMPTS = 5_000;

  private Training() {}

  /// Trains a router.
  ///
  /// @param encoder the id of the encoder, which is kept with the router; empty for none
  /// @param encoding the encoder
  public static TrainedRouter trained(Outcomes all, String encoder, Encoding encoding, long seed) {
    Outcomes outcomes = all.sample(MOST_PROMPTS, seed);
    return trained(outcomes, encoder, Prompts.rows(outcomes.texts(), encoding), seed);
  }

  static TrainedRouter trained(Outcomes outcomes, String encoder, float[][] rows, long seed) {
    var fitting = new Fitting(rows, outcomes, seed);
    Predictor predictor = fitting.predictor();
    double[][] held = fitting.held();
    var calibrations = new ArrayList<Calibration>();
    for (int m = 0; m < outcomes.models().size(); m++) {
      calibrations.add(calibration(outcomes, held, m));
    }
    for (double[] row : held) {
      Arrays.setAll(row, m -> calibrations.get(m).quality(row[m]));
    }
    float[][] scaled = predictor.scaling().of(rows);
    var familiarity = Familiarity.of(scaled, seed);
    var familiar = new boolean[rows.length];
    Arrays.fill(familiar, true);
    return new TrainedRouter(
        encoder,
        outcomes.models(),
        predictor,
        calibrations,
        familiarity,
        Prices.of(outcomes),
        LengthLine.of(outcomes, rows),
        outcomes.texts().stream().map(Prompts::mark).collect(Collectors.toUnmodifiableSet()),
        outcomes.withoutTexts(),
        new Predictions(held, familiar));
  }

  private static Calibration calibration(Outcomes outcomes, double[][] held, int model) {
    var predicted = new double[held.length];
    var scores = new double[held.length];
    for (int row = 0; row < held.length; row++) {
      predicted[row] = held[row][model];
      scores[row] = outcomes.score(row, model);
    }
    return Calibration.of(predicted, scores);
  }
}
