package io.signalbox.engine.catalog;

import java.math.BigDecimal;

/// What budgets and limits reserve for a call before it is made. Immutable.
///
/// @param usd the most that it can cost
/// @param likelyUsd what it probably costs at most. Less than `usd` only if the request does not
///   limit its completion
/// @param tokens the most that it is expected to use, prompt and completion together
/// @param leastTokens the tokens that a limit must have left at least. Less than `tokens` only if
///   the request does not limit its completion: then it takes what is left, up to `tokens`
public record WorstCase(Money usd, Money likelyUsd, long tokens, long leastTokens) {
  /// What a limit reserves that counts requests alone.
  public static final WorstCase NOTHING = of(Money.ZERO, 0);

  /// More than any limit has, and so little that sums of many stay within a `long`.
  private static final long MOST_TOKENS = 1_000_000_000_000_000L;

  public WorstCase {
    if (leastTokens > tokens) {
      throw new IllegalArgumentException("at least " + leastTokens + " of " + tokens + " tokens");
    }
    if (likelyUsd.compareTo(usd) > 0) {
      throw new IllegalArgumentException("likely " + likelyUsd + " of at most " + usd);
    }
  }

  /// A call whose tokens are limited.
  public static WorstCase of(Money usd, long tokens) {
    return new WorstCase(usd, usd, tokens, tokens);
  }

  /// So many of them: several answers to one prompt, which may be counted each time.
  public WorstCase times(long answers) {
    var most = new Money(usd.usd().multiply(BigDecimal.valueOf(answers)));
    var likely = new Money(likelyUsd.usd().multiply(BigDecimal.valueOf(answers)));
    return new WorstCase(most, likely, product(tokens, answers), product(leastTokens, answers));
  }

  private static long product(long tokens, long answers) {
    return tokens > MOST_TOKENS / answers ? MOST_TOKENS : tokens * answers;
  }

  /// The tokens to reserve where so many are left.
  public long tokensWithin(long left) {
    return Math.max(leastTokens, Math.min(tokens, left));
  }

  /// Whether it may well cost much less than it can.
  public boolean isOpen() {
    return likelyUsd.compareTo(usd) < 0;
  }
}
