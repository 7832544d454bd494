package io.signalbox.engine.plan;

import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.graph.format.Units;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/// After which time a quota begins anew.
public sealed interface PlanPeriod {
  /// The shortest and the longest span that begins with a call.
  Duration SHORTEST = Duration.ofMinutes(1);

  Duration LONGEST = Duration.ofDays(366);

  /// In whole minutes, hours or days, as the JSON Schema has it.
  Pattern SPAN = Pattern.compile("[1-9][0-9]{0,5}[mhd]");

  /// A span of the calendar, in UTC.
  record Calendar(Window window) implements PlanPeriod {}

  /// A span that begins with the first call after the span before it has ended.
  record FromFirstCall(Duration length) implements PlanPeriod {}

  /// What a text says: `90m`, `5h`, `7d`, or one of `hour`, `day`, `week`, `month`.
  static Optional<PlanPeriod> read(String text) {
    return switch (text) {
      case "hour", "day", "week", "month" -> Window.of(text).map(Calendar::new);
      default ->
          Optional.of(text)
              .filter(each -> SPAN.matcher(each).matches())
              .flatMap(Units::duration)
              .filter(length -> length.compareTo(SHORTEST) >= 0 && length.compareTo(LONGEST) <= 0)
              .map(FromFirstCall::new);
    };
  }

  /// The word in files.
  default String id() {
    return switch (this) {
      case Calendar calendar -> calendar.window().id();
      case FromFirstCall span -> Units.text(span.length());
    };
  }

  /// When the span ends that began at a moment.
  default Instant endOf(Instant start) {
    return switch (this) {
      case FromFirstCall span -> start.plus(span.length());
      case Calendar calendar -> after(calendar.window(), start.atZone(ZoneOffset.UTC)).toInstant();
    };
  }

  private static ZonedDateTime after(Window window, ZonedDateTime start) {
    return switch (window) {
      case SECOND, MINUTE, HOUR, DAY, WEEK -> start.plus(window.length());
      case MONTH -> start.plusMonths(1);
    };
  }
}
