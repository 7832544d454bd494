package io.signalbox.engine.spi;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// What a provider says of its rate limits. Immutable.
///
/// @param requests calls
/// @param tokens tokens
public record RateLimits(Optional<Remaining> requests, Optional<Remaining> tokens) {
  /// The provider says nothing.
  public static final RateLimits NONE = new RateLimits(Optional.empty(), Optional.empty());

  /// What is left in the current window.
  ///
  /// @param limit of the whole window; empty if unknown
  /// @param left what is left
  /// @param reset until the window is full again; empty if unknown
  public record Remaining(OptionalLong limit, long left, Optional<Duration> reset) {}
}
