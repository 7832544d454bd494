package io.signalbox.engine.dialect.openai.responses;

import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.dialect.openai.ErrorWords;
import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.spi.ClientDialect.ReplyHead;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ReplyWriter;
import java.util.Optional;

/// An answer as one body, written at its end.
final class WholeWriter implements ReplyWriter {
  private static final byte[] NOTHING = {};

  private final ReplyHead head;
  private final Output output;

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
    var json = new JsonText();
    var words = new ResponseWords(head, output);
    words.write(json, words.over(usage));
    return json.toBytes();
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
