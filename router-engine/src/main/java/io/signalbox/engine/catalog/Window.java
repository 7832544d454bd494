package io.signalbox.engine.catalog;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A span of the calendar in which spend or requests are counted. It starts anew at the full
/// second, minute, hour, at midnight, on Monday or on the first of the month.
public enum Window {
  SECOND,
  MINUTE,
  HOUR,
  DAY,
  WEEK,
  MONTH;

  private final String id = name().toLowerCase(Locale.ROOT);

  /// The word in files: lower case.
  public String id() {
    return id;
  }

  /// The window with this word, if there is one.
  public static Optional<Window> of(String id) {
    return Arrays.stream(values()).filter(each -> each.id().equals(id)).findFirst();
  }

  /// When the window that holds this moment began.
  public ZonedDateTime startOf(ZonedDateTime moment) {
    return switch (this) {
      case SECOND -> moment.truncatedTo(ChronoUnit.SECONDS);
      case MINUTE -> moment.truncatedTo(ChronoUnit.MINUTES);
      case HOUR -> moment.truncatedTo(ChronoUnit.HOURS);
      case DAY -> moment.truncatedTo(ChronoUnit.DAYS);
      case WEEK ->
          moment
              .truncatedTo(ChronoUnit.DAYS)
              .with(TemporalAdjusters.previousOrSame(java.time.DayOfWeek.MONDAY));
      case MONTH -> moment.truncatedTo(ChronoUnit.DAYS).with(TemporalAdjusters.firstDayOfMonth());
    };
  }

  /// How long the window lasts; a month counts as 30 days.
  public Duration length() {
    return switch (this) {
      case SECOND -> Duration.ofSeconds(1);
      case MINUTE -> Duration.ofMinutes(1);
      case HOUR -> Duration.ofHours(1);
      case DAY -> Duration.ofDays(1);
      case WEEK -> Duration.ofDays(7);
      case MONTH -> Duration.ofDays(30);
    };
  }
}
