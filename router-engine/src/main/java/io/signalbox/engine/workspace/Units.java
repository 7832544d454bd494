package io.signalbox.engine.workspace;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.graph.KeyRef;
import io.signalbox.engine.graph.Scope;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Times, shares, money and names as files write them.
final class Units {
  /// Longer spans are mistakes, and would not fit what counts them.
  private static final Duration LONGEST = Duration.ofDays(3660);

  private static final Pattern DURATION = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");
  private static final Pattern DECIMAL = Pattern.compile("\\d{1,15}(\\.\\d{1,15})?");
  private static final Pattern PERCENT = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,15})?) ?%");
  private static final Pattern WHOLE = Pattern.compile("\\d{1,15}");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
  private static final Pattern ENTRY = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_./-]{0,127}");

  private Units() {}

  /// Whether a text is an address that calls can be sent to: http or https, a host, perhaps a port
  /// and a path.
  static boolean isAddress(String text) {
    try {
      URI uri = new URI(text);
      String scheme = String.valueOf(uri.getScheme());
      return (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))
          && uri.getHost() != null
          && uri.getPort() <= 65_535
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  static Optional<Duration> duration(String text) {
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
  static String text(Duration duration) {
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
  static Optional<BigDecimal> share(String text) {
    Matcher percent = PERCENT.matcher(text);
    if (percent.matches()) {
      return Optional.of(tidy(new BigDecimal(percent.group(1)).movePointLeft(2)));
    }
    return DECIMAL.matcher(text).matches()
        ? Optional.of(tidy(new BigDecimal(text)))
        : Optional.empty();
  }

  /// A share of a whole.
  static Optional<BigDecimal> fraction(String text) {
    return share(text).filter(share -> share.compareTo(BigDecimal.ONE) <= 0);
  }

  /// As percent.
  static String text(BigDecimal share) {
    return tidy(share.movePointRight(2)).toPlainString() + "%";
  }

  private static BigDecimal tidy(BigDecimal number) {
    return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
  }

  static Optional<Money> money(String text) {
    return DECIMAL.matcher(text).matches() ? Optional.of(Money.of(text)) : Optional.empty();
  }

  static OptionalLong whole(String text) {
    return WHOLE.matcher(text).matches()
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  static Optional<Scope> scope(String text) {
    if (text.startsWith("metadata.") && text.length() > "metadata.".length()) {
      return Optional.of(new Scope.Metadata(text.substring("metadata.".length())));
    }
    return switch (text) {
      case "graph" -> Optional.of(new Scope.Graph());
      case "app" -> Optional.of(new Scope.App());
      case "user" -> Optional.of(new Scope.User());
      default -> Optional.empty();
    };
  }

  static Optional<KeyRef> key(String text) {
    if (text.startsWith("env:") && VARIABLE.matcher(text.substring(4)).matches()) {
      return Optional.of(new KeyRef.Env(text.substring(4)));
    }
    if (text.startsWith("vault:") && ENTRY.matcher(text.substring(6)).matches()) {
      return Optional.of(new KeyRef.Vault(text.substring(6)));
    }
    return Optional.empty();
  }

  /// A name for a node or model: letters, digits, `_`, `-` and `.`.
  static boolean isId(String text) {
    return !text.isEmpty()
        && text.length() <= 100
        && text.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || "_-.".indexOf(c) >= 0);
  }
}
