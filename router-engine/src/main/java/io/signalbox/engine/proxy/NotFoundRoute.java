package io.signalbox.engine.proxy;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ProxyError;

/// Answers where no other route does.
final class NotFoundRoute implements Handler {
  private final ClientApis apis;

  NotFoundRoute(ClientApis apis) {
    this.apis = apis;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    String path = request.path().rawPath();
    String message =
        "unknown path: "
            + request.prologue().method().text()
            + " "
            + path
            + apis.hint(path).map("; "::concat).orElse("");
    ErrorReply.send(
        request, response, apis.of(request), error(404, ProxyError.UNKNOWN_URL, message));
  }

  /// Answers at an address that takes other methods.
  Handler only(String methods) {
    return (request, response) -> {
      response.header(HeaderNames.ALLOW, methods);
      if (wantsWebSocket(request)) {
        noWebSocket(request, response);
        return;
      }
      String message = request.path().rawPath() + " takes " + methods;
      ErrorReply.send(
          request, response, apis.of(request), error(405, ProxyError.METHOD_NOT_ALLOWED, message));
    };
  }

  private static boolean wantsWebSocket(ServerRequest request) {
    return request.headers().contains(HeaderNames.UPGRADE)
        && request.headers().get(HeaderNames.UPGRADE).allValues().stream()
            .anyMatch("websocket"::equalsIgnoreCase);
  }

  /// On this status Codex goes on over HTTP; on any other it tries again for seconds.
  private void noWebSocket(ServerRequest request, ServerResponse response) {
    response.header(HeaderNames.UPGRADE, "HTTP/1.1");
    String message = request.path().rawPath() + " takes no WebSocket; use HTTP";
    ErrorReply.send(
        request, response, apis.of(request), error(426, ProxyError.METHOD_NOT_ALLOWED, message));
  }

  private static ClientError error(int status, ProxyError reason, String message) {
    return ClientError.of(status, reason, message);
  }
}
