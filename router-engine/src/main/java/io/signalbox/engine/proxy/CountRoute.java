package io.signalbox.engine.proxy;

import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.signalbox.engine.catalog.TokenCounter;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.exchange.IncomingRequest;
import io.signalbox.engine.spi.ClientCall;
import io.signalbox.engine.spi.ClientDialect;
import java.util.Map;
import java.util.Optional;

/// How many tokens a request has: as the provider counts them that would answer it, if it has a
/// count; else by our own estimate, the one that conditions and budgets go by.
record CountRoute(Gateway gateway, BodyMemory memory, ClientApis.Offer offer) implements Handler {
  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    try (var share = memory.share()) {
      Optional<byte[]> body = BodyReader.read(request, share);
      if (body.isPresent()) {
        count(request, response, RequestText.call(request, offer, body.get()));
      } else {
        ErrorReply.crowded(request, response, offer.dialect());
      }
    }
  }

  private void count(ServerRequest request, ServerResponse response, ClientCall call) {
    ClientDialect dialect = offer.dialect();
    String app = ClientConnection.current().visit().app();
    switch (dialect.read(call, gateway.earlier(app))) {
      case ClientDialect.Reading.Refused refused ->
          ErrorReply.send(response, dialect, refused.error());
      case ClientDialect.Reading.Answered known ->
          ModelsRoute.send(response, dialect, known.body());
      case ClientDialect.Reading.Understood understood ->
          ModelsRoute.send(response, dialect, dialect.count(tokens(request, call, understood)));
    }
  }

  private int tokens(
      ServerRequest request, ClientCall call, ClientDialect.Reading.Understood understood) {
    ClientConnection.Visit visit = ClientConnection.current().visit();
    Map<String, String> metadata = CompletionRoute.metadata(request).orElse(Map.of());
    var incoming =
        new IncomingRequest(
                visit.id(),
                understood.request(),
                Optional.empty(),
                new Client(visit.app(), "", call.headers(), metadata),
                false)
            .continuing(understood.continuity());
    return (int)
        gateway.count(incoming).orElseGet(() -> TokenCounter.promptTokens(understood.request()));
  }
}
