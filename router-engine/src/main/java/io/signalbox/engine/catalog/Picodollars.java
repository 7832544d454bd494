package io.signalbox.engine.catalog;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// Money as databases sum it up: whole picodollars, so that sums are exact. A token at a tenth of a
/// cent a million still is a thousand of them; a row holds up to nine million dollars. What is
/// smaller still is rounded up.
public final class Picodollars {
  private static final int DIGITS = 12;
  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE / 4);

  private Picodollars() {}

  public static long of(Money money) {
    if (money.usd().signum() == 0) {
      return 0;
    }
    BigDecimal pico = money.usd().movePointRight(DIGITS).setScale(0, RoundingMode.CEILING);
    return pico.min(MOST).max(MOST.negate()).longValueExact();
  }

  public static Money money(long pico) {
    return new Money(BigDecimal.valueOf(pico, DIGITS));
  }

  /// A sum that was made in two parts, `sum(x / 1000000)` and `sum(x % 1000000)`, because the sum
  /// of many rows can be too large for one.
  public static Money money(long micro, long rest) {
    return new Money(BigDecimal.valueOf(micro, 6).add(BigDecimal.valueOf(rest, DIGITS)));
  }
}
