package io.signalbox.engine.lab;

import java.time.Duration;

/// A clock that stands still unless it is moved. Belongs to one thread.
final class FixedClock {
  private long nanos;

  long nanos() {
    return nanos;
  }

  void pass(Duration time) {
    nanos += time.toNanos();
  }
}
