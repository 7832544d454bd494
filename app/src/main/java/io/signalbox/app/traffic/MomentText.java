package io.signalbox.app.traffic;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// A minute as people write it: `14:05` for the last time that it was five past two, `yesterday
/// 14:05`, or with its day as `11-30 14:05` or `2026-11-30 14:05`. Pure.
final class MomentText {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);
  private static final String YESTERDAY = "yesterday";

  private MomentText() {}

  /// The beginning of the minute; empty if the words say none.
  ///
  /// @param now when they are read, where they are read
  static Optional<Instant> read(String words, ZonedDateTime now) {
    String text = words.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    int space = text.lastIndexOf(' ');
    try {
      LocalTime time = LocalTime.parse(padded(text.substring(space + 1)));
      LocalDateTime at =
          space < 0 ? last(time, now) : day(text.substring(0, space), now).atTime(time);
      return Optional.of(at.atZone(now.getZone()).toInstant());
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  private static String padded(String time) {
    return time.indexOf(':') == 1 ? "0" + time : time;
  }

  private static LocalDateTime last(LocalTime time, ZonedDateTime now) {
    LocalDateTime today = now.toLocalDate().atTime(time);
    return today.isAfter(now.toLocalDateTime()) ? today.minusDays(1) : today;
  }

  private static LocalDate day(String words, ZonedDateTime now) {
    LocalDate today = now.toLocalDate();
    if (words.equals(YESTERDAY)) {
      return today.minusDays(1);
    }
    if (words.length() > "MM-dd".length()) {
      return LocalDate.parse(words);
    }
    LocalDate day = LocalDate.parse(today.getYear() + "-" + words);
    return day.isAfter(today) ? day.minusYears(1) : day;
  }

  /// A minute that [#read] understands.
  static String of(Instant moment, ZonedDateTime now) {
    return MINUTE.format(moment.atZone(now.getZone()));
  }
}
