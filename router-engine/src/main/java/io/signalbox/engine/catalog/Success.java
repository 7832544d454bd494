package io.signalbox.engine.catalog;

/// What feedback says of a model lately. Immutable.
///
/// @param count how many scores count, 0 or more
/// @param sum their sum; each is from 0 to 1
public record Success(long count, double sum) {
  /// No feedback came.
  public static final Success UNKNOWN = new Success(0, 0);

  /// The mean score, 0–1. Without feedback it is 1: as with [Health], what is not known is taken to
  /// be well.
  public double rate() {
    return count == 0 ? 1 : sum / count;
  }
}
