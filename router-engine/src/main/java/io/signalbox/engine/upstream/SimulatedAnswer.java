package io.signalbox.engine.upstream;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.spi.RateLimits;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/// An answer of the simulated provider: one event after the other, with time between those that
/// carry text.
final class SimulatedAnswer implements UpstreamAnswer.Arriving {
  private static final byte[] NOTHING = {};

  private final String model;
  private final Queue<ReplyEvent> events;
  private final SimulatedUpstream.Pace pace;
  private int left;
  private boolean begun;

  /// @param most how many events come before the answer is cut; a larger number than there are: it
  ///   is not cut
  SimulatedAnswer(String model, List<ReplyEvent> events, int most, SimulatedUpstream.Pace pace) {
    this.model = model;
    this.events = new ArrayDeque<>(events);
    this.left = most;
    this.pace = pace;
  }

  @Override
  public Optional<Piece> next() {
    var event = Optional.ofNullable(events.poll());
    if (event.isEmpty()) {
      return Optional.empty();
    }
    if (left-- <= 0) {
      return failed(SimulatedUpstream.cut(model));
    }
    return paced(event.get());
  }

  private Optional<Piece> paced(ReplyEvent event) {
    try {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      boolean content = event.isContent() && !isAtOnce(event);
      if (begun && content) {
        pace.waiting().pass(pace.each());
      }
      begun = begun || content;
      return Optional.of(new Piece(List.of(event), NOTHING));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(SimulatedUpstream.givenUp(model));
    }
  }

  /// Vectors come with the end.
  private static boolean isAtOnce(ReplyEvent event) {
    return event instanceof ReplyEvent.Finished || event instanceof ReplyEvent.Embedded;
  }

  private Optional<Piece> failed(Failure failure) {
    events.clear();
    return Optional.of(new Piece(List.of(new ReplyEvent.Failed(failure)), NOTHING));
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
