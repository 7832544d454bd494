package io.signalbox.engine.spi;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Waits that the headers of an answer ask for. Dialects have no clock: what is said as a moment is
/// counted from the answer's own `date`, which is the provider's clock, or was put there by whoever
/// received the answer. What is absurd says nothing.
public final class RetryAfter {
  private static final Duration LONGEST = Duration.ofDays(31);
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,18})?");
  private static final double LEAST_EPOCH_SECONDS = 1e9;
  private static final double LEAST_EPOCH_MILLIS = 1e12;

  /// The three forms of RFC 9110, the two old ones included.
  private static final List<DateTimeFormatter> HTTP_DATES =
      List.of(
          DateTimeFormatter.RFC_1123_DATE_TIME,
          new DateTimeFormatterBuilder()
              .parseCaseInsensitive()
              .appendPattern("EEEE, dd-MMM-")
              .appendValueReduced(ChronoField.YEAR, 2, 2, 2000)
              .appendPattern(" HH:mm:ss 'GMT'")
              .toFormatter(Locale.ENGLISH)
              .withZone(ZoneOffset.UTC),
          DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
              .withZone(ZoneOffset.UTC));

  private final Map<String, String> headers;

  /// @param headers response headers, names in lower case
  public RetryAfter(Map<String, String> headers) {
    this.headers = headers;
  }

  /// The headers with a `date`, which is the given one if the answer has none that can be read.
  public static Map<String, String> dated(Map<String, String> headers, Instant received) {
    if (httpDate(headers.getOrDefault("date", "")).isPresent()) {
      return headers;
    }
    var dated = new java.util.HashMap<>(headers);
    dated.put(
        "date", DateTimeFormatter.RFC_1123_DATE_TIME.format(received.atOffset(ZoneOffset.UTC)));
    return dated;
  }

  /// What `retry-after-ms` or `retry-after` asks for; SDKs read them in this order.
  public Optional<Duration> retryAfter() {
    return number(headers.getOrDefault("retry-after-ms", ""))
        .flatMap(millis -> seconds(millis / 1000))
        .or(() -> wait(headers.getOrDefault("retry-after", "")));
  }

  /// A wait in seconds, or until a moment in any form.
  public Optional<Duration> wait(String text) {
    return number(text)
        .filter(number -> number < LEAST_EPOCH_SECONDS)
        .flatMap(RetryAfter::seconds)
        .or(() -> until(text));
  }

  /// The wait until a moment: a date of HTTP, of RFC 3339, or a number of seconds or milliseconds
  /// since 1970. A moment that has passed needs no wait.
  public Optional<Duration> until(String text) {
    return moment(text.strip()).flatMap(this::until);
  }

  /// The wait until a moment.
  public Optional<Duration> until(Instant moment) {
    return now()
        .map(now -> Duration.between(now, moment))
        .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
        .filter(wait -> wait.compareTo(LONGEST) <= 0);
  }

  /// When the answer was sent.
  public Optional<Instant> now() {
    return httpDate(headers.getOrDefault("date", ""));
  }

  private static Optional<Instant> moment(String text) {
    Optional<Double> number = number(text).filter(each -> each >= LEAST_EPOCH_SECONDS);
    if (number.isPresent()) {
      double value = number.get();
      double millis = value >= LEAST_EPOCH_MILLIS ? value : value * 1000;
      return Optional.of(Instant.ofEpochMilli((long) millis));
    }
    return httpDate(text).or(() -> timestamp(text));
  }

  private static Optional<Instant> httpDate(String text) {
    return HTTP_DATES.stream().flatMap(form -> read(form, text.strip()).stream()).findFirst();
  }

  private static Optional<Instant> read(DateTimeFormatter form, String text) {
    try {
      return text.length() > 64 || text.length() < 20
          ? Optional.empty()
          : Optional.of(form.parse(text, Instant::from));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /// Of RFC 3339; without an offset it is UTC.
  private static Optional<Instant> timestamp(String text) {
    if (text.length() < 19 || text.length() > 64) {
      return Optional.empty();
    }
    try {
      String iso = text.replace(' ', 'T');
      boolean local = iso.indexOf('Z') < 0 && iso.indexOf('+') < 0 && iso.lastIndexOf('-') < 10;
      return Optional.of(
          local
              ? LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC)
              : OffsetDateTime.parse(iso).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Double> number(String text) {
    String trimmed = text.strip();
    return NUMBER.matcher(trimmed).matches()
        ? Optional.of(Double.parseDouble(trimmed))
        : Optional.empty();
  }

  private static Optional<Duration> seconds(double seconds) {
    return seconds <= LONGEST.toSeconds()
        ? Optional.of(Duration.ofNanos(Math.round(seconds * 1e9)))
        : Optional.empty();
  }
}
