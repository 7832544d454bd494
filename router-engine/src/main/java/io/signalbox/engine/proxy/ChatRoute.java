package io.signalbox.engine.proxy;

import io.helidon.http.Header;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.exchange.Inquiry;
import io.signalbox.engine.exchange.Result;
import io.signalbox.engine.route.Client;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ClientSide;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/// `POST /v1/chat/completions`.
final class ChatRoute implements Handler {
  private static final Set<String> CREDENTIALS =
      Set.of(
          "authorization",
          "x-api-key",
          "x-goog-api-key",
          "api-key",
          "cookie",
          "proxy-authorization");

  private final Gateway gateway;

  ChatRoute(Gateway gateway) {
    this.gateway = gateway;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    String id = newId();
    response.header("x-request-id", id);
    response.header("request-id", id);
    byte[] body = request.content().as(byte[].class);
    switch (gateway.chat().read(body)) {
      case ClientSide.Reading.Refused refused ->
          Errors.send(response, gateway.chat(), refused.error());
      case ClientSide.Reading.Understood understood ->
          answer(request, response, id, understood.request(), body);
    }
  }

  private void answer(
      ServerRequest request, ServerResponse response, String id, ChatRequest asked, byte[] body) {
    var metadata = Labels.read(request.headers().first(Labels.HEADER).orElse(""));
    if (metadata.isEmpty()) {
      var error = ClientError.of(400, "invalid_request_error", "invalid_metadata", Labels.MEND);
      Errors.send(response, gateway.chat(), error);
      return;
    }
    var inquiry =
        new Inquiry(
            id,
            asked,
            Optional.of(new Inquiry.Original("openai", body)),
            client(request, metadata.get()),
            false);
    var reply = new HttpReply(response, gateway.chat(), asked, id);
    Result result = gateway.ask(inquiry, reply);
    result.trouble().ifPresent(trouble -> reply.trouble(trouble, result.trace().calls().size()));
  }

  private static Client client(ServerRequest request, Map<String, String> metadata) {
    String app = request.context().get(DoorCheck.APP, String.class).orElse("");
    var headers = new HashMap<String, String>();
    for (Header header : request.headers()) {
      String name = header.name().toLowerCase(Locale.ROOT);
      if (!CREDENTIALS.contains(name)) {
        headers.put(name, header.get());
      }
    }
    return new Client(app, "", headers, metadata);
  }

  private static String newId() {
    var random = ThreadLocalRandom.current();
    return "req_"
        + Long.toUnsignedString(random.nextLong(), 36)
        + Long.toUnsignedString(random.nextLong(), 36);
  }
}
