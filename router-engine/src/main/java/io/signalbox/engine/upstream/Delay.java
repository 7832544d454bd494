package io.signalbox.engine.upstream;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// How a simulated provider lets time pass. Safe for threads.
@FunctionalInterface
public interface Delay {
  /// Lets this much time pass; zero or less is no time.
  ///
  /// @throws InterruptedException if the answer is no longer wanted
  void pass(Duration time) throws InterruptedException;

  /// Really waits.
  static Delay real() {
    return time -> {
      boolean opened = new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
      assert !opened : "nobody can open it";
    };
  }
}
