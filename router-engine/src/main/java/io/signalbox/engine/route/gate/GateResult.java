package io.signalbox.engine.route.gate;

import io.signalbox.engine.experiment.NormalQuantile;
import io.signalbox.engine.experiment.WilsonBound;
import java.time.Instant;

/// What came of a gate's suite at the branch behind it. Immutable.
///
/// @param at when it was measured
/// @param cases how many cases were answered, at least 1
/// @param answers how many answers they got, at least as many
/// @param passed how many of the answers were as expected
/// @param suite a fingerprint of the suite's text
/// @param branch a fingerprint of what the branch led to
public record GateResult(
    Instant at, int cases, int answers, int passed, String suite, String branch) {

  /// @throws IllegalArgumentException if the numbers cannot be
  public GateResult {
    if (cases < 1 || answers < cases || passed < 0 || passed > answers) {
      throw new IllegalArgumentException(passed + " of " + answers + " of " + cases + " cases");
    }
  }

  /// The share of answers that were as expected, 0–1.
  public double rate() {
    return (double) passed / answers;
  }

  /// What the rate is at least, 0–1. Several answers to one case are not independent, so cases
  /// count, however often each was asked.
  ///
  /// @param confidence 0.5–1
  public double lower(double confidence) {
    return WilsonBound.lower(rate(), cases, NormalQuantile.of(confidence));
  }
}
