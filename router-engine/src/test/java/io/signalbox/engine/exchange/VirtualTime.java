package io.signalbox.engine.exchange;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Semaphore;

/// Time that passes only when all wait for it, for blocking code: of all threads that it has
/// started one runs at a time, and when that one lets time pass, the next event is due. An hour
/// with a hundred clients takes a second, and always goes the same way.
final class VirtualTime implements SimulatedSurroundings.Clock {
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::number));
  private final Semaphore idle = new Semaphore(0);
  private Duration now = Duration.ZERO;
  private long numbered;

  private record Event(Duration at, long number, Semaphore due) {}

  /// Starts a thread that takes part.
  void start(Runnable task) {
    Semaphore due = plan(now);
    Thread.ofVirtual()
        .start(() -> {
          due.acquireUninterruptibly();
          try {
            task.run();
          } finally {
            idle.release();
          }
        });
  }

  /// Lets time pass until all have ended.
  void run() {
    for (var next = events.poll(); next != null; next = events.poll()) {
      now = next.at();
      next.due().release();
      idle.acquireUninterruptibly();
    }
  }

  private Semaphore plan(Duration at) {
    var due = new Semaphore(0);
    events.add(new Event(at, numbered++, due));
    return due;
  }

  @Override
  public Duration elapsed() {
    return now;
  }

  @Override
  public void pass(Duration time) {
    Semaphore due = plan(now.plus(time.isNegative() ? Duration.ZERO : time));
    idle.release();
    due.acquireUninterruptibly();
  }
}
