package io.signalbox.engine.graph;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// How shares and places in an order are written for people.
final class Shares {
  private Shares() {}

  /// A weight as a share of the sum of all weights, to a tenth of a percent.
  static String percent(BigDecimal share, BigDecimal sum) {
    if (sum.signum() <= 0) {
      return share.stripTrailingZeros().toPlainString();
    }
    BigDecimal percent = share.movePointRight(2).divide(sum, 1, RoundingMode.HALF_UP);
    return percent.stripTrailingZeros().toPlainString() + "%";
  }

  static String ordinal(int index) {
    int n = index + 1;
    String ending =
        n % 100 / 10 == 1
            ? "th"
            : switch (n % 10) {
              case 1 -> "st";
              case 2 -> "nd";
              case 3 -> "rd";
              default -> "th";
            };
    return n + ending;
  }
}
