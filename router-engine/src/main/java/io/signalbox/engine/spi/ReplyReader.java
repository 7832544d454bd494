package io.signalbox.engine.spi;

import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.wire.WireFrame;
import java.util.List;

/// Understands one answer, frame by frame. Belongs to one thread.
public interface ReplyReader {
  /// What a frame says. A frame that cannot be understood is a [ReplyEvent.Failed] of the class
  /// `interrupted`.
  List<ReplyEvent> read(WireFrame frame);

  /// Whether the answer is finished: its terminal event has been read (a finish reason,
  /// `message_stop`), so that a closed stream is its end and not an interruption.
  boolean isFinished();

  /// Whether the end marker of the stream has been read, as `[DONE]` or `message_stop`, after which
  /// nothing belongs to the answer. What a provider sends after it is not passed on.
  default boolean isDone() {
    return false;
  }
}
