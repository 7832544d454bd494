package io.signalbox.engine.spi;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// What a provider says of its rate limits. Immutable.
///
/// @param requests calls
/// @param tokens tokens
public record RateLimits(Optional<Remaining> requests, Optional<Remaining> tokens) {
  /// The provider says nothing.
  public static final RateLimits NONE = new RateLimits(Optional.empty(), Optional.empty());

  private static final Duration LONGEST = Duration.ofDays(1);

  /// Until all limits of which nothing is left are full again; empty if nothing is said of that.
  public Optional<Duration> untilReset() {
    return Stream.of(requests, tokens)
        .flatMap(Optional::stream)
        .filter(each -> each.left() == 0)
        .flatMap(each -> each.reset().stream())
        .filter(reset -> !reset.isNegative() && reset.compareTo(LONGEST) <= 0)
        .max(Comparator.naturalOrder());
  }

  /// After a refusal: until the limit is full again of which nothing, or else the smallest share,
  /// is left; empty if nothing is said of that.
  public Optional<Duration> untilRoom() {
    return untilReset()
        .or(() ->
            Stream.of(requests, tokens)
                .flatMap(Optional::stream)
                .min(Comparator.comparingDouble(Remaining::share))
                .flatMap(Remaining::reset)
                .filter(reset -> !reset.isNegative() && reset.compareTo(LONGEST) <= 0));
  }

  /// What is left in the current window.
  ///
  /// @param limit of the whole window; empty if unknown
  /// @param left what is left
  /// @param reset until the window is full again; empty if unknown
  public record Remaining(OptionalLong limit, long left, Optional<Duration> reset) {
    /// What is left of the whole; of a limit that is not known, all of it.
    double share() {
      return limit.isPresent() ? (double) left / Math.max(1, limit.getAsLong()) : 1;
    }
  }
}
