package io.signalbox.engine.api;

import io.signalbox.engine.intent.IntentClassifier;

/// What came of learning the classes of an intent node. Immutable.
public sealed interface IntentTraining {
  /// The node can decide.
  record Ready(IntentClassifier classifier) implements IntentTraining {}

  /// It cannot, so that its requests take `otherwise`.
  ///
  /// @param why for a person
  record Failed(String why) implements IntentTraining {}
}
