package io.signalbox.app.session;

import io.signalbox.engine.trace.Trace;

/// What became of a request that is tried out.
public sealed interface Simulation {
  /// None was asked for.
  final class Idle implements Simulation {}

  /// It is being worked out.
  final class Running implements Simulation {}

  /// It is known.
  record Done(Trace trace, Way way) implements Simulation {}

  /// It could not be worked out.
  record Failed(String message) implements Simulation {}
}
