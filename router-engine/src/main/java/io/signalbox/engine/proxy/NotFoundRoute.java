package io.signalbox.engine.proxy;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ProxyError;
import java.util.Set;

/// Answers where nobody else does.
final class NotFoundRoute implements Handler {
  private static final Set<String> WITHOUT_VERSION =
      Set.of("/chat/completions", "/responses", "/models");

  private final ClientApis doors;

  NotFoundRoute(ClientApis doors) {
    this.doors = doors;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    String path = request.path().rawPath();
    String message =
        "no such address: " + request.prologue().method().text() + " " + path + mend(path);
    ErrorReply.send(
        request, response, doors.of(request), error(404, ProxyError.UNKNOWN_URL, message));
  }

  private static String mend(String path) {
    if (path.startsWith("/v1/v1/")) {
      return "; for clients of Anthropic the base URL ends before /v1";
    }
    if (path.startsWith("/v1/responses/")) {
      return "; this proxy keeps no answers, so none can be looked up, ended or shortened";
    }
    return WITHOUT_VERSION.contains(path) ? "; the base URL must end in /v1" : "";
  }

  /// Answers at an address that takes other methods.
  Handler only(String methods) {
    return (request, response) -> {
      response.header(HeaderNames.ALLOW, methods);
      String message = request.path().rawPath() + " takes " + methods;
      ErrorReply.send(
          request, response, doors.of(request), error(405, ProxyError.METHOD_NOT_ALLOWED, message));
    };
  }

  private static ClientError error(int status, ProxyError reason, String message) {
    return ClientError.of(status, reason, message);
  }
}
