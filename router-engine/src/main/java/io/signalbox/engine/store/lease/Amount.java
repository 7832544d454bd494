package io.signalbox.engine.store.lease;

import java.util.function.LongBinaryOperator;

/// Money, tokens and requests of a window.
///
/// @param pico picodollars
/// @param tokens prompt and completion together
/// @param requests how many
public record Amount(long pico, long tokens, long requests) {
  /// Nothing.
  public static final Amount NONE = new Amount(0, 0, 0);

  /// More than any window has.
  public static final long UNLIMITED = Long.MAX_VALUE / 4;

  /// Both together.
  public Amount plus(Amount other) {
    return with(other, Long::sum);
  }

  /// This without the other; may be below zero.
  public Amount minus(Amount other) {
    return with(other, (mine, others) -> mine - others);
  }

  /// Of each the larger.
  public Amount most(Amount other) {
    return with(other, Math::max);
  }

  /// Of each the smaller.
  public Amount least(Amount other) {
    return with(other, Math::min);
  }

  /// So many times as much; at most [#UNLIMITED] of each.
  public Amount times(long times) {
    return new Amount(times(pico, times), times(tokens, times), times(requests, times));
  }

  private static long times(long one, long times) {
    return one > UNLIMITED / times ? UNLIMITED : one * times;
  }

  /// A part of it, rounded down; what is not limited stays so.
  public Amount dividedBy(long parts) {
    return new Amount(part(pico, parts), part(tokens, parts), part(requests, parts));
  }

  private static long part(long all, long parts) {
    return all >= UNLIMITED / 2 ? UNLIMITED : all / parts;
  }

  /// Whether there is enough of each.
  public boolean covers(Amount need) {
    return pico >= need.pico && tokens >= need.tokens && requests >= need.requests;
  }

  /// Whether there is enough of each that is limited. Of what is not, more may be spent than was
  /// ever held, so that there is less than nothing of it.
  ///
  /// @param limits [#UNLIMITED] of what has no limit
  public boolean covers(Amount need, Amount limits) {
    return (limits.pico >= UNLIMITED || pico >= need.pico)
        && (limits.tokens >= UNLIMITED || tokens >= need.tokens)
        && (limits.requests >= UNLIMITED || requests >= need.requests);
  }

  private Amount with(Amount other, LongBinaryOperator how) {
    return new Amount(
        how.applyAsLong(pico, other.pico),
        how.applyAsLong(tokens, other.tokens),
        how.applyAsLong(requests, other.requests));
  }
}
