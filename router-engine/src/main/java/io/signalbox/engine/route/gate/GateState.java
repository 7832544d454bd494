package io.signalbox.engine.route.gate;

/// What is known of a gate at a moment.
public sealed interface GateState {
  /// It was never measured.
  record NeverRun() implements GateState {}

  /// Nothing that counts can be said.
  ///
  /// @param why in a few words
  record Unmeasured(String why) implements GateState {}

  /// A result.
  ///
  /// @param suite a fingerprint of the suite as it is now
  /// @param branch a fingerprint of what the branch leads to now
  record Measured(GateResult result, String suite, String branch) implements GateState {}
}
