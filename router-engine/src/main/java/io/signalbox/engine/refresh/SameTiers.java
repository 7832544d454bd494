package io.signalbox.engine.refresh;

import io.signalbox.engine.catalog.Price;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// Whether prices are the same amounts, however they are written.
final class SameTiers {
  private SameTiers() {}

  static boolean are(List<Price.Tier> some, List<Price.Tier> others) {
    return some.stream()
        .map(SameTiers::plain)
        .toList()
        .equals(others.stream().map(SameTiers::plain).toList());
  }

  private static Price.Tier plain(Price.Tier tier) {
    return new Price.Tier(
        tier.above(),
        plain(tier.input()),
        tier.cachedInput().map(SameTiers::plain),
        tier.cacheWrite().map(SameTiers::plain),
        tier.cacheWriteHour().map(SameTiers::plain),
        tier.reasoning().map(SameTiers::plain),
        plain(tier.output()));
  }

  private static BigDecimal plain(BigDecimal amount) {
    return amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
  }

  /// An amount for a person, without zeros at its end; `–` if it is unknown.
  static String shown(Optional<BigDecimal> amount) {
    return amount.map(each -> plain(each).toPlainString()).orElse("–");
  }
}
