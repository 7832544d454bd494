package io.signalbox.engine.api;

/// Where a provider's key was found.
public enum KeyPlace {
  /// In the environment variable of its name.
  ENVIRONMENT,
  /// Among the keys that Signalbox keeps.
  VAULT,
  /// Nowhere.
  NOWHERE
}
