package io.signalbox.engine.upstream;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// The last waits for a first token, and their 95th percentile. Not safe for threads.
final class FirstTokenTimes {
  private static final int KEPT = 128;
  private static final long FRESH_MILLIS = Duration.ofMinutes(5).toMillis();
  private static final long WORKED_OUT_MILLIS = 1000;

  private final int[] waits = new int[KEPT];
  private final long[] at = new long[KEPT];
  private int count;
  private Optional<Duration> p95 = Optional.empty();
  private long workedOut = Long.MIN_VALUE;

  void add(long nowMillis, Duration wait) {
    waits[count % KEPT] = Math.clamp(wait.toMillis(), 0, Integer.MAX_VALUE);
    at[count % KEPT] = nowMillis;
    count++;
    if (count <= KEPT) {
      workedOut = Long.MIN_VALUE; // few waits: each of them matters, and sorting them is cheap
    }
  }

  /// The 95th percentile of the last five minutes; it may be a second old.
  Optional<Duration> p95(long nowMillis) {
    boolean fresh = workedOut <= nowMillis && workedOut > nowMillis - WORKED_OUT_MILLIS;
    if (!fresh) {
      p95 = workOut(nowMillis);
      workedOut = nowMillis;
    }
    return p95;
  }

  private Optional<Duration> workOut(long nowMillis) {
    int[] recent = new int[Math.min(count, KEPT)];
    int kept = 0;
    for (int i = 0; i < recent.length; i++) {
      if (at[i] <= nowMillis && at[i] > nowMillis - FRESH_MILLIS) {
        recent[kept++] = waits[i];
      }
    }
    if (kept == 0) {
      return Optional.empty();
    }
    Arrays.sort(recent, 0, kept);
    return Optional.of(Duration.ofMillis(recent[(int) Math.ceil(kept * 0.95) - 1]));
  }
}
