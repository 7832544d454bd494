package io.signalbox.engine.dialect.openai.responses;

import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.dialect.openai.ErrorWords;
import io.signalbox.engine.dialect.openai.responses.ResponseWords.Standing;
import io.signalbox.engine.spi.ClientDialect.ReplyHead;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ReplyWriter;
import io.signalbox.engine.spi.ToldAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// An answer as events. The first two tell that it begins, the last one how it ended; without that
/// one, clients take the stream for cut.
final class StreamWriter implements ReplyWriter {
  private static final byte[] SIGN = ": keep-alive\n\n".getBytes(StandardCharsets.UTF_8);

  private final EventText events = new EventText();
  private final Output output;
  private final ResponseWords words;
  private Optional<Standing> over = Optional.empty();
  private byte[] last = {};

  StreamWriter(ReplyHead head) {
    this.output = new Output(head, events);
    this.words = new ResponseWords(head, output);
  }

  @Override
  public byte[] write(ReplyEvent event) {
    begin();
    output.take(event);
    return events.take();
  }

  /// The items of an answer have the ids that they began with.
  @Override
  public boolean goesOnAfterBytes() {
    return false;
  }

  private void begin() {
    if (events.isSilent()) {
      tell("response.created", Standing.begun());
      tell("response.in_progress", Standing.begun());
    }
  }

  private void tell(String type, Standing standing) {
    events.tell(type, json -> words.write(json.name("response"), standing));
  }

  @Override
  public boolean tells(ReplyEvent piece) {
    return !(piece instanceof ReplyEvent.Foreign own) || Output.tells(own);
  }

  @Override
  public byte[] end(Optional<Usage> usage) {
    begin();
    output.close(Status.COMPLETED, events);
    Standing end = words.over(usage);
    over = Optional.of(end);
    tell("response." + end.status(), end);
    return events.take();
  }

  @Override
  public Optional<ToldAnswer> told() {
    return over.isPresent()
        ? over.flatMap(end -> ToldResponse.of(words.bytes(end), false))
        : ToldResponse.ofEvents(last);
  }

  /// Clients of both kinds hear of it: those that wait for an error, and those that wait for an
  /// end.
  @Override
  public byte[] failed(ClientError error) {
    begin();
    return failedAfterBytes(error);
  }

  @Override
  public byte[] passing(byte[] raw) {
    events.passed(raw);
    last = ToldResponse.mayEnd(raw) ? raw : last;
    return raw;
  }

  /// An answer has one beginning, and one count of its events.
  @Override
  public byte[] failedAfterBytes(ClientError error) {
    output.close(Status.INCOMPLETE, Events.UNHEARD);
    events.tell("error", json -> ErrorWords.write(json, error));
    tell("response.failed", Standing.failed(error));
    return events.take();
  }

  @Override
  public byte[] keepAlive() {
    return SIGN.clone();
  }
}
