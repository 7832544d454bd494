package io.signalbox.engine.store.lease;

/// What a window has seen so far.
///
/// @param seen settled and held together
/// @param held what of it is held for requests in progress; of requests nothing is held
public record WindowStanding(Amount seen, Amount held) {
  /// A window in which nothing has happened.
  public static final WindowStanding NEW = new WindowStanding(Amount.NONE, Amount.NONE);
}
