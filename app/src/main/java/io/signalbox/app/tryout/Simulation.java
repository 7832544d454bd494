package io.signalbox.app.tryout;

import io.signalbox.app.document.RoutePath;
import io.signalbox.engine.trace.Trace;

/// What became of a request that is tried out.
public sealed interface Simulation {
  /// The way that is lit on the canvas.
  default RoutePath lit() {
    return switch (this) {
      case Done done -> done.way();
      case Shown shown -> shown.way();
      case Idle idle -> RoutePath.NONE;
      case Running running -> RoutePath.NONE;
      case Failed failed -> RoutePath.NONE;
    };
  }

  /// None was asked for.
  final class Idle implements Simulation {}

  /// It is being worked out.
  final class Running implements Simulation {}

  /// It is known.
  record Done(Trace trace, RoutePath way) implements Simulation {}

  /// No request, but a way that is pointed out.
  ///
  /// @param words what is the matter with it
  record Shown(String words, RoutePath way) implements Simulation {}

  /// It could not be worked out.
  record Failed(String message) implements Simulation {}
}
