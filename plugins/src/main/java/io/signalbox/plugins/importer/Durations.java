package io.signalbox.plugins.importer;

import io.signalbox.engine.catalog.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Times as other gateways write them.
public final class Durations {
  private static final BigDecimal MOST = BigDecimal.valueOf(30L * 24 * 3600 * 1000);
  private static final Pattern SPAN = Pattern.compile("([0-9]{1,6})\\s*(s|m|h|d|w|mo)");

  private static final Pattern PART = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

  private Durations() {}

  /// A positive number of seconds, at most 30 days.
  public static Optional<Duration> seconds(BigDecimal seconds) {
    return millis(seconds.movePointRight(3));
  }

  /// A positive number of milliseconds, at most 30 days.
  public static Optional<Duration> millis(BigDecimal millis) {
    return millis.signum() > 0 && millis.compareTo(MOST) <= 0
        ? Optional.of(Duration.ofMillis(Math.max(1, millis.longValue())))
        : Optional.empty();
  }

  /// A time as nginx writes it: `300`, `1m30s`, `500ms`; empty if it is none, or no limit.
  public static Optional<Duration> nginx(String text) {
    String plain = text.strip();
    if (plain.matches("[0-9]{1,9}")) {
      return seconds(new BigDecimal(plain));
    }
    if (!plain.matches("([0-9]{1,9}(ms|s|m|h|d)\\s*)+")) {
      return Optional.empty();
    }
    return millis(
        PART.matcher(plain)
            .results()
            .map(each ->
                new BigDecimal(each.group(1)).multiply(BigDecimal.valueOf(millis(each.group(2)))))
            .reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  private static long millis(String unit) {
    return switch (unit) {
      case "ms" -> 1;
      case "s" -> 1_000;
      case "m" -> 60_000;
      case "h" -> 3_600_000;
      default -> 86_400_000;
    };
  }

  /// The calendar window that is as long as a span: `1d`, `24h`, `30d`, `1mo`; empty if there is
  /// none.
  public static Optional<Window> window(String span) {
    var parts = SPAN.matcher(span.strip().toLowerCase(Locale.ROOT));
    if (!parts.matches()) {
      return Optional.empty();
    }
    long count = Long.parseLong(parts.group(1));
    if (count == 1 && (parts.group(2).equals("s") || parts.group(2).equals("m"))) {
      return Optional.of(parts.group(2).equals("s") ? Window.SECOND : Window.MINUTE);
    }
    long hours =
        switch (parts.group(2)) {
          case "h" -> count;
          case "d" -> 24 * count;
          case "w" -> 168 * count;
          case "mo" -> 720 * count;
          case "m" -> count % 60 == 0 ? count / 60 : 0;
          default -> count % 3600 == 0 ? count / 3600 : 0;
        };
    return Optional.ofNullable(
        hours == 1
            ? Window.HOUR
            : hours == 24
                ? Window.DAY
                : hours == 168 ? Window.WEEK : hours >= 672 && hours <= 744 ? Window.MONTH : null);
  }
}
