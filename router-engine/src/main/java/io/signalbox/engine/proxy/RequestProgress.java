package io.signalbox.engine.proxy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/// How far the present request of a client's connection is, since when, and whether that is too
/// long: each phase has a time limit of its own. Entered by the connection's own thread, looked at
/// by any; code that acts on a phase holds the connection's lock meanwhile.
final class RequestProgress {
  private final ReentrantLock lock;
  private final ConnectionWatchdog watchdog;
  private final AtomicLong received = new AtomicLong();
  private volatile RequestPhase phase = RequestPhase.BETWEEN;
  private volatile long since = System.nanoTime();
  private volatile boolean authenticated;

  RequestProgress(ReentrantLock lock, ConnectionWatchdog watchdog) {
    this.lock = lock;
    this.watchdog = watchdog;
  }

  RequestPhase phase() {
    return phase;
  }

  /// When the phase began, by [System#nanoTime()].
  long since() {
    return since;
  }

  /// The next phase begins. A client that has not authenticated gets no more time by beginning a
  /// header: it must send a whole one within the time from when it came or was answered.
  void enter(RequestPhase next) {
    lock.lock();
    try {
      if (authenticated || next != RequestPhase.HEADER) {
        since = System.nanoTime();
      }
      received.set(0);
      phase = next;
    } finally {
      lock.unlock();
    }
  }

  /// So many bytes of the present phase have come.
  void received(int bytes) {
    received.addAndGet(bytes);
  }

  /// The client has shown a key.
  ///
  /// @return whether it is the first time
  boolean authenticated() {
    boolean first = !authenticated;
    authenticated = true;
    return first;
  }

  /// Whether nothing is lost but a connection when it is closed.
  boolean isIdle() {
    return switch (phase) {
      case BETWEEN, FAREWELL -> true;
      case HEADER -> !authenticated;
      case BODY, ANSWER, CONCLUSION -> false;
    };
  }

  /// Whether the client has waited so long for its answer that it is worth knowing whether it is
  /// still there.
  boolean isLongAnswer(long now) {
    return phase == RequestPhase.ANSWER && isOver(now, ConnectionWatchdog.LISTEN_AFTER);
  }

  /// Which time limit has been passed; empty if none.
  Optional<String> timeout(long now) {
    return switch (phase) {
      case BETWEEN ->
          when(
              isOver(now, authenticated ? ConnectionWatchdog.IDLE : watchdog.headerTime()),
              "nothing came");
      case HEADER -> when(isOver(now, watchdog.headerTime()), "the header took too long");
      case BODY -> when(isTooSlow(now), "the body came too slowly");
      case ANSWER, CONCLUSION -> Optional.empty();
      case FAREWELL ->
          when(
              isOver(now, ConnectionWatchdog.FAREWELL_SILENCE), "the client has been told goodbye");
    };
  }

  private static Optional<String> when(boolean passed, String why) {
    return passed ? Optional.of(why) : Optional.empty();
  }

  private boolean isTooSlow(long now) {
    double seconds = (now - since) / (double) Duration.ofSeconds(1).toNanos();
    return isOver(now, ConnectionWatchdog.BODY_GRACE)
        && received.get() < watchdog.bodyRate() * seconds;
  }

  private boolean isOver(long now, Duration time) {
    return now - since > time.toNanos();
  }
}
