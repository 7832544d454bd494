package io.signalbox.engine.store;

import io.signalbox.engine.catalog.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/// What happened in one minute or hour, for charts. Simulated calls cost nothing here. Immutable.
///
/// @param at when it began
/// @param requests how many came; copies of them are none
/// @param failed how many of them ended with a status of 400 or more, or broke off
/// @param saved how many were answered by another model than the first
/// @param usd the calls whose price is known
/// @param waits how many requests waited how long for their first token: counts by [#step(long)]
public record TrafficInterval(
    Instant at, long requests, long failed, long saved, Money usd, Map<Integer, Long> waits) {
  private static final int STEPS = 8;

  public TrafficInterval {
    waits = Map.copyOf(waits);
  }

  /// How long a pulse is.
  public enum Grain {
    MINUTE(Duration.ofMinutes(1)),
    HOUR(Duration.ofHours(1));

    private final Duration length;

    Grain(Duration length) {
      this.length = length;
    }

    /// Its length.
    public Duration length() {
      return length;
    }
  }

  /// The step of a wait: eight to each doubling, so that a step is nine per cent wide.
  public static int step(long millis) {
    return (int) (STEPS * Math.log(millis + 1.0) / Math.log(2));
  }

  /// The wait that a share of all requests with a first token did not exceed, in milliseconds and
  /// to nine per cent; empty if there is none.
  ///
  /// @param share 0.5 for the median
  public static OptionalLong wait(Collection<TrafficInterval> pulses, double share) {
    var all = new TreeMap<Integer, Long>();
    pulses.forEach(
        pulse -> pulse.waits.forEach((step, count) -> all.merge(step, count, Long::sum)));
    long count = all.values().stream().mapToLong(Long::longValue).sum();
    long rank = Math.max(1, (long) Math.ceil(share * count));
    long seen = 0;
    for (var each : all.entrySet()) {
      seen += each.getValue();
      if (seen >= rank) {
        return OptionalLong.of(Math.round(Math.pow(2, (each.getKey() + 0.5) / STEPS) - 1));
      }
    }
    return OptionalLong.empty();
  }
}
