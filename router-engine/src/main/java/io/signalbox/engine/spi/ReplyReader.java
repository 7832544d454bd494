package io.signalbox.engine.spi;

import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.wire.Frame;
import java.util.List;

/// Understands one answer, frame by frame. Belongs to one thread.
public interface ReplyReader {
  /// What a frame says. A frame that cannot be understood is a [ReplyEvent.Failed] of the class
  /// `interrupted`.
  List<ReplyEvent> read(Frame frame);

  /// Whether the answer has come to its own end, so that a clean end of the stream is no cut.
  boolean complete();

  /// Whether the mark after which nothing belongs to the answer has been read, as `[DONE]` or
  /// `message_stop`. What a provider sends after it is not passed on.
  default boolean over() {
    return false;
  }
}
