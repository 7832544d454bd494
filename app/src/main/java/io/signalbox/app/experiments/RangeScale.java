package io.signalbox.app.experiments;

import io.signalbox.app.kit.Parts;
import io.signalbox.engine.experiment.ScoreRange;
import java.util.List;
import javafx.scene.layout.HBox;

/// The part of 0 to 1 on which the ranges of one metric are drawn, so that they can be compared.
///
/// @param low a multiple of five points
/// @param high the same, above `low`
record RangeScale(double low, double high) {
  private static final double STEP = 0.05;

  static RangeScale of(List<ScoreRange> ranges) {
    double low = ranges.stream().mapToDouble(ScoreRange::low).min().orElse(0);
    double high = ranges.stream().mapToDouble(ScoreRange::high).max().orElse(1);
    double from = Math.max(0, Math.floor(low / STEP) * STEP);
    double to = Math.min(1, Math.ceil(high / STEP) * STEP);
    return new RangeScale(from, Math.max(to, from + STEP));
  }

  /// Where a share lies, 0–1 of the width.
  double at(double share) {
    return Math.clamp((share - low) / (high - low), 0, 1);
  }

  /// Its ends in words.
  HBox axis() {
    return new HBox(
        Parts.label(ExperimentCard.percent(low, 0), "axis-word"),
        Parts.spring(),
        Parts.label(ExperimentCard.percent(high, 0), "axis-word"));
  }
}
