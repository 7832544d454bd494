package io.signalbox.engine.upstream;

/// A time in which something must not be called. Its passing alone ends it; a clock that is set
/// back ends it too, so that no cooldown lasts for ever. Immutable.
///
/// @param fromMillis when it began
/// @param untilMillis when it ends
/// @param why for a person
record Cooldown(long fromMillis, long untilMillis, String why) {
  /// No cooldown.
  static final Cooldown NONE = new Cooldown(0, 0, "");

  boolean holds(long nowMillis) {
    return nowMillis >= fromMillis && nowMillis < untilMillis;
  }

  /// The one of the two that holds longer; one that does not hold now, for it is over or the clock
  /// was set back, counts for nothing.
  Cooldown or(Cooldown other, long nowMillis) {
    return holds(nowMillis) && untilMillis >= other.untilMillis ? this : other;
  }
}
