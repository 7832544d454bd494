package io.signalbox.engine.upstream;

/// A time in which something is not to be asked. Its passing alone ends it; a clock that is set
/// back ends it too, so that nothing rests for ever. Immutable.
///
/// @param fromMillis when it began
/// @param untilMillis when it ends
/// @param why for a person
record Rest(long fromMillis, long untilMillis, String why) {
  /// No rest.
  static final Rest NONE = new Rest(0, 0, "");

  boolean holds(long nowMillis) {
    return nowMillis >= fromMillis && nowMillis < untilMillis;
  }

  /// The longer of the two.
  Rest or(Rest other) {
    return other.untilMillis > untilMillis ? other : this;
  }
}
