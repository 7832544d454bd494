package io.signalbox.engine.dialect.gemini.client;

import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.spi.ClientDialect.ReplyHead;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ReplyWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An answer as one body, written at its end.
final class WholeWriter implements ReplyWriter {
  private static final byte[] NOTHING = {};

  private final ReplyHead head;
  private final ReplyBody body;
  private final AnswerParts parts;
  private final ReplyEnd ending = new ReplyEnd();
  private final List<String> done = new ArrayList<>();
  private final StringBuilder saying = new StringBuilder();
  private boolean thinking;

  WholeWriter(ReplyHead head) {
    this.head = head;
    this.body = new ReplyBody(head);
    this.parts = new AnswerParts(head.id(), ReplyForm.of(head).thoughts());
  }

  @Override
  public byte[] write(ReplyEvent event) {
    if (event instanceof ReplyEvent.Started started) {
      body.identify(started.id());
    }
    ending.take(event);
    parts.take(event).forEach(this::add);
    return NOTHING;
  }

  private void add(Piece piece) {
    switch (piece) {
      case Piece.Said more -> {
        if (more.thought() != thinking) {
          closeText();
        }
        thinking = more.thought();
        saying.append(more.text());
      }
      case Piece.Whole part -> {
        closeText();
        done.add(part.json());
      }
    }
  }

  private void closeText() {
    if (!saying.isEmpty()) {
      done.add(new Piece.Said(saying.toString(), thinking).json());
      saying.setLength(0);
    }
  }

  /// A call's arguments must be an object here. Arguments that were cut at the limit of tokens are
  /// left out with their call at the end; any others that are no object would have to be invented.
  @Override
  public Optional<String> objection(List<ReplyEvent> events) {
    Map<Integer, StringBuilder> arguments = new HashMap<>();
    for (ReplyEvent event : events) {
      if (event instanceof ReplyEvent.Finished end && end.reason() == FinishReason.LENGTH) {
        return Optional.empty();
      } else if (event instanceof ReplyEvent.ToolCallDelta more) {
        arguments
            .computeIfAbsent(more.index(), index -> new StringBuilder())
            .append(more.arguments());
      }
    }
    return arguments.values().stream()
            .allMatch(json -> json.toString().isBlank() || Called.isObject(json))
        ? Optional.empty()
        : Optional.of("the arguments of a tool call are not a JSON object");
  }

  @Override
  public boolean tells(ReplyEvent piece) {
    return !(piece instanceof ReplyEvent.Foreign own) || OwnPiece.isOwn(own);
  }

  @Override
  public byte[] end(Optional<Usage> usage) {
    closeText();
    return body.last(done, ending, parts.isBroken(), usage).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] failed(ClientError error) {
    return ErrorWords.body(error, head.id()).toBytes();
  }

  @Override
  public byte[] keepAlive() {
    return NOTHING;
  }
}
