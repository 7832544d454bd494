package io.signalbox.engine.chat;

import java.math.BigDecimal;
import java.util.Optional;

/// Tokens that one call used, in one meaning for all providers: cached and cache-write tokens are
/// **inside** [#promptTokens], reasoning tokens are **inside** [#completionTokens]. Immutable.
///
/// @param promptTokens all tokens of the prompt
/// @param cachedTokens of these, read from the provider's cache
/// @param cacheWriteTokens of these, written to a cache that lives five minutes
/// @param cacheWriteHourTokens of these, written to a cache that lives an hour
/// @param completionTokens all tokens of the answer
/// @param reasoningTokens of these, thinking
/// @param chargedUsd what the provider itself says that the call cost, in US dollars
public record Usage(
    long promptTokens,
    long cachedTokens,
    long cacheWriteTokens,
    long cacheWriteHourTokens,
    long completionTokens,
    long reasoningTokens,
    Optional<BigDecimal> chargedUsd) {

  /// Usage without caches and thinking.
  public static Usage of(long promptTokens, long completionTokens) {
    return new Usage(promptTokens, 0, 0, 0, completionTokens, 0, Optional.empty());
  }

  /// This and a later report of the same call. Counts grow; providers that report more than once
  /// leave out, or report as 0, what they have nothing new about.
  public Usage atLeast(Usage later) {
    return new Usage(
        Math.max(promptTokens, later.promptTokens),
        Math.max(cachedTokens, later.cachedTokens),
        Math.max(cacheWriteTokens, later.cacheWriteTokens),
        Math.max(cacheWriteHourTokens, later.cacheWriteHourTokens),
        Math.max(completionTokens, later.completionTokens),
        Math.max(reasoningTokens, later.reasoningTokens),
        later.chargedUsd.or(() -> chargedUsd));
  }

  /// This and what another call used.
  public Usage plus(Usage other) {
    boolean charged = chargedUsd.isPresent() && other.chargedUsd.isPresent();
    return new Usage(
        promptTokens + other.promptTokens,
        cachedTokens + other.cachedTokens,
        cacheWriteTokens + other.cacheWriteTokens,
        cacheWriteHourTokens + other.cacheWriteHourTokens,
        completionTokens + other.completionTokens,
        reasoningTokens + other.reasoningTokens,
        charged ? chargedUsd.map(usd -> usd.add(other.chargedUsd.get())) : Optional.empty());
  }

  /// Prompt and completion together.
  public long totalTokens() {
    return promptTokens + completionTokens;
  }
}
