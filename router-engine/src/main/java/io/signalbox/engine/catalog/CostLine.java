package io.signalbox.engine.catalog;

import java.math.BigDecimal;
import java.util.Optional;

/// One line of a bill. Immutable.
///
/// @param kind what was used
/// @param tokens how much of it; calls for what is no token
/// @param usdPerMillion the price of a million; of one call for [ChargeKind#REQUEST]; empty if
///   unknown
/// @param usd the amount; empty if the price is unknown
/// @param count where the count comes from
/// @param snapshot the price list that it was worked out from; empty if unknown
public record CostLine(
    ChargeKind kind,
    long tokens,
    Optional<BigDecimal> usdPerMillion,
    Optional<Money> usd,
    Count count,
    Optional<String> snapshot) {

  /// The same with another amount, because the reported one cannot be true.
  CostLine instead(Money other) {
    return new CostLine(
        kind, tokens, usdPerMillion, Optional.of(other), Count.IMPLAUSIBLE, Optional.empty());
  }

  /// What is charged for.
  public enum ChargeKind {
    INPUT,
    CACHED_INPUT,
    CACHE_WRITE,
    CACHE_WRITE_HOUR,
    OUTPUT,
    REASONING,
    REQUEST,
    /// What the provider says that it charged for all of it.
    CHARGED,
    /// A plan of the user pays for all of it.
    INCLUDED;

    /// Whether it is a part of the sum, and not a word about all of it.
    boolean isCounted() {
      return this != CHARGED && this != INCLUDED;
    }
  }

  /// Where a count comes from.
  public enum Count {
    REPORTED,
    ESTIMATED,
    MISSING,
    /// Reported, but it cannot be true; the count is estimated.
    IMPLAUSIBLE
  }
}
