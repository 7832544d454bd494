package io.signalbox.engine.api;

/// What is known of the key of a model.
public enum ModelKey {
  /// There is one.
  FOUND,
  /// Its provider needs none.
  NOT_NEEDED,
  /// It is needed and not there.
  MISSING,
  /// Its owner has not confirmed that it may be sent to the model's server.
  UNCONFIRMED
}
