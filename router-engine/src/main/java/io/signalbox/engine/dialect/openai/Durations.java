package io.signalbox.engine.dialect.openai;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Spans of time as providers write them in headers: seconds, or Go's form (`6m0s`, `120ms`).
final class Durations {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,18})?");
  private static final Pattern GO =
      Pattern.compile("(?:[0-9]{1,12}(?:\\.[0-9]{1,12})?[a-zµ]{1,2})+");
  private static final Pattern PIECE = Pattern.compile("([0-9.]+)([a-zµ]+)");
  private static final double NANOS = 1e9;
  private static final double MOST_SECONDS = 1e9;

  private Durations() {}

  /// A span in either form; empty for anything else.
  static Optional<Duration> of(String text) {
    String trimmed = text.strip();
    if (trimmed.length() > 64) {
      return Optional.empty();
    }
    return number(trimmed).or(() -> goSeconds(trimmed)).flatMap(Durations::ofSeconds);
  }

  /// A plain number that is not negative.
  static Optional<Double> number(String text) {
    String trimmed = text.strip();
    return NUMBER.matcher(trimmed).matches()
        ? Optional.of(Double.parseDouble(trimmed))
        : Optional.empty();
  }

  static Optional<Duration> ofSeconds(double seconds) {
    return seconds < MOST_SECONDS
        ? Optional.of(Duration.ofNanos(Math.round(seconds * NANOS)))
        : Optional.empty();
  }

  private static Optional<Double> goSeconds(String text) {
    if (!GO.matcher(text).matches()) {
      return Optional.empty();
    }
    double sum = 0;
    for (Matcher piece = PIECE.matcher(text); piece.find(); ) {
      Optional<Double> unit = unit(piece.group(2));
      if (unit.isEmpty()) {
        return Optional.empty();
      }
      sum += Double.parseDouble(piece.group(1)) * unit.get();
    }
    return Optional.of(sum);
  }

  private static Optional<Double> unit(String name) {
    return switch (name) {
      case "ns" -> Optional.of(1e-9);
      case "us", "µs" -> Optional.of(1e-6);
      case "ms" -> Optional.of(1e-3);
      case "s" -> Optional.of(1.0);
      case "m" -> Optional.of(60.0);
      case "h" -> Optional.of(3600.0);
      default -> Optional.empty();
    };
  }
}
