package io.signalbox.engine.spi;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import java.time.Duration;
import java.util.Optional;

/// An error as a client is told of it, before the first byte of an answer or after it, in no
/// dialect's words: a [ClientDialect] translates its reason. Immutable.
///
/// @param reason what happened
/// @param status the HTTP status, 400–599
/// @param message for a person; never holds a secret
/// @param param the member of the request that is meant; empty if none is
/// @param retryAfter the wait that the provider asks for: a minimum
/// @param retryable whether the same request may do better soon
/// @param model the model that failed last; empty if none was called
public record ClientError(
    ErrorReason reason,
    int status,
    String message,
    String param,
    Optional<Duration> retryAfter,
    boolean retryable,
    String model) {

  /// An error of the proxy itself.
  public static ClientError of(int status, ProxyError reason, String message) {
    return new ClientError(reason, status, message, "", Optional.empty(), true, "");
  }

  /// An error of the proxy itself that the same request would meet again.
  public static ClientError lasting(int status, ProxyError reason, String message) {
    return new ClientError(reason, status, message, "", Optional.empty(), false, "");
  }

  /// A body that breaks the rules of the client's dialect.
  ///
  /// @param code which rule, in the dialect's own words
  public static ClientError malformed(int status, String code, String message, String param) {
    return new ClientError(
        new ErrorReason.Malformed(code), status, message, param, Optional.empty(), false, "");
  }

  /// The error for a provider's failure. That *our* key is refused is not the client's fault, so it
  /// becomes a bad gateway; that our credit is used up is told as such, for no client takes that
  /// for its own key's.
  ///
  /// @param model the model that failed; empty if the client knows
  public static ClientError of(Failure failure, String model) {
    return new ClientError(
        new ErrorReason.Failed(failure.kind(), failure.own()),
        status(failure),
        failure.message(),
        "",
        failure.retryAfter(),
        isRetryable(failure.kind()),
        model);
  }

  /// The message with the model that failed.
  public String text() {
    return model.isEmpty() ? message : message + " (model " + model + ")";
  }

  /// Whether a provider failed like this.
  public boolean isOf(FailureClass kind) {
    return reason instanceof ErrorReason.Failed failed && failed.kind() == kind;
  }

  private static int status(Failure failure) {
    return switch (failure.kind()) {
      case RATE_LIMITED -> 429;
      case OVERLOADED -> 503;
      case TIMEOUT -> 504;
      case OUT_OF_CREDIT -> failure.status() == 429 ? 429 : 402;
      case SERVER_ERROR, UNREACHABLE, INTERRUPTED, UNAUTHORIZED -> 502;
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
