package io.signalbox.engine.chat;

import java.time.Duration;
import java.util.Optional;

/// Expected trouble with a provider, as a value. Immutable.
///
/// @param kind its class
/// @param status the HTTP status; 0 if there was no answer
/// @param said what happened, for a person; never holds a secret
/// @param code the provider's own code; empty if it gave none
/// @param retryAfter the wait that the provider asks for: a minimum
/// @param billed whether the provider may charge for it
/// @param modelAlone whether a failure that usually concerns the key concerns this model alone
public record Failure(
    FailureClass kind,
    int status,
    FailureMessage said,
    String code,
    Optional<Duration> retryAfter,
    boolean billed,
    boolean modelAlone) {

  /// Trouble in a provider's own words.
  public Failure(
      FailureClass kind,
      int status,
      String message,
      String code,
      Optional<Duration> retryAfter,
      boolean billed) {
    this(kind, status, new FailureMessage.Theirs(message), code, retryAfter, billed, false);
  }

  /// Trouble of which no more is known, in words of our own.
  public static Failure of(FailureClass kind, int status, String message) {
    return new Failure(
        kind, status, new FailureMessage.Ours(message), "", Optional.empty(), false, false);
  }

  /// What happened, for the client.
  public String message() {
    return said.text();
  }

  @Override
  public String toString() {
    return "Failure[kind=%s, status=%d, message=%s, code=%s, retryAfter=%s, billed=%s]"
        .formatted(kind, status, message(), code, retryAfter, billed);
  }

  /// The same trouble, possibly charged for.
  public Failure withBilled(boolean charged) {
    return new Failure(kind, status, said, code, retryAfter, charged, modelAlone);
  }

  /// The same trouble with another wait.
  public Failure withRetryAfter(Optional<Duration> wait) {
    return new Failure(kind, status, said, code, wait, billed, modelAlone);
  }

  /// The same trouble in other words of the same speaker.
  public Failure withWords(String message, String otherCode) {
    return new Failure(kind, status, said.with(message), otherCode, retryAfter, billed, modelAlone);
  }

  /// The same trouble, of this model alone: other models may be called with the same key.
  public Failure ofModelAlone() {
    return new Failure(kind, status, said, code, retryAfter, billed, true);
  }
}
