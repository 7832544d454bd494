package io.signalbox.app.figures;

import io.signalbox.engine.catalog.Health;
import io.signalbox.engine.catalog.Money;
import java.util.OptionalLong;

/// What a model did. Immutable.
///
/// @param calls how often it was called
/// @param failed how many of these calls failed
/// @param p95FirstToken the wait for the first token that 95 in a hundred calls did not exceed, in
///   milliseconds and to nine per cent; empty if there was none
/// @param usd what the calls cost, as far as known
/// @param health how it does now; nothing is known of the past
public record ModelFigures(
    long calls, long failed, OptionalLong p95FirstToken, Money usd, Health health) {
  private static final int MUCH = 20;

  /// Whether it must not be called now, or five in a hundred of its calls failed.
  public boolean isFailing() {
    return health.open() || (failed > 0 && failed * MUCH >= calls);
  }

  /// The share of its calls that failed, 0 to 1.
  public double failure() {
    return calls == 0 ? 0 : (double) failed / calls;
  }
}
