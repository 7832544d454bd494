package org.acme.signalbox;

import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ReplyWriter;
import java.util.Optional;

/// An answer in lines.
final class LineWriter implements ReplyWriter {
  @Override
  public byte[] write(ReplyEvent event) {
    return event instanceof ReplyEvent.TextDelta text
        ? AcmeClient.bytes("said " + text.text() + "\n")
        : new byte[0];
  }

  @Override
  public byte[] end(Optional<Usage> usage) {
    return AcmeClient.bytes(
        "used " + usage.map(used -> used.totalTokens() + " tokens").orElse("?") + "\n");
  }

  @Override
  public byte[] failed(ClientError error) {
    return AcmeClient.bytes(AcmeClient.word(error) + "\n");
  }

  @Override
  public byte[] keepAlive() {
    return AcmeClient.bytes("\n");
  }
}
