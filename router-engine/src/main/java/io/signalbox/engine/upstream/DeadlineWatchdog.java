package io.signalbox.engine.upstream;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// The one place where timeouts of calls to providers are kept (connect, first token, silence,
/// total): it looks at all open calls every 50 milliseconds and ends the late ones. One daemon
/// thread, parked while nothing is open. Safe for threads.
final class DeadlineWatchdog implements AutoCloseable {
  private static final Duration EVERY = Duration.ofMillis(50);
  private static final int EMPTY_ROUNDS = 20;

  private final Set<OpenCall> calls = ConcurrentHashMap.newKeySet();
  private final LongSupplier nanos;
  private final Optional<Thread> thread;
  private volatile boolean parked;
  private volatile boolean closed;

  private DeadlineWatchdog(LongSupplier nanos, boolean running) {
    this.nanos = nanos;
    this.thread =
        running
            ? Optional.of(Thread.ofPlatform().daemon().name("upstream-watch").unstarted(this::run))
            : Optional.empty();
    thread.ifPresent(Thread::start);
  }

  /// A watch on the system's monotonic clock.
  static DeadlineWatchdog running() {
    return new DeadlineWatchdog(System::nanoTime, true);
  }

  /// A watch that looks only when [#tick] is called.
  static DeadlineWatchdog byHand(LongSupplier nanos) {
    return new DeadlineWatchdog(nanos, false);
  }

  /// Nanoseconds of the watch's own clock; only differences mean something.
  long now() {
    return nanos.getAsLong();
  }

  void add(OpenCall call) {
    calls.add(call);
    if (parked) {
      thread.ifPresent(LockSupport::unpark);
    }
  }

  void remove(OpenCall call) {
    calls.remove(call);
  }

  /// How many calls are open.
  int open() {
    return calls.size();
  }

  /// Looks at all open calls once.
  void tick() {
    long now = now();
    calls.forEach(call -> call.look(now));
  }

  private void run() {
    int empty = 0;
    while (!closed) {
      tick();
      empty = calls.isEmpty() ? empty + 1 : 0;
      if (empty < EMPTY_ROUNDS) {
        LockSupport.parkNanos(this, EVERY.toNanos());
      } else {
        parkUntilCalled();
        empty = 0;
      }
    }
  }

  private void parkUntilCalled() {
    parked = true;
    if (calls.isEmpty() && !closed) {
      LockSupport.park(this);
    }
    parked = false;
  }

  @Override
  public void close() {
    closed = true;
    thread.ifPresent(LockSupport::unpark);
  }
}
