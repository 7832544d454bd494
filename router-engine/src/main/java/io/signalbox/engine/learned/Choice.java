package io.signalbox.engine.learned;

/// What a router chose.
public sealed interface Choice {
  /// A model.
  ///
  /// @param model its name in the outcomes
  /// @param quality the predicted quality, 0 to 1
  /// @param lower its lower bound
  record Chosen(String model, double quality, double lower) implements Choice {}

  /// None: it is not sure.
  record Declined(Reason reason) implements Choice {}

  /// Why none was chosen.
  enum Reason {
    /// The prompt is unlike all that were learned from.
    UNFAMILIAR,
    /// No model reaches the wish.
    OUT_OF_REACH
  }
}
