package io.signalbox.engine;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/// What work takes of a processor: whatever else the machine does, that stays the same.
public final class CpuTime {
  private CpuTime() {}

  /// What this takes on the thread that calls.
  public static Duration of(Runnable work) {
    var threads = ManagementFactory.getThreadMXBean();
    long begun = threads.getCurrentThreadCpuTime();
    work.run();
    return Duration.ofNanos(threads.getCurrentThreadCpuTime() - begun);
  }
}
