package io.signalbox.engine.vault;

import io.signalbox.engine.secret.Secret;
import java.util.Optional;

/// The operating system's own store of secrets. A method that fails says so and throws nothing.
public interface Keychain {
  /// Whether there is one that can be used now.
  boolean isPresent();

  Optional<Secret> get(String name);

  /// Whether it was kept.
  boolean put(String name, Secret key);

  /// Whether it is gone.
  boolean forget(String name);
}
