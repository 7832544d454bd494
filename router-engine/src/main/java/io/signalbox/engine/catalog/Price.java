package io.signalbox.engine.catalog;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What a model costs, in US dollars for a million tokens. Immutable.
///
/// @param tiers by size of the prompt, smallest first, at least one; the first starts at 0 tokens
/// @param perRequest US dollars for each call
/// @param source where the figures stand
/// @param asOf when they stood there
public record Price(
    List<Tier> tiers, Optional<BigDecimal> perRequest, String source, LocalDate asOf) {
  public Price {
    tiers = List.copyOf(tiers);
    if (tiers.isEmpty() || tiers.getFirst().above() != 0) {
      throw new IllegalArgumentException("a price needs a tier that starts at 0 tokens");
    }
  }

  /// Prices that hold for prompts of more than so many tokens. What is empty costs as much as the
  /// plain input; reasoning costs as much as output.
  ///
  /// @param above prompts with more tokens than this
  /// @param input plain prompt tokens
  /// @param cachedInput prompt tokens read from a cache
  /// @param cacheWrite prompt tokens written to a cache for five minutes
  /// @param cacheWriteHour prompt tokens written to a cache for an hour
  /// @param output completion tokens
  public record Tier(
      long above,
      BigDecimal input,
      Optional<BigDecimal> cachedInput,
      Optional<BigDecimal> cacheWrite,
      Optional<BigDecimal> cacheWriteHour,
      BigDecimal output) {}

  /// The tier for a prompt of this size.
  public Tier tierFor(long promptTokens) {
    Tier found = tiers.getFirst();
    for (Tier tier : tiers) {
      if (promptTokens > tier.above()) {
        found = tier;
      }
    }
    return found;
  }

  /// Names this snapshot in cost lines: `source, date`.
  public String snapshot() {
    return source + ", " + asOf;
  }

  /// What nothing costs: local models.
  public static Price free(String source, LocalDate asOf) {
    var nothing = BigDecimal.ZERO;
    return new Price(
        List.of(
            new Tier(0, nothing, Optional.empty(), Optional.empty(), Optional.empty(), nothing)),
        Optional.empty(),
        source,
        asOf);
  }
}
