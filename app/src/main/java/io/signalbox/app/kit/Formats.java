package io.signalbox.app.kit;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The formats of common values.
public final class Formats {
  private static final Duration LONGEST = Duration.ofDays(3660);
  private static final Pattern SPAN = Pattern.compile("\\s*(\\d{1,12})\\s*(ms|min|s|m|h|d)");
  private static final Pattern BLANKS = Pattern.compile("[\\s\u202f\u00a0_']+");
  private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,15}(\\.\\d{1,15})?");

  private Formats() {}

  private record Made<T>(Function<String, Format.Reading<T>> reader, Function<T, String> writer)
      implements Format<T> {
    @Override
    public Reading<T> read(String text) {
      return reader.apply(text);
    }

    @Override
    public String shown(T value) {
      return writer.apply(value);
    }
  }

  /// A format of these two ways.
  public static <T> Format<T> of(
      Function<String, Format.Reading<T>> reader, Function<T, String> writer) {
    return new Made<>(reader, writer);
  }

  /// A format of values that stand for others.
  public static <A, B> Format<B> mapped(Format<A> format, Function<A, B> made, Function<B, A> of) {
    return of(
        text ->
            switch (format.read(text)) {
              case Format.Reading.Value<A>(A value) -> Format.value(made.apply(value));
              case Format.Reading.Fault<A>(String words) -> Format.fault(words);
            },
        value -> format.shown(of.apply(value)));
  }

  /// Any text.
  public static Format<String> text() {
    return of(Format::value, Function.identity());
  }

  /// A text that is not blank.
  ///
  /// @param missing what is said if it is
  public static Format<String> word(String missing) {
    return of(
        text -> text.isBlank() ? Format.fault(missing) : Format.value(text.strip()),
        Function.identity());
  }

  /// A value that may be left out: nothing is written then.
  public static <T> Format<Optional<T>> optional(Format<T> format) {
    return of(
        text ->
            text.isBlank()
                ? Format.value(Optional.empty())
                : switch (format.read(text)) {
                  case Format.Reading.Value<T>(T value) -> Format.value(Optional.of(value));
                  case Format.Reading.Fault<T>(String words) -> Format.fault(words);
                },
        value -> value.map(format::shown).orElse(""));
  }

  /// A whole number within bounds, shown with narrow spaces between thousands.
  public static Format<Long> whole(long least, long most) {
    String words =
        most == Long.MAX_VALUE
            ? "Enter a whole number from " + grouped(Long.toString(least)) + "."
            : "Enter a whole number, "
                + grouped(Long.toString(least))
                + " to "
                + grouped(Long.toString(most))
                + ".";
    return of(
        text -> {
          String digits = BLANKS.matcher(text).replaceAll("");
          if (!digits.matches("-?\\d{1,15}")) {
            return Format.fault(words);
          }
          long number = Long.parseLong(digits);
          return number < least || number > most ? Format.fault(words) : Format.value(number);
        },
        number -> grouped(Long.toString(number)));
  }

  /// A number, perhaps with a point.
  public static Format<BigDecimal> decimal() {
    return of(
        text -> {
          String digits = BLANKS.matcher(text).replaceAll("");
          return DECIMAL.matcher(digits).matches()
              ? Format.value(new BigDecimal(digits))
              : Format.fault("Enter a number, such as 2.5.");
        },
        number -> grouped(plain(number)));
  }

  /// US dollars, exact: `$40`, `0.05`.
  public static Format<BigDecimal> money() {
    return of(
        text -> {
          String digits = BLANKS.matcher(text).replaceAll("").replaceFirst("^\\$", "");
          return DECIMAL.matcher(digits).matches() && !digits.startsWith("-")
              ? Format.value(new BigDecimal(digits))
              : Format.fault("Enter US dollars, such as 40 or 0.05.");
        },
        usd -> "$" + grouped(plain(usd)));
  }

  /// A share of a whole as percent: `10%` is 0.1. A number without a sign is percent too.
  ///
  /// @param most the largest share
  public static Format<BigDecimal> percent(BigDecimal most) {
    String words = "Enter a percentage up to " + plain(most.movePointRight(2)) + "%.";
    return of(
        text -> {
          String digits = BLANKS.matcher(text).replaceAll("").replaceFirst("%$", "");
          if (!DECIMAL.matcher(digits).matches() || digits.startsWith("-")) {
            return Format.fault(words);
          }
          BigDecimal share = tidy(new BigDecimal(digits).movePointLeft(2));
          return share.compareTo(most) > 0 ? Format.fault(words) : Format.value(share);
        },
        share -> plain(share.movePointRight(2)) + "%");
  }

  /// A span of time: `8 s`, `250ms`, `1m30s`, `2 h`. A number alone is seconds.
  public static Format<Duration> duration() {
    return of(Formats::span, Formats::spoken);
  }

  private static Format.Reading<Duration> span(String text) {
    String words = "Enter a duration, such as 8 s, 250 ms or 1m30s.";
    String plain = text.strip().toLowerCase(Locale.ROOT);
    if (plain.matches("\\d{1,9}")) {
      plain = plain + "s";
    }
    Matcher part = SPAN.matcher(plain);
    Duration sum = Duration.ZERO;
    int at = 0;
    while (part.find() && part.start() == at) {
      sum = sum.plus(unit(part.group(2)).multipliedBy(Long.parseLong(part.group(1))));
      at = part.end();
    }
    if (at == 0 || at < plain.length()) {
      return Format.fault(words);
    }
    return sum.compareTo(LONGEST) > 0
        ? Format.fault("The duration is longer than ten years.")
        : Format.value(sum);
  }

  private static Duration unit(String name) {
    return switch (name) {
      case "ms" -> Duration.ofMillis(1);
      case "s" -> Duration.ofSeconds(1);
      case "m", "min" -> Duration.ofMinutes(1);
      case "h" -> Duration.ofHours(1);
      default -> Duration.ofDays(1);
    };
  }

  private static String spoken(Duration span) {
    long millis = span.toMillis();
    if (millis == 0) {
      return "0 s";
    }
    var words = new StringBuilder();
    part(words, millis / 86_400_000, "d");
    part(words, millis / 3_600_000 % 24, "h");
    part(words, millis / 60_000 % 60, "min");
    part(words, millis / 1000 % 60, "s");
    part(words, millis % 1000, "ms");
    return words.toString();
  }

  private static void part(StringBuilder words, long count, String unit) {
    if (count > 0) {
      words.append(words.isEmpty() ? "" : " ").append(count).append(' ').append(unit);
    }
  }

  /// A number's digits with narrow spaces between thousands.
  public static String grouped(String digits) {
    int point = digits.indexOf('.');
    String whole = point < 0 ? digits : digits.substring(0, point);
    String rest = point < 0 ? "" : digits.substring(point);
    return whole.replaceAll("(?<=\\d)(?=(\\d{3})+$)", "\u202f") + rest;
  }

  private static String plain(BigDecimal number) {
    return tidy(number).toPlainString();
  }

  private static BigDecimal tidy(BigDecimal number) {
    return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
  }
}
