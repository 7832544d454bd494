package io.signalbox.engine.store.sqlite;

import io.signalbox.engine.catalog.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// Money in the database: whole picodollars, so that sums are exact and made by the database. A
/// token at a tenth of a cent a million still is a thousand of them; a row holds up to nine million
/// dollars. What is smaller still is rounded up.
final class Picodollars {
  private static final int DIGITS = 12;
  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE / 4);

  private Picodollars() {}

  static long of(Money money) {
    if (money.usd().signum() == 0) {
      return 0;
    }
    BigDecimal pico = money.usd().movePointRight(DIGITS).setScale(0, RoundingMode.CEILING);
    return pico.min(MOST).max(MOST.negate()).longValueExact();
  }

  static Money money(long pico) {
    return new Money(BigDecimal.valueOf(pico, DIGITS));
  }

  /// A sum that was made in two parts, `sum(x / 1000000)` and `sum(x % 1000000)`, because the sum
  /// of many rows can be too large for one.
  static Money money(long micro, long rest) {
    return new Money(BigDecimal.valueOf(micro, 6).add(BigDecimal.valueOf(rest, DIGITS)));
  }
}
