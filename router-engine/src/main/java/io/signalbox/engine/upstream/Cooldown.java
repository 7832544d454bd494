package io.signalbox.engine.upstream;

import java.time.Duration;

/// A time in which something must not be called. Its passing alone ends it; a clock that is set
/// back ends it too, so that no cooldown lasts for ever. Immutable.
///
/// @param fromMillis when it began
/// @param untilMillis when it ends
/// @param why for a person
/// @param stated whether the provider has stated its end: then it holds for the last model, too
record Cooldown(long fromMillis, long untilMillis, String why, boolean stated) {
  /// No cooldown.
  static final Cooldown NONE = new Cooldown(0, 0, "", false);

  /// One that is our own guess.
  static Cooldown guessed(long now, long millis, String why) {
    return new Cooldown(now, now + millis, why, false);
  }

  boolean holds(long nowMillis) {
    return nowMillis >= fromMillis && nowMillis < untilMillis;
  }

  /// Whether not even the last model may be called.
  boolean binds(long nowMillis) {
    return stated && holds(nowMillis);
  }

  /// What is left of it.
  Duration left(long nowMillis) {
    return Duration.ofMillis(Math.max(0, untilMillis - nowMillis));
  }

  /// How long it is in all.
  Duration length() {
    return Duration.ofMillis(untilMillis - fromMillis);
  }

  /// The one of the two that holds longer; one that does not hold now, for it is over or the clock
  /// was set back, counts for nothing.
  Cooldown or(Cooldown other, long nowMillis) {
    return holds(nowMillis) && untilMillis >= other.untilMillis ? this : other;
  }
}
