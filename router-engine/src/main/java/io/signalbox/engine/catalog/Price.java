package io.signalbox.engine.catalog;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a model costs, in US dollars for a million tokens. Immutable.
///
/// @param tiers by size of the prompt, smallest first, at least one; the first starts at 0 tokens
/// @param perRequest US dollars for each call
/// @param source where the figures stand
/// @param asOf when they stood there
/// @param variants what it costs elsewhere, by the name of a service tier (`batch`, `flex`,
///   `priority`, `fast`) or of a region (`eu`, `us-gov-west-1`); tiers as above
public record Price(
    List<Tier> tiers,
    Optional<BigDecimal> perRequest,
    String source,
    LocalDate asOf,
    Map<String, List<Tier>> variants) {
  public Price {
    tiers = wellFormed(tiers);
    var kept = new TreeMap<String, List<Tier>>();
    variants.forEach((name, its) -> kept.put(name, wellFormed(its)));
    variants = Collections.unmodifiableSortedMap(kept);
  }

  /// A price that is the same everywhere.
  public Price(List<Tier> tiers, Optional<BigDecimal> perRequest, String source, LocalDate asOf) {
    this(tiers, perRequest, source, asOf, Map.of());
  }

  private static List<Tier> wellFormed(List<Tier> tiers) {
    if (tiers.isEmpty() || tiers.getFirst().above() != 0) {
      throw new IllegalArgumentException("a price needs a tier that starts at 0 tokens");
    }
    return List.copyOf(tiers);
  }

  /// Prices that hold for prompts of more than so many tokens. What is empty costs as much as the
  /// plain input, and reasoning as much as output.
  ///
  /// @param above prompts with more tokens than this
  /// @param input plain prompt tokens
  /// @param cachedInput prompt tokens read from a cache
  /// @param cacheWrite prompt tokens written to a cache for five minutes
  /// @param cacheWriteHour prompt tokens written to a cache for an hour
  /// @param reasoning completion tokens of thinking
  /// @param output completion tokens
  public record Tier(
      long above,
      BigDecimal input,
      Optional<BigDecimal> cachedInput,
      Optional<BigDecimal> cacheWrite,
      Optional<BigDecimal> cacheWriteHour,
      Optional<BigDecimal> reasoning,
      BigDecimal output) {
    /// A tier in which thinking costs as much as the rest of the answer.
    public Tier(
        long above,
        BigDecimal input,
        Optional<BigDecimal> cachedInput,
        Optional<BigDecimal> cacheWrite,
        Optional<BigDecimal> cacheWriteHour,
        BigDecimal output) {
      this(above, input, cachedInput, cacheWrite, cacheWriteHour, Optional.empty(), output);
    }

    /// The same prices, each so many times as high.
    public Tier times(BigDecimal factor) {
      return new Tier(
          above,
          input.multiply(factor),
          cachedInput.map(factor::multiply),
          cacheWrite.map(factor::multiply),
          cacheWriteHour.map(factor::multiply),
          reasoning.map(factor::multiply),
          output.multiply(factor));
    }
  }

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

  /// What it costs in a service tier or a region; this if there is no difference.
  public Price in(String variant) {
    List<Tier> other = variants.getOrDefault(variant, tiers);
    return new Price(other, perRequest, source, asOf, variants);
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
