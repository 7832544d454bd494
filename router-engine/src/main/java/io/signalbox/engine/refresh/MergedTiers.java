package io.signalbox.engine.refresh;

import io.signalbox.engine.catalog.Price;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The tiers of a list over those that were known: what a list does not say stays.
final class MergedTiers {
  private MergedTiers() {}

  /// Tier by tier by the size of the prompt. A list that has nothing but its first tier is silent
  /// about the others; one that has more has all there are.
  ///
  /// @param listed at least one
  static List<Price.Tier> of(List<Price.Tier> known, List<Price.Tier> listed) {
    var merged = new ArrayList<Price.Tier>();
    listed.forEach(tier ->
        merged.add(
            known.stream()
                .filter(old -> old.above() == tier.above())
                .findFirst()
                .map(old -> merged(old, tier))
                .orElse(tier)));
    if (listed.size() == 1) {
      known.stream().filter(old -> old.above() > 0).forEach(merged::add);
    }
    return List.copyOf(merged);
  }

  private static Price.Tier merged(Price.Tier old, Price.Tier listed) {
    boolean same = old.input().compareTo(listed.input()) == 0;
    Predicate<BigDecimal> less = each -> same || each.compareTo(listed.input()) <= 0;
    Predicate<BigDecimal> more = each -> same || each.compareTo(listed.input()) >= 0;
    return new Price.Tier(
        listed.above(),
        listed.input(),
        kept(listed.cachedInput(), old.cachedInput(), less),
        kept(listed.cacheWrite(), old.cacheWrite(), more),
        kept(listed.cacheWriteHour(), old.cacheWriteHour(), more),
        listed.reasoning().or(old::reasoning),
        listed.output());
  }

  /// @param possible beside the new price of plain input
  private static Optional<BigDecimal> kept(
      Optional<BigDecimal> listed, Optional<BigDecimal> old, Predicate<BigDecimal> possible) {
    return listed.or(() -> old.filter(possible));
  }
}
