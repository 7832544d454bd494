package org.acme.signalbox;

import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.spi.ReplyReader;
import io.signalbox.engine.wire.WireFrame;
import java.util.List;

/// Text in frames that begin with `T`; one of `E` is the end.
final class FrameReplyReader implements ReplyReader {
  private boolean done;

  @Override
  public List<ReplyEvent> read(WireFrame frame) {
    String text = frame.text();
    if (text.startsWith("T")) {
      return List.of(new ReplyEvent.TextDelta(text.substring(1)));
    }
    done = true;
    return List.of(
        new ReplyEvent.Finished(FinishReason.STOP, "end"),
        new ReplyEvent.UsageReported(Usage.of(3, 2)));
  }

  @Override
  public boolean isFinished() {
    return done;
  }
}
