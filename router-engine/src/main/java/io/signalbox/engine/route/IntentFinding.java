package io.signalbox.engine.route;

import io.signalbox.engine.intent.IntentVerdict;

/// What an intent node's classifier makes of a text. Immutable.
public sealed interface IntentFinding {
  /// It is most like a class.
  record Likely(IntentVerdict verdict) implements IntentFinding {}

  /// Nothing can be said.
  ///
  /// @param why for a person, without any text of the request
  record None(String why) implements IntentFinding {}
}
