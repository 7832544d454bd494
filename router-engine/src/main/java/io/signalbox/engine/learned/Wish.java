package io.signalbox.engine.learned;

/// What is wanted of a choice.
public sealed interface Wish {
  /// How sure a bound is unless a graph says otherwise.
  double USUAL_CONFIDENCE = 0.9;

  /// How sure the lower bound is, between 0.5 and 1.
  double confidence();

  /// The cheapest model whose quality is at least this, by its lower bound.
  ///
  /// @param least 0 to 1
  record Quality(double least, double confidence) implements Wish {}

  /// The best model, by its lower bound, that costs at most this.
  ///
  /// @param most in US dollars for a call
  record Budget(double most, double confidence) implements Wish {}
}
