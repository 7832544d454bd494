package io.signalbox.engine.proxy;

import io.helidon.http.BadRequestException;
import io.helidon.http.Header;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.exchange.Inquiry;
import io.signalbox.engine.exchange.Result;
import io.signalbox.engine.route.Client;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ClientSide;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

  private static final byte[] NOTHING = {};
  private static final ClientError BAD_METADATA =
      ClientError.of(400, "invalid_request_error", "invalid_metadata", Labels.MEND);

  private final Gateway gateway;

  ChatRoute(Gateway gateway) {
    this.gateway = gateway;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    byte[] body = body(request);
    switch (gateway.chat().read(body)) {
      case ClientSide.Reading.Refused refused ->
          Errors.send(response, gateway.chat(), refused.error());
      case ClientSide.Reading.Understood understood ->
          answer(request, response, understood.request(), body);
    }
  }

  private static byte[] body(ServerRequest request) {
    if (!request.content().hasEntity()) {
      return NOTHING;
    }
    Caller caller = Caller.current();
    caller.sending();
    try {
      return request.content().as(byte[].class);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("a chunk of the body is malformed", e);
    } finally {
      caller.answering();
    }
  }

  private void answer(
      ServerRequest request, ServerResponse response, ChatRequest asked, byte[] body) {
    var metadata = metadata(request);
    if (metadata.isEmpty()) {
      Errors.send(response, gateway.chat(), BAD_METADATA);
      return;
    }
    Caller.Visit visit = Caller.current().visit();
    var inquiry =
        new Inquiry(
            visit.id(),
            asked,
            Optional.of(new Inquiry.Original("openai", body)),
            new Client(visit.app(), "", headers(request), metadata.get()),
            false);
    var reply = new HttpReply(response, gateway.chat(), asked, visit.id());
    if (!told(inquiry, reply)) {
      throw new CloseConnectionException("the client went away");
    }
  }

  /// Whether the client has been told everything.
  private boolean told(Inquiry inquiry, HttpReply reply) {
    boolean told;
    try {
      Result result = gateway.ask(inquiry, reply);
      result.trouble().ifPresent(trouble -> reply.trouble(trouble, result.trace()));
    } finally {
      told = reply.finish();
    }
    return told;
  }

  private static Optional<Map<String, String>> metadata(ServerRequest request) {
    return request.headers().contains(Labels.HEADER)
        ? Labels.read(request.headers().get(Labels.HEADER).get())
        : Optional.of(Map.of());
  }

  /// Immutable from the start, so that nobody has to copy it.
  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Map<String, String> headers(ServerRequest request) {
    var entries = new ArrayList<Map.Entry<String, String>>(request.headers().size());
    for (Header header : request.headers()) {
      String name = header.headerName().lowerCase();
      if (!CREDENTIALS.contains(name)) {
        entries.add(Map.entry(name, header.get()));
      }
    }
    return Map.ofEntries(entries.toArray(new Map.Entry[0]));
  }
}
