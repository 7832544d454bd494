package io.signalbox.app.figures;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Whole minutes that figures are about. Immutable.
///
/// @param from its beginning
/// @param to its end; of the last minutes it is now
/// @param live whether it ends now
public record FigureSpan(Instant from, Instant to, boolean live) {
  /// How many minutes are called the last ones.
  public static final int MINUTES = 5;

  /// The last minutes, the one that is under way included.
  static FigureSpan last(Instant now) {
    Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
    return new FigureSpan(minute.minus(Duration.ofMinutes(MINUTES - 1L)), now, true);
  }

  /// An hour that is over, or the part of it that is.
  static FigureSpan hour(Instant start) {
    return new FigureSpan(start, start.plus(Duration.ofHours(1)), false);
  }

  static FigureSpan of(Optional<Instant> hour, Instant now) {
    return hour.map(FigureSpan::hour).orElseGet(() -> last(now));
  }

  /// How many there are of something in a minute.
  public double perMinute(long count) {
    double seconds = Math.max(1, Duration.between(from, to).toMillis() / 1000.0);
    return count * 60 / seconds;
  }
}
