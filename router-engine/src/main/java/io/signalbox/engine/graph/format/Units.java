package io.signalbox.engine.graph.format;

import io.signalbox.engine.catalog.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Times, shares and money as files write them.
public final class Units {
  /// Longer spans are mistakes, and would not fit what counts them.
  private static final Duration LONGEST = Duration.ofDays(3660);

  private static final Pattern DURATION = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");
  private static final Pattern DECIMAL = Pattern.compile("\\d{1,15}(\\.\\d{1,15})?");
  private static final Pattern PERCENT = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,15})?) ?%");
  private static final Pattern WHOLE = Pattern.compile("\\d{1,15}");

  private Units() {}

  /// A span of time: `250ms`, `8s`, `5m`, `1h`, `7d`.
  public static Optional<Duration> duration(String text) {
    Matcher found = DURATION.matcher(text);
    if (!found.matches()) {
      return Optional.empty();
    }
    long count = Long.parseLong(found.group(1));
    Duration unit =
        switch (found.group(2)) {
          case "ms" -> Duration.ofMillis(1);
          case "s" -> Duration.ofSeconds(1);
          case "m" -> Duration.ofMinutes(1);
          case "h" -> Duration.ofHours(1);
          default -> Duration.ofDays(1);
        };
    boolean fits = count <= LONGEST.dividedBy(unit);
    return fits ? Optional.of(unit.multipliedBy(count)) : Optional.empty();
  }

  /// In the largest unit that says it exactly; parts of a millisecond are left out.
  public static String text(Duration duration) {
    long millis = duration.toMillis();
    if (millis == 0 || millis % 1000 != 0) {
      return millis == 0 ? "0s" : millis + "ms";
    }
    long seconds = millis / 1000;
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }

  /// `5%` or `0.05`.
  public static Optional<BigDecimal> share(String text) {
    Matcher percent = PERCENT.matcher(text);
    if (percent.matches()) {
      return Optional.of(tidy(new BigDecimal(percent.group(1)).movePointLeft(2)));
    }
    return DECIMAL.matcher(text).matches()
        ? Optional.of(tidy(new BigDecimal(text)))
        : Optional.empty();
  }

  /// A share of a whole.
  public static Optional<BigDecimal> fraction(String text) {
    return share(text).filter(share -> share.compareTo(BigDecimal.ONE) <= 0);
  }

  /// As percent.
  public static String text(BigDecimal share) {
    return tidy(share.movePointRight(2)).toPlainString() + "%";
  }

  private static BigDecimal tidy(BigDecimal number) {
    return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
  }

  /// An amount in US dollars.
  public static Optional<Money> money(String text) {
    return DECIMAL.matcher(text).matches() ? Optional.of(Money.of(text)) : Optional.empty();
  }

  /// A whole number of at most 15 digits.
  public static OptionalLong whole(String text) {
    return WHOLE.matcher(text).matches()
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }
}
