package io.signalbox.engine.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// A key or password. It is never shown: its text form is always `•••`, it is neither a record nor
/// serializable, and comparing takes the same time whatever differs. Immutable.
public final class Secret {
  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /// Wraps a key as soon as it is read.
  public static Secret of(String value) {
    return new Secret(value);
  }

  /// The key itself, only for the header or the vault that it goes into.
  public String reveal() {
    return value;
  }

  /// Whether there is nothing in it.
  public boolean isEmpty() {
    return value.isEmpty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that
        && MessageDigest.isEqual(
            value.getBytes(StandardCharsets.UTF_8), that.value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int hashCode() {
    return 0; // intentionally the same for all: a hash would tell something of the key
  }

  @Override
  public String toString() {
    return "•••";
  }
}
