package io.signalbox.engine.upstream;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.spi.RateLimits;
import java.util.List;
import java.util.Optional;

/// What came of a call.
public sealed interface UpstreamAnswer {

  /// What the provider says of its limits.
  RateLimits limits();

  /// No answer, but trouble.
  ///
  /// @param before what the provider had said by then, as what it has used; no content
  record Failed(Failure failure, RateLimits limits, List<ReplyEvent> before)
      implements UpstreamAnswer {
    public Failed {
      before = List.copyOf(before);
    }

    /// Trouble before a word was said.
    public Failed(Failure failure, RateLimits limits) {
      this(failure, limits, List.of());
    }
  }

  /// An answer that begins. Belongs to one thread, which must close it.
  non-sealed interface Arriving extends UpstreamAnswer, AutoCloseable {

    /// The next piece, waiting for it; empty at the end. A failure meanwhile is a piece with a
    /// [ReplyEvent.Failed] in it, after which nothing comes. Once it is closed nothing is waited
    /// for: what had come by then may be taken, so that it can be counted.
    Optional<Piece> next();

    /// Whether no provider was really called.
    boolean simulated();

    /// Ends the call, whether or not the answer has come to its end; the provider is told by
    /// closing the connection.
    @Override
    void close();
  }

  /// A part of an answer. The array is not copied and must not be changed.
  ///
  /// @param events what it says
  /// @param raw its bytes as they came; empty for those who answer by themselves
  record Piece(List<ReplyEvent> events, byte[] raw) {
    /// Whether a part of the answer itself is in it.
    public boolean hasContent() {
      for (ReplyEvent event : events) {
        if (event.isContent()) {
          return true;
        }
      }
      return false;
    }
  }
}
