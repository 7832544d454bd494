package io.signalbox.engine.graph;

import java.math.BigDecimal;

/// How shares and places in an order are written for people.
final class Shares {
  private Shares() {}

  static String percent(BigDecimal share) {
    return share.movePointRight(2).stripTrailingZeros().toPlainString() + "%";
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
