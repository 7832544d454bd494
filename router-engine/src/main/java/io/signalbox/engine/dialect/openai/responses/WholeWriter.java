package io.signalbox.engine.dialect.openai.responses;

import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.dialect.openai.ErrorWords;
import io.signalbox.engine.spi.ClientDialect.ReplyHead;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ReplyWriter;
import io.signalbox.engine.spi.ToldAnswer;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An answer as one body, written at its end.
final class WholeWriter implements ReplyWriter {
  private static final byte[] NOTHING = {};

  private final ReplyHead head;
  private final Output output;
  private final List<byte[]> passed = new ArrayList<>();
  private byte[] own = NOTHING;

  WholeWriter(ReplyHead head) {
    this.head = head;
    this.output = new Output(head, Events.UNHEARD);
  }

  @Override
  public byte[] write(ReplyEvent event) {
    output.take(event);
    return NOTHING;
  }

  @Override
  public boolean tells(ReplyEvent piece) {
    return !(piece instanceof ReplyEvent.Foreign own) || Output.tells(own);
  }

  @Override
  public byte[] end(Optional<Usage> usage) {
    output.close(Status.COMPLETED, Events.UNHEARD);
    var words = new ResponseWords(head, output);
    own = words.bytes(words.over(usage));
    return own.clone();
  }

  @Override
  public byte[] passing(byte[] raw) {
    passed.add(raw);
    return raw;
  }

  @Override
  public Optional<ToldAnswer> told() {
    boolean byProvider = own.length == 0;
    return ToldResponse.of(byProvider ? joined() : own, byProvider);
  }

  private byte[] joined() {
    var all = new ByteArrayOutputStream();
    passed.forEach(all::writeBytes);
    return all.toByteArray();
  }

  @Override
  public byte[] failed(ClientError error) {
    return ErrorWords.body(error).toBytes();
  }

  @Override
  public byte[] keepAlive() {
    return NOTHING;
  }
}
