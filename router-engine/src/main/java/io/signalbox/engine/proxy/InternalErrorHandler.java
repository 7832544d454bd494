package io.signalbox.engine.proxy;

import io.helidon.http.HttpException;
import io.helidon.webserver.http.ErrorHandler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ProxyError;

/// Answers for what went wrong outside of an exchange. A bug is logged and reported to the client
/// without its text, which might hold anything.
final class InternalErrorHandler implements ErrorHandler<Throwable> {
  private static final System.Logger LOG = System.getLogger(InternalErrorHandler.class.getName());

  private final ClientApis apis;

  InternalErrorHandler(ClientApis apis) {
    this.apis = apis;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response, Throwable trouble) {
    if (trouble instanceof HttpException http) {
      var error =
          ClientError.of(
              http.status().code(), ProxyError.BAD_HTTP, EarlyReply.message(http.status()));
      ErrorReply.send(request, response, apis.of(request), error);
      return;
    }
    if (trouble instanceof OutOfMemoryError) {
      LOG.log(System.Logger.Level.ERROR, "a request was rejected: out of memory");
      ErrorReply.crowded(request, response, apis.of(request));
      return;
    }
    String id = RequestId.of(response);
    String named = id.isEmpty() ? "" : " (request " + id + ")";
    LOG.log(System.Logger.Level.ERROR, "internal error" + named, SafeStackTrace.of(trouble));
    ErrorReply.send(
        request,
        response,
        apis.of(request),
        ClientError.of(
            500, ProxyError.INTERNAL, "internal error in Signalbox" + named + "; see the log"));
  }
}
