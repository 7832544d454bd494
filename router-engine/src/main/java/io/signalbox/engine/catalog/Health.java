package io.signalbox.engine.catalog;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;

/// What has been measured of a model lately. Immutable.
///
/// @param p95FirstToken the 95th percentile of the wait for the first token; empty if unmeasured
/// @param errorRate the share of calls that failed, 0–1; 0 if unmeasured
/// @param headroom the share of the rate limit that is left, 0–1; empty if the provider says
///   nothing
/// @param tokensLeft tokens left in the provider's current window; empty if it says nothing
/// @param open whether the breaker is open or a limit cools: the model must not be called
/// @param inFlight calls that run now
/// @param why what keeps it closed to calls, for a person; empty if nothing does
public record Health(
    Optional<Duration> p95FirstToken,
    double errorRate,
    OptionalDouble headroom,
    OptionalDouble tokensLeft,
    boolean open,
    int inFlight,
    String why) {
  /// Which of several keys of a model is called first: one that is not open, then that with the
  /// most headroom (all, if the provider says nothing), then that with the fewest calls in flight.
  public static final Comparator<Health> FREEST_FIRST =
      Comparator.comparing(Health::open)
          .thenComparingDouble(health -> -health.headroom().orElse(1))
          .thenComparingInt(Health::inFlight);

  /// The same where something else keeps the model closed to calls.
  public Health closed(String reason) {
    return new Health(p95FirstToken, errorRate, headroom, tokensLeft, true, inFlight, reason);
  }

  /// The same with so much of a limit left.
  ///
  /// @param share 0–1
  public Health withHeadroom(OptionalDouble share) {
    return new Health(p95FirstToken, errorRate, share, tokensLeft, open, inFlight, why);
  }

  /// Nothing is known: it is taken to be well.
  public static final Health UNKNOWN =
      new Health(Optional.empty(), 0, OptionalDouble.empty(), OptionalDouble.empty(), false, 0, "");
}
