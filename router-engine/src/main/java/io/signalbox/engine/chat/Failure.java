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
/// @param own what the error says in the words of its dialect
public record Failure(
    FailureClass kind,
    int status,
    FailureMessage said,
    String code,
    Optional<Duration> retryAfter,
    boolean billed,
    boolean modelAlone,
    OwnWords own) {

  /// An error in the words of the provider's dialect, for clients that speak the same.
  ///
  /// @param dialect the dialect's id; empty if it says nothing
  /// @param code the error's code; empty if it has none
  /// @param param the member of the request that is blamed; empty if none is
  public record OwnWords(String dialect, String code, String param) {
    /// It says nothing.
    public static final OwnWords NONE = new OwnWords("", "", "");
  }

  /// Trouble in a provider's own words.
  public Failure(
      FailureClass kind,
      int status,
      String message,
      String code,
      Optional<Duration> retryAfter,
      boolean billed) {
    this(
        kind,
        status,
        new FailureMessage.Theirs(message),
        code,
        retryAfter,
        billed,
        false,
        OwnWords.NONE);
  }

  /// Trouble of which no more is known, in words of our own.
  public static Failure of(FailureClass kind, int status, String message) {
    return new Failure(
        kind,
        status,
        new FailureMessage.Ours(message),
        "",
        Optional.empty(),
        false,
        false,
        OwnWords.NONE);
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
    return new Failure(kind, status, said, code, retryAfter, charged, modelAlone, own);
  }

  /// The same trouble with another wait.
  public Failure withRetryAfter(Optional<Duration> wait) {
    return new Failure(kind, status, said, code, wait, billed, modelAlone, own);
  }

  /// The same trouble in other words of the same speaker.
  public Failure withWords(String message, String otherCode) {
    return new Failure(
        kind, status, said.with(message), otherCode, retryAfter, billed, modelAlone, own);
  }

  /// The same trouble with what it says in the words of its dialect.
  public Failure withOwn(OwnWords words) {
    return new Failure(kind, status, said, code, retryAfter, billed, modelAlone, words);
  }

  /// The same trouble, of this model alone: other models may be called with the same key.
  public Failure ofModelAlone() {
    return new Failure(kind, status, said, code, retryAfter, billed, true, own);
  }
}
