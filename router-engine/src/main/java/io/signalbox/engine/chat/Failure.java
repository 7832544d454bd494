package io.signalbox.engine.chat;

import java.time.Duration;
import java.util.Optional;

/// Expected trouble with a provider, as a value. Immutable.
///
/// @param kind its class
/// @param status the HTTP status; 0 if there was no answer
/// @param message what happened, for a person; never holds a secret
/// @param code the provider's own code; empty if it gave none
/// @param retryAfter the wait that the provider asks for: a minimum
/// @param billed whether the provider may charge for it
public record Failure(
    FailureClass kind,
    int status,
    String message,
    String code,
    Optional<Duration> retryAfter,
    boolean billed) {

  /// Trouble of which no more is known.
  public static Failure of(FailureClass kind, int status, String message) {
    return new Failure(kind, status, message, "", Optional.empty(), false);
  }

  /// The same trouble, possibly charged for.
  public Failure withBilled(boolean charged) {
    return new Failure(kind, status, message, code, retryAfter, charged);
  }
}
