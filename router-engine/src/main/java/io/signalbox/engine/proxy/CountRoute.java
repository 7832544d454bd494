package io.signalbox.engine.proxy;

import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.signalbox.engine.catalog.TokenCounter;
import io.signalbox.engine.spi.ClientCall;
import io.signalbox.engine.spi.ClientDialect;
import java.util.Optional;

/// How many tokens a request has. Our own estimate, the one that conditions and budgets go by; no
/// provider is called, for which model would answer is not yet decided.
record CountRoute(BodyMemory memory, ClientApis.Offer offer) implements Handler {
  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    try (var share = memory.share()) {
      Optional<byte[]> body = BodyReader.read(request, share);
      if (body.isPresent()) {
        count(response, RequestText.call(request, offer, body.get()));
      } else {
        ErrorReply.crowded(request, response, offer.dialect());
      }
    }
  }

  private void count(ServerResponse response, ClientCall call) {
    ClientDialect dialect = offer.dialect();
    switch (dialect.read(call)) {
      case ClientDialect.Reading.Refused refused ->
          ErrorReply.send(response, dialect, refused.error());
      case ClientDialect.Reading.Answered known ->
          ModelsRoute.send(response, dialect, known.body());
      case ClientDialect.Reading.Understood understood ->
          ModelsRoute.send(
              response, dialect, dialect.count(TokenCounter.promptTokens(understood.request())));
    }
  }
}
