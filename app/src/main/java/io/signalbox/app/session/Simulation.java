package io.signalbox.app.session;

import io.signalbox.engine.trace.Trace;

/// What became of a request that is tried out.
public sealed interface Simulation {
  /// The way that is lit on the canvas.
  default Way lit() {
    return switch (this) {
      case Done done -> done.way();
      case Shown shown -> shown.way();
      case Idle idle -> Way.NONE;
      case Running running -> Way.NONE;
      case Failed failed -> Way.NONE;
    };
  }

  /// None was asked for.
  final class Idle implements Simulation {}

  /// It is being worked out.
  final class Running implements Simulation {}

  /// It is known.
  record Done(Trace trace, Way way) implements Simulation {}

  /// No request, but a way that is pointed out.
  ///
  /// @param words what is the matter with it
  record Shown(String words, Way way) implements Simulation {}

  /// It could not be worked out.
  record Failed(String message) implements Simulation {}
}
