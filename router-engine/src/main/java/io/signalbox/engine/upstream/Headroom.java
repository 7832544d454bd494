package io.signalbox.engine.upstream;

import io.signalbox.engine.spi.RateLimits;
import io.signalbox.engine.spi.RateLimits.Remaining;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/// What is left of a provider's rate limits, as far as it can be believed. Not safe for threads.
final class Headroom {
  private static final Duration LONGEST_RESET = Duration.ofDays(1);
  private static final Duration UNSTATED_RESET = Duration.ofMinutes(1);

  /// One limit as it was last heard of. A clock that is set back to before that makes it full.
  private record Heard(Remaining remaining, long atMillis, long resetMillis) {
    boolean isFull(long nowMillis) {
      return nowMillis < atMillis || nowMillis >= resetMillis;
    }
  }

  private Optional<Heard> requests = Optional.empty();
  private Optional<Heard> tokens = Optional.empty();

  /// Believes what is sensible and leaves the rest.
  void hear(RateLimits limits, long nowMillis) {
    requests = limits.requests().flatMap(each -> heard(each, nowMillis)).or(() -> requests);
    tokens = limits.tokens().flatMap(each -> heard(each, nowMillis)).or(() -> tokens);
  }

  private static Optional<Heard> heard(Remaining said, long nowMillis) {
    Duration reset = said.reset().orElse(UNSTATED_RESET);
    boolean knownLimit = said.limit().isPresent();
    boolean absurd =
        said.left() < 0
            || (knownLimit && (said.limit().getAsLong() <= 0 || left(said) > limit(said)))
            || (said.left() == 0 && (!knownLimit || said.reset().isEmpty()))
            || reset.isNegative()
            || reset.compareTo(LONGEST_RESET) > 0;
    return absurd
        ? Optional.empty()
        : Optional.of(new Heard(said, nowMillis, nowMillis + reset.toMillis()));
  }

  private static double left(Remaining said) {
    return said.left();
  }

  private static double limit(Remaining said) {
    return said.limit().orElse(Long.MAX_VALUE);
  }

  /// The share that is left of the scarcer limit, 0–1; after its reset a limit is full again.
  OptionalDouble share(long nowMillis) {
    OptionalDouble ofRequests = share(requests, nowMillis);
    OptionalDouble ofTokens = share(tokens, nowMillis);
    if (ofRequests.isEmpty() || ofTokens.isEmpty()) {
      return ofRequests.isPresent() ? ofRequests : ofTokens;
    }
    return OptionalDouble.of(Math.min(ofRequests.getAsDouble(), ofTokens.getAsDouble()));
  }

  private static OptionalDouble share(Optional<Heard> heard, long nowMillis) {
    if (heard.isEmpty() || heard.get().remaining().limit().isEmpty()) {
      return OptionalDouble.empty();
    }
    var said = heard.get().remaining();
    return OptionalDouble.of(heard.get().isFull(nowMillis) ? 1 : left(said) / limit(said));
  }

  /// Tokens left in the window; empty if unknown.
  OptionalDouble tokensLeft(long nowMillis) {
    if (tokens.isEmpty()) {
      return OptionalDouble.empty();
    }
    var said = tokens.get().remaining();
    if (!tokens.get().isFull(nowMillis)) {
      return OptionalDouble.of((double) said.left());
    }
    return said.limit().isPresent() ? OptionalDouble.of(limit(said)) : OptionalDouble.empty();
  }
}
