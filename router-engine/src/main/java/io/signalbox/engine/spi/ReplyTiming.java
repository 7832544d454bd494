package io.signalbox.engine.spi;

import java.time.Duration;
import java.util.Optional;

/// How long an answer took, as its client has seen it. Immutable.
///
/// @param total from the request, once it was read, to the end of the answer
/// @param untilContent of this, until the first content; empty if the answer came whole
public record ReplyTiming(Duration total, Optional<Duration> untilContent) {

  /// Of moments on one clock, in nanoseconds.
  ///
  /// @param content 0 if the answer came whole
  public static ReplyTiming of(long asked, long content, long ended) {
    return new ReplyTiming(
        Duration.ofNanos(ended - asked),
        content == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(content - asked)));
  }
}
