package io.signalbox.engine.api;

import io.signalbox.engine.learned.Curve;

/// What the choices of the file of a learned node cost and are worth. Immutable.
public sealed interface LearnedCurve {
  /// It was measured on prompts that were not learned from: outcomes by cross-validation, a trained
  /// router on those that were held back when it was trained.
  record Ready(Curve curve) implements LearnedCurve {}

  /// It was not.
  ///
  /// @param why for a person
  record Failed(String why) implements LearnedCurve {}
}
