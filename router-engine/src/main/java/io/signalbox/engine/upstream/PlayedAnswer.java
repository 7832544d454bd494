package io.signalbox.engine.upstream;

import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.spi.RateLimits;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/// An answer that is known from the start and comes at once.
final class PlayedAnswer implements UpstreamAnswer.Arriving {
  private static final byte[] NOTHING = {};
  private final Queue<ReplyEvent> events;

  PlayedAnswer(List<ReplyEvent> events) {
    this.events = new ArrayDeque<>(events);
  }

  @Override
  public Optional<Piece> next() {
    return Optional.ofNullable(events.poll()).map(event -> new Piece(List.of(event), NOTHING));
  }

  @Override
  public RateLimits limits() {
    return RateLimits.NONE;
  }

  @Override
  public boolean simulated() {
    return true;
  }

  @Override
  public void close() {
    events.clear();
  }
}
