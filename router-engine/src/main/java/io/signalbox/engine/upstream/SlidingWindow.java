package io.signalbox.engine.upstream;

import java.util.Arrays;

/// Two counts over a sliding window, kept in slots of equal length. Not safe for threads.
final class SlidingWindow {
  private final long slotMillis;
  private final long[] number;
  private final int[] all;
  private final int[] some;

  /// A window of that many slots.
  SlidingWindow(int slots, long slotMillis) {
    this.slotMillis = slotMillis;
    this.number = new long[slots];
    this.all = new int[slots];
    this.some = new int[slots];
    Arrays.fill(number, Long.MIN_VALUE);
  }

  /// Counts one event, which is one of the special ones or not.
  void add(long nowMillis, boolean special) {
    int at = slot(nowMillis);
    all[at]++;
    if (special) {
      some[at]++;
    }
  }

  private int slot(long nowMillis) {
    long n = nowMillis / slotMillis;
    int at = (int) Math.floorMod(n, (long) number.length);
    if (number[at] != n) {
      number[at] = n;
      all[at] = 0;
      some[at] = 0;
    }
    return at;
  }

  /// All events of the last slots.
  int all(long nowMillis, int slots) {
    return sum(all, nowMillis, slots);
  }

  /// The special events of the last slots.
  int special(long nowMillis, int slots) {
    return sum(some, nowMillis, slots);
  }

  private int sum(int[] counts, long nowMillis, int slots) {
    long newest = nowMillis / slotMillis;
    int sum = 0;
    for (int i = 0; i < number.length; i++) {
      if (number[i] <= newest && number[i] > newest - slots) {
        sum += counts[i];
      }
    }
    return sum;
  }
}
