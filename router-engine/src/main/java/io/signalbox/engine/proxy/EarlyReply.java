package io.signalbox.engine.proxy;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ProxyError;

/// Answers requests that are refused before they are one: broken, too long, not HTTP/1.1.
record EarlyReply(ClientApis apis) implements DirectHandler {
  private static final QueryText NO_QUERY = new QueryText("");

  /// This for everything that can go wrong early.
  static DirectHandlers forAll(ClientApis apis) {
    var handlers = DirectHandlers.builder();
    for (EventType type : EventType.values()) {
      handlers.addHandler(type, new EarlyReply(apis));
    }
    return handlers.build();
  }

  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType eventType,
      Status status,
      ServerResponseHeaders headers,
      String message) {
    String id = RequestId.next();
    ClientDialect dialect = apis.of(request.path(), request.headers(), NO_QUERY);
    ClientDialect.ErrorReply reply = dialect.error(error(request, status), id);
    return TransportResponse.builder()
        .status(Status.create(reply.status()))
        .headers(headers)
        .header(HeaderNames.CONTENT_TYPE, dialect.contentType(false))
        .header(RequestId.HEADER, id)
        .header(RequestId.OTHER_HEADER, id)
        .keepAlive(false)
        .entity(reply.body())
        .build();
  }

  private static ClientError error(TransportRequest request, Status status) {
    String message = request instanceof HeadCheck.Broken broken ? broken.why() : message(status);
    return ClientError.of(status.code(), ProxyError.BAD_HTTP, message);
  }

  /// What is wrong, where only the status is known.
  static String message(Status status) {
    return switch (status.code()) {
      case 400 -> "malformed HTTP/1.1 request";
      case 413 -> "the body is too large";
      case 414 -> "the URL is too long";
      case 505 -> "only HTTP/1.1 is supported; in nginx, set proxy_http_version 1.1";
      default -> status.reasonPhrase();
    };
  }
}
