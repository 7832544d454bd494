package io.signalbox.engine.proxy;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ProxyError;
import java.time.Duration;

/// How failures are reported to a client.
final class ErrorReply {
  /// What clients are told when the program ends.
  static final ClientError STOPPING =
      ClientError.of(
          503, ProxyError.SHUTTING_DOWN, "Signalbox is shutting down; retry in a moment");

  /// What clients are told when memory runs short.
  static final ClientError CROWDED =
      ClientError.of(
          503, ProxyError.OVERLOADED, "too many large requests in flight; retry in a few seconds");

  private static final String CROWD_SECONDS = "5";

  private ErrorReply() {}

  /// A body that was not read is not read for the sake of the next request: the connection ends.
  static void send(
      ServerRequest request, ServerResponse response, ClientDialect dialect, ClientError error) {
    if (isUnread(request)) {
      response.header(HeaderValues.CONNECTION_CLOSE);
    }
    send(response, dialect, error);
  }

  /// The program ends; another may take its place at once.
  static void stopping(ServerRequest request, ServerResponse response, ClientDialect dialect) {
    stopping(response);
    send(request, response, dialect, STOPPING);
  }

  /// The same once the body was read.
  static void stopping(ServerResponse response, ClientDialect dialect) {
    stopping(response);
    send(response, dialect, STOPPING);
  }

  /// So many large bodies are being answered that there is no memory for this one. The connection
  /// ends: of a body in chunks a part may have been read.
  static void crowded(ServerRequest request, ServerResponse response, ClientDialect dialect) {
    response.header("Retry-After", CROWD_SECONDS);
    response.header(HeaderValues.CONNECTION_CLOSE);
    send(request, response, dialect, CROWDED);
  }

  private static void stopping(ServerResponse response) {
    response.header(HeaderValues.CONNECTION_CLOSE);
    response.header("Retry-After", "1");
  }

  static boolean isUnread(ServerRequest request) {
    return request.content().hasEntity() && !request.content().consumed();
  }

  /// The same once the body was read.
  static void send(ServerResponse response, ClientDialect dialect, ClientError error) {
    ClientDialect.ErrorReply reply = dialect.error(error, RequestId.of(response));
    response.status(reply.status());
    response.header(HeaderNames.CONTENT_TYPE, dialect.contentType(false));
    response.send(reply.body());
  }

  /// @param attempts how many calls were made: a client need not try again what was tried already
  static void send(
      ServerResponse response, ClientDialect dialect, ClientError trouble, int attempts) {
    trouble
        .retryAfter()
        .map(ErrorReply::wholeSeconds)
        .ifPresent(seconds -> response.header("Retry-After", Long.toString(seconds)));
    if (!trouble.retryable() || attempts > 1) {
      response.header("x-should-retry", "false");
    }
    send(response, dialect, trouble);
  }

  /// Rounded up: what a provider asks for is a minimum.
  private static long wholeSeconds(Duration wait) {
    return Math.max(1, wait.plusMillis(999).toSeconds());
  }
}
