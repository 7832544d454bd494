package io.signalbox.engine.cli.bench;

import java.time.Duration;
import java.util.Set;

/// What a benchmark measures and for how long.
///
/// @param parts at least one
/// @param seconds of one measurement under load
/// @param rounds of measurements, and of starts
/// @param firstSeconds of load after start
/// @param streams begun within a second
/// @param streamRounds 0: none
/// @param idle connections that stay open; 0: not measured
/// @param programs of the others
record BenchSettings(
    Set<BenchPart> parts,
    double seconds,
    int rounds,
    double firstSeconds,
    int streams,
    int streamRounds,
    int idle,
    Peers.Programs programs) {
  /// So many times a measurement: what is compiled while it runs is slow at first.
  private static final int WARM_UP = 3;

  boolean measures(BenchPart part) {
    return parts.contains(part);
  }

  boolean measuresLoad() {
    return measures(BenchPart.WARM) || measures(BenchPart.START);
  }

  boolean measuresStreams() {
    return measures(BenchPart.STREAMS) || measures(BenchPart.MEMORY);
  }

  double warmUp() {
    return WARM_UP * seconds;
  }

  static Duration duration(double seconds) {
    return Duration.ofNanos((long) (seconds * 1e9));
  }
}
