package io.signalbox.engine.route.gate;

import java.time.Instant;

/// What is known of one gate. Safe for threads.
@FunctionalInterface
public interface GateSource {
  /// A gate that was never measured.
  GateSource NONE = now -> new GateState.NeverRun();

  /// What is known at a moment.
  GateState at(Instant now);
}
