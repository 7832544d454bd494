package io.signalbox.engine.proxy;

import io.helidon.webserver.http.ServerResponse;
import io.signalbox.engine.exchange.Trouble;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ClientSide;
import java.util.Optional;

/// How trouble is told to a client.
final class Errors {
  private Errors() {}

  static void send(ServerResponse response, ClientSide dialect, ClientError error) {
    response.status(error.status());
    response.header("Content-Type", "application/json");
    response.send(dialect.error(error));
  }

  /// @param attempts how many calls were made: a client need not try again what was tried already
  static void send(ServerResponse response, ClientSide dialect, Trouble trouble, int attempts) {
    trouble
        .retryAfter()
        .map(wait -> Math.max(1, wait.toSeconds()))
        .ifPresent(seconds -> response.header("Retry-After", Long.toString(seconds)));
    if (!trouble.retryable() || attempts > 1) {
      response.header("x-should-retry", "false");
    }
    send(response, dialect, of(trouble));
  }

  static ClientError of(Trouble trouble) {
    String model = trouble.model().isEmpty() ? "" : " (model " + trouble.model() + ")";
    return ClientError.of(
        trouble.status(), type(trouble), code(trouble.code()), trouble.message() + model);
  }

  private static String type(Trouble trouble) {
    return switch (trouble.status()) {
      case 429 -> "rate_limit_error";
      case 400, 404, 413, 415, 422 -> "invalid_request_error";
      case 403 -> "permission_error";
      default -> trouble.status() >= 500 ? "server_error" : "invalid_request_error";
    };
  }

  /// OpenAI's own codes where it has one.
  private static String code(String ours) {
    return Optional.of(ours)
        .map(each ->
            switch (each) {
              case "rate_limited" -> "rate_limit_exceeded";
              case "context_too_long" -> "context_length_exceeded";
              case "content_filtered" -> "content_filter";
              case "overloaded" -> "server_is_overloaded";
              default -> each;
            })
        .get();
  }
}
