package io.signalbox.engine.dialect.anthropic.provider;

import io.signalbox.engine.spi.RateLimits;
import io.signalbox.engine.spi.RetryAfter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What `anthropic-ratelimit-*` headers say. Of the three kinds of tokens (all, input, output) the
/// one counts of which the smallest share is left. A reset is a time of day; the answer's own
/// `date` is the clock for it.
final class Limits {
  private static final long ABSURD = 1_000_000_000_000L;

  private Limits() {}

  static RateLimits of(Map<String, String> headers) {
    return new RateLimits(
        remaining(headers, "requests"),
        tightest(
            remaining(headers, "tokens"),
            tightest(remaining(headers, "input-tokens"), remaining(headers, "output-tokens"))));
  }

  private static Optional<RateLimits.Remaining> tightest(
      Optional<RateLimits.Remaining> one, Optional<RateLimits.Remaining> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isEmpty() ? other : one;
    }
    return share(one.orElseThrow()) <= share(other.orElseThrow()) ? one : other;
  }

  private static double share(RateLimits.Remaining remaining) {
    return (double) remaining.left() / Math.max(1, remaining.limit().orElse(ABSURD));
  }

  private static Optional<RateLimits.Remaining> remaining(
      Map<String, String> headers, String what) {
    String start = "anthropic-ratelimit-" + what;
    OptionalLong left = count(headers.getOrDefault(start + "-remaining", ""));
    OptionalLong limit = count(headers.getOrDefault(start + "-limit", ""));
    if (left.isEmpty() || (limit.isPresent() && limit.getAsLong() == 0)) {
      return Optional.empty();
    }
    return Optional.of(
        new RateLimits.Remaining(limit, left.getAsLong(), reset(headers, start + "-reset")));
  }

  private static OptionalLong count(String value) {
    if (!value.matches("\\d{1,15}")) {
      return OptionalLong.empty();
    }
    long count = Long.parseLong(value);
    return count < ABSURD ? OptionalLong.of(count) : OptionalLong.empty();
  }

  private static Optional<Duration> reset(Map<String, String> headers, String name) {
    return new RetryAfter(headers).until(headers.getOrDefault(name, ""));
  }
}
