package io.signalbox.engine.proxy;

import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.signalbox.engine.catalog.TokenCounter;
import io.signalbox.engine.spi.ClientSide;
import java.util.Optional;

/// How many tokens a request has: `POST /v1/messages/count_tokens`, `POST
/// /v1/responses/input_tokens`. Our own estimate, the one that conditions and budgets go by; nobody
/// is asked, for which model would answer is not yet decided.
record CountRoute(ClientApis doors, BodyMemory memory, String dialect) implements Handler {
  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    ClientApi door = doors.named(dialect);
    try (var share = memory.share()) {
      Optional<byte[]> body = BodyReader.read(request, share);
      if (body.isPresent()) {
        count(response, door, body.get());
      } else {
        ErrorReply.crowded(request, response, door);
      }
    }
  }

  private static void count(ServerResponse response, ClientApi door, byte[] body) {
    switch (door.side().readToCount(body)) {
      case ClientSide.Reading.Refused refused -> ErrorReply.send(response, door, refused.error());
      case ClientSide.Reading.Understood understood ->
          send(response, door.side().count(TokenCounter.promptTokens(understood.request())));
    }
  }

  private static void send(ServerResponse response, byte[] count) {
    response.header("Content-Type", "application/json");
    response.send(count);
  }
}
