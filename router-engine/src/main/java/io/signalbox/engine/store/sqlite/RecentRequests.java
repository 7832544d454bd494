package io.signalbox.engine.store.sqlite;

import java.util.Arrays;

/// How many requests came in each of the last sixty seconds, in memory, so that who asks each
/// second reads no row. Safe for use by many threads.
final class RecentRequests {
  private static final int SECONDS = 60;

  /// An entry further ahead came before the clock was put back.
  private static final int MOST_AHEAD = 3_600;

  private final long[] seconds = new long[SECONDS]; // since 1970, by their remainder
  private final long[] counts = new long[SECONDS];

  RecentRequests() {
    Arrays.fill(seconds, Long.MIN_VALUE / 2);
  }

  /// Counts a request.
  ///
  /// @param millis when it came, since 1970
  synchronized void add(long millis) {
    long second = Math.floorDiv(millis, 1_000);
    int place = Math.floorMod(second, SECONDS);
    long ahead = seconds[place] - second;
    if (ahead > 0 && ahead <= MOST_AHEAD) {
      return; // it took longer than a minute
    }
    if (ahead != 0) {
      seconds[place] = second;
      counts[place] = 0;
    }
    counts[place]++;
  }

  /// How many came in the minute that ends with the second of a moment.
  ///
  /// @param millis since 1970
  synchronized long minuteTo(long millis) {
    long last = Math.floorDiv(millis, 1_000);
    long sum = 0;
    for (int i = 0; i < SECONDS; i++) {
      sum += seconds[i] > last - SECONDS && seconds[i] <= last ? counts[i] : 0;
    }
    return sum;
  }
}
