package io.signalbox.engine.catalog;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// An amount in US dollars, exact. Immutable; amounts that differ only in trailing zeros are equal.
///
/// @param usd the amount
public record Money(BigDecimal usd) implements Comparable<Money> {
  public static final Money ZERO = new Money(BigDecimal.ZERO);

  public Money {
    usd = usd.signum() == 0 ? BigDecimal.ZERO : usd.stripTrailingZeros();
  }

  /// The amount written as a decimal number.
  ///
  /// @throws NumberFormatException if it is none
  public static Money of(String decimal) {
    return new Money(new BigDecimal(decimal));
  }

  /// So many tokens at a price for a million of them.
  public static Money forTokens(long tokens, BigDecimal usdPerMillion) {
    return new Money(usdPerMillion.multiply(BigDecimal.valueOf(tokens)).movePointLeft(6));
  }

  public Money plus(Money other) {
    return new Money(usd.add(other.usd));
  }

  public Money minus(Money other) {
    return new Money(usd.subtract(other.usd));
  }

  /// The larger of the two.
  public Money max(Money other) {
    return compareTo(other) >= 0 ? this : other;
  }

  @Override
  public int compareTo(Money other) {
    return usd.compareTo(other.usd);
  }

  /// The exact amount as a plain decimal, as in files and JSON.
  public String plain() {
    return usd.toPlainString();
  }

  /// The amount for a person: `$0.0124`, `$0.50`; two decimals from a dollar on, else at least two
  /// and as many as two digits that count need, or four.
  public String shown() {
    if (usd.signum() == 0) {
      return "$0";
    }
    BigDecimal size = usd.abs();
    if (size.compareTo(BigDecimal.ONE) >= 0) {
      return "$" + usd.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }
    int scale = Math.max(4, size.scale() - size.precision() + 2);
    BigDecimal rounded = usd.setScale(scale, RoundingMode.HALF_UP).stripTrailingZeros();
    return "$" + rounded.setScale(Math.max(2, rounded.scale())).toPlainString();
  }

  @Override
  public String toString() {
    return shown();
  }
}
