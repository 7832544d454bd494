package io.signalbox.engine.exchange;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import java.time.Duration;
import java.util.Optional;

/// An error as the client gets it, in no dialect's words.
///
/// @param status the HTTP status, 400–599
/// @param code a short name: a failure class, `rejected`
/// @param message for a person
/// @param retryAfter the wait that the provider asks for
/// @param retryable whether the same request may do better soon
/// @param model the model that failed last; empty if none was asked
public record ExchangeError(
    int status,
    String code,
    String message,
    Optional<Duration> retryAfter,
    boolean retryable,
    String model) {

  /// The error for a provider's failure. A provider's statuses about *our* key or account are not
  /// the client's fault, so they become a bad gateway.
  static ExchangeError of(Failure failure, String model) {
    return new ExchangeError(
        status(failure),
        failure.kind().id(),
        failure.message(),
        failure.retryAfter(),
        isRetryable(failure.kind()),
        model);
  }

  private static int status(Failure failure) {
    return switch (failure.kind()) {
      case RATE_LIMITED -> 429;
      case OVERLOADED -> 503;
      case TIMEOUT -> 504;
      case SERVER_ERROR, UNREACHABLE, INTERRUPTED, UNAUTHORIZED, OUT_OF_CREDIT -> 502;
      case CONTEXT_TOO_LONG, CONTENT_FILTERED -> 400;
      case MODEL_NOT_FOUND -> 404;
      case BAD_REQUEST ->
          failure.status() >= 400 && failure.status() < 500 ? failure.status() : 400;
    };
  }

  private static boolean isRetryable(FailureClass kind) {
    return switch (kind) {
      case RATE_LIMITED, OVERLOADED, TIMEOUT, SERVER_ERROR, UNREACHABLE, INTERRUPTED -> true;
      case UNAUTHORIZED,
          OUT_OF_CREDIT,
          CONTEXT_TOO_LONG,
          CONTENT_FILTERED,
          MODEL_NOT_FOUND,
          BAD_REQUEST ->
          false;
    };
  }
}
