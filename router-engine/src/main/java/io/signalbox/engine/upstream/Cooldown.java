package io.signalbox.engine.upstream;

import java.time.Duration;

/// A time in which something must not be called. Its passing alone ends it; a clock that is set
/// back ends it too, so that no cooldown lasts for ever. Immutable.
///
/// @param fromMillis when it began
/// @param untilMillis when it ends
/// @param why for a person
/// @param statedMillis until when the provider has asked for it: so long it holds for the last
///   model, too
record Cooldown(long fromMillis, long untilMillis, String why, long statedMillis) {
  /// By how many milliseconds calls that end side by side may have read the time apart.
  private static final long APART = 1_000;

  /// No cooldown.
  static final Cooldown NONE = new Cooldown(0, 0, "", 0);

  /// One that is our own guess.
  static Cooldown guessed(long now, long millis, String why) {
    return new Cooldown(now, now + millis, why, 0);
  }

  /// One that the provider has asked for.
  static Cooldown stated(long now, long millis, String why) {
    return new Cooldown(now, now + millis, why, now + millis);
  }

  boolean holds(long nowMillis) {
    return nowMillis >= fromMillis && nowMillis < untilMillis;
  }

  /// Whether its time has passed. Not so one that began a moment after the time was read elsewhere.
  boolean isOver(long nowMillis) {
    return nowMillis >= untilMillis;
  }

  /// Whether not even the last model may be called.
  boolean binds(long nowMillis) {
    return nowMillis >= fromMillis && nowMillis < statedMillis;
  }

  /// What is left of what the provider has asked for.
  Duration left(long nowMillis) {
    return Duration.ofMillis(Math.max(0, statedMillis - nowMillis));
  }

  /// How long it is in all.
  Duration length() {
    return Duration.ofMillis(untilMillis - fromMillis);
  }

  /// The one of the two that holds longer; one that is over, or is of a time before the clock was
  /// set back, counts for nothing. What a provider has asked for of either is kept.
  ///
  /// @param nowMillis as the other one's call has read it, perhaps a moment ago
  Cooldown or(Cooldown other, long nowMillis) {
    if (isOver(nowMillis) || fromMillis > nowMillis + APART) {
      return other;
    }
    Cooldown longer = untilMillis >= other.untilMillis ? this : other;
    long stated = Math.max(statedMillis, other.statedMillis);
    return new Cooldown(longer.fromMillis, longer.untilMillis, longer.why, stated);
  }
}
