package io.signalbox.engine.proxy;

import io.helidon.http.Header;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.signalbox.engine.exchange.IncomingRequest;
import io.signalbox.engine.exchange.Result;
import io.signalbox.engine.route.Client;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ClientSide;
import io.signalbox.engine.spi.ProxyError;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A question and its answer, in one dialect: `POST /v1/chat/completions`, `POST /v1/responses`,
/// `POST /v1/messages`.
final class CompletionRoute implements Handler {
  private static final Set<String> CREDENTIALS =
      Set.of(
          "authorization",
          "x-api-key",
          "x-goog-api-key",
          "api-key",
          "cookie",
          "proxy-authorization");

  private static final ClientError BAD_METADATA =
      ClientError.of(400, ProxyError.INVALID_METADATA, MetadataHeader.MEND);

  private final Gateway gateway;
  private final ClientApis doors;
  private final BodyMemory memory;
  private final String dialect;

  CompletionRoute(Gateway gateway, ClientApis doors, BodyMemory memory, String dialect) {
    this.memory = memory;
    this.gateway = gateway;
    this.doors = doors;
    this.dialect = dialect;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    ClientApi door = doors.named(dialect);
    try (var share = memory.share()) {
      Optional<byte[]> body = BodyReader.read(request, share);
      if (body.isEmpty()) {
        ErrorReply.crowded(request, response, door);
        return;
      }
      ClientSide.Reading reading = door.side().read(body.get());
      share.answers(body.get().length);
      switch (reading) {
        case ClientSide.Reading.Refused refused -> ErrorReply.send(response, door, refused.error());
        case ClientSide.Reading.Understood understood ->
            answer(request, new HttpReply.Goal(response, door, understood), body.get());
      }
    }
  }

  private void answer(ServerRequest request, HttpReply.Goal goal, byte[] body) {
    var metadata = metadata(request);
    if (metadata.isEmpty()) {
      ErrorReply.send(goal.response(), goal.door(), BAD_METADATA);
      return;
    }
    ClientConnection.Visit visit = ClientConnection.current().visit();
    var inquiry =
        new IncomingRequest(
            visit.id(),
            goal.asked().request(),
            Optional.of(new IncomingRequest.Original(dialect, body)),
            new Client(visit.app(), "", headers(request), metadata.get()),
            false);
    var reply = new HttpReply(goal, visit.id());
    if (!told(inquiry, reply)) {
      throw new CloseConnectionException("the client went away");
    }
  }

  /// Whether the client has been told everything.
  private boolean told(IncomingRequest inquiry, HttpReply reply) {
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
    return request.headers().contains(MetadataHeader.HEADER)
        ? MetadataHeader.read(
            String.join(",", request.headers().get(MetadataHeader.HEADER).allValues()))
        : Optional.of(Map.of());
  }

  /// Immutable from the start, so that nobody has to copy it. A header of several lines is one
  /// list.
  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Map<String, String> headers(ServerRequest request) {
    var entries = new ArrayList<Map.Entry<String, String>>(request.headers().size());
    for (Header header : request.headers()) {
      String name = header.headerName().lowerCase();
      if (!CREDENTIALS.contains(name)) {
        entries.add(Map.entry(name, String.join(", ", header.allValues())));
      }
    }
    return Map.ofEntries(entries.toArray(new Map.Entry[0]));
  }
}
