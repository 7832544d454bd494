package io.signalbox.engine.dialect.openai.completions;

import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.dialect.openai.ErrorWords;
import io.signalbox.engine.spi.ClientDialect.ReplyHead;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ReplyWriter;
import java.util.Optional;

/// An answer as one body, written at its end. Belongs to one thread.
final class TextWriter implements ReplyWriter {
  private static final byte[] NOTHING = {};

  private final ChoiceText choice;
  private final StringBuilder text = new StringBuilder();
  private FinishReason reason = FinishReason.STOP;

  TextWriter(ReplyHead head) {
    this.choice = new ChoiceText(head);
    this.text.append(choice.echo());
  }

  @Override
  public byte[] write(ReplyEvent event) {
    ChoiceText.said(event).ifPresent(text::append);
    if (event instanceof ReplyEvent.Finished end) {
      reason = end.reason();
    }
    return NOTHING;
  }

  @Override
  public byte[] end(Optional<Usage> usage) {
    return choice.body(text.toString(), Optional.of(reason), usage).toBytes();
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
