package io.signalbox.app.traffic;

import io.signalbox.engine.store.TrafficInterval;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How far back is looked.
enum TimeRange {
  HOUR("last hour", Optional.of(Duration.ofHours(1)), TrafficInterval.Grain.MINUTE),
  DAY("last day", Optional.of(Duration.ofDays(1)), TrafficInterval.Grain.MINUTE),
  WEEK("last 7 days", Optional.of(Duration.ofDays(7)), TrafficInterval.Grain.HOUR),
  ALL("all", Optional.empty(), TrafficInterval.Grain.HOUR);

  private static final Duration MOST = Duration.ofDays(366);

  private final String words;
  private final Optional<Duration> length;
  private final TrafficInterval.Grain grain;

  TimeRange(String words, Optional<Duration> length, TrafficInterval.Grain grain) {
    this.words = words;
    this.length = length;
    this.grain = grain;
  }

  String words() {
    return words;
  }

  TrafficInterval.Grain grain() {
    return grain;
  }

  /// Since when requests are listed; empty: all.
  Optional<Instant> since(Instant now) {
    return length.map(now::minus);
  }

  /// Since when charts are drawn: a year at most.
  Instant drawnFrom(Instant now) {
    return now.minus(length.orElse(MOST));
  }
}
