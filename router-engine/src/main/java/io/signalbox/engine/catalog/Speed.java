package io.signalbox.engine.catalog;

/// How fast a model typically is; only for forecasts and simulation.
///
/// @param firstTokenMillis milliseconds to the first token
/// @param tokensPerSecond completion tokens a second after it
public record Speed(int firstTokenMillis, int tokensPerSecond) {
  /// For models without measurements.
  public static final Speed UNKNOWN = new Speed(800, 60);
}
