package io.signalbox.engine.proxy;

import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.signalbox.engine.spi.ClientCall;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ClientRoute;
import io.signalbox.engine.spi.ProxyError;
import java.util.List;
import java.util.Optional;

/// The list of models, in the shape of the client's dialect: the graphs that clients can name. One
/// that does not exist is 404 model not found.
///
/// @param offers the dialects that have it at this address
record ModelsRoute(
    Gateway gateway, BodyMemory memory, ClientApis apis, List<ClientApis.Offer> offers)
    implements Handler {
  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    ClientApis.Offer offer = apis.among(offers, request);
    if (offer.route().asks() == ClientRoute.Asks.MODEL) {
      one(request, response, offer);
    } else {
      send(response, offer.dialect(), offer.dialect().models(gateway.models()));
    }
  }

  private void one(ServerRequest request, ServerResponse response, ClientApis.Offer offer) {
    try (var share = memory.share()) {
      Optional<byte[]> body = BodyReader.read(request, share);
      if (body.isPresent()) {
        one(response, offer.dialect(), RequestText.call(request, offer, body.get()));
      } else {
        ErrorReply.crowded(request, response, offer.dialect());
      }
    }
  }

  private void one(ServerResponse response, ClientDialect dialect, ClientCall call) {
    switch (dialect.named(call)) {
      case ClientDialect.Named.Refused refused ->
          ErrorReply.send(response, dialect, refused.error());
      case ClientDialect.Named.Model(String id) when gateway.models().contains(id) ->
          send(response, dialect, dialect.model(id));
      case ClientDialect.Named.Model(String id) ->
          ErrorReply.send(
              response,
              dialect,
              ClientError.of(404, ProxyError.MODEL_NOT_FOUND, "there is no graph " + id));
    }
  }

  /// An answer that is one body.
  static void send(ServerResponse response, ClientDialect dialect, byte[] body) {
    response.header("Content-Type", dialect.contentType(false));
    response.send(body);
  }
}
