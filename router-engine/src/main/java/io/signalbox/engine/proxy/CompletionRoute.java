package io.signalbox.engine.proxy;

import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.exchange.IncomingRequest;
import io.signalbox.engine.exchange.ReplySink;
import io.signalbox.engine.exchange.Result;
import io.signalbox.engine.spi.ClientCall;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.EarlierTurns;
import io.signalbox.engine.spi.ProxyError;
import io.signalbox.engine.spi.ReplyWriter;
import io.signalbox.engine.spi.ToldAnswer;
import java.util.Map;
import java.util.Optional;

/// A question and its answer, in one dialect.
final class CompletionRoute implements Handler {
  private static final ClientError BAD_METADATA =
      ClientError.of(400, ProxyError.INVALID_METADATA, MetadataHeader.MEND);

  private final Gateway gateway;
  private final BodyMemory memory;
  private final ClientDialect dialect;
  private final ClientApis.Offer offer;

  /// What an answer is for.
  ///
  /// @param asked what was asked
  /// @param remembering hears of an answer before its end is told
  record Goal(
      ServerResponse response,
      ClientDialect dialect,
      ClientDialect.Reading.Understood asked,
      Remembering remembering) {}

  /// Hears of an answer that its client may go on with.
  @FunctionalInterface
  interface Hearing {
    /// An answer is whole.
    void told(ReplySink.Beginning beginning, ToldAnswer answer);
  }

  /// Remembers an answer, once. Belongs to one thread.
  static final class Remembering {
    private final Optional<Hearing> hearing;
    private Optional<ReplySink.Beginning> begun = Optional.empty();

    /// @param hearing empty if the client wants nothing kept
    Remembering(Optional<Hearing> hearing) {
      this.hearing = hearing;
    }

    void begin(ReplySink.Beginning beginning) {
      begun = Optional.of(beginning);
    }

    /// The client has been told all but the end, which may be what it waits for to go on.
    void whole(ReplyWriter writer) {
      Optional<ReplySink.Beginning> by = hearing.isPresent() ? begun : Optional.empty();
      begun = Optional.empty();
      if (by.isPresent()) {
        writer.told().ifPresent(told -> hearing.orElseThrow().told(by.get(), told));
      }
    }
  }

  CompletionRoute(Gateway gateway, BodyMemory memory, ClientApis.Offer offer) {
    this.memory = memory;
    this.gateway = gateway;
    this.dialect = offer.dialect();
    this.offer = offer;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    try (var share = memory.share()) {
      Optional<byte[]> body = BodyReader.read(request, share);
      if (body.isEmpty()) {
        ErrorReply.crowded(request, response, dialect);
        return;
      }
      ClientCall call = RequestText.call(request, offer, body.get());
      EarlierTurns earlier = gateway.earlier(ClientConnection.current().visit().app());
      ClientDialect.Reading reading = dialect.read(call, earlier);
      share.answers(body.get().length);
      switch (reading) {
        case ClientDialect.Reading.Refused refused ->
            ErrorReply.send(response, dialect, refused.error());
        case ClientDialect.Reading.Answered known ->
            ModelsRoute.send(response, dialect, known.body());
        case ClientDialect.Reading.Understood understood ->
            answer(
                request,
                new Goal(response, dialect, understood, remembering(understood, call, earlier)),
                call);
      }
    }
  }

  private Remembering remembering(
      ClientDialect.Reading.Understood understood, ClientCall call, EarlierTurns earlier) {
    String app = ClientConnection.current().visit().app();
    Hearing hearing =
        (beginning, answer) ->
            gateway.told(app, beginning, answer, dialect.conversation(call, earlier));
    return new Remembering(Optional.of(hearing).filter(any -> understood.continuity().keeps()));
  }

  private void answer(ServerRequest request, Goal goal, ClientCall call) {
    var metadata = metadata(request);
    if (metadata.isEmpty()) {
      ErrorReply.send(goal.response(), dialect, BAD_METADATA);
      return;
    }
    ClientConnection.Visit visit = ClientConnection.current().visit();
    var incoming =
        new IncomingRequest(
                visit.id(),
                goal.asked().request(),
                Optional.of(new IncomingRequest.Original(dialect.id(), call.body())),
                new Client(visit.app(), "", call.headers(), metadata.get()),
                false)
            .continuing(goal.asked().continuity());
    var reply = new HttpReply(goal, visit.id());
    if (!told(incoming, reply)) {
      throw new CloseConnectionException("the client closed the connection");
    }
  }

  /// Whether the client has been told everything.
  private boolean told(IncomingRequest incoming, HttpReply reply) {
    boolean told;
    try {
      Result result = gateway.handle(incoming, reply);
      result.trouble().ifPresent(trouble -> reply.trouble(trouble, result.trace()));
    } finally {
      told = reply.finish();
    }
    return told;
  }

  /// The labels in a header; empty if it cannot be read.
  static Optional<Map<String, String>> metadata(ServerRequest request) {
    return request.headers().contains(MetadataHeader.HEADER)
        ? MetadataHeader.read(
            String.join(",", request.headers().get(MetadataHeader.HEADER).allValues()))
        : Optional.of(Map.of());
  }
}
