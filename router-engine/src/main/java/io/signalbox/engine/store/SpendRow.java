package io.signalbox.engine.store;

import io.signalbox.engine.catalog.Money;

/// What was spent under one heading. Simulated calls cost nothing here. Immutable.
///
/// @param of the app, model, provider, graph or day (`2026-11-23`)
/// @param usd the calls whose price is known
/// @param requests requests, without copies; one with several calls counts at its last one
/// @param calls calls of models
/// @param unpriced calls whose price is unknown, which are not in `usd`
/// @param promptTokens over all calls
/// @param completionTokens over all calls
public record SpendRow(
    String of,
    Money usd,
    long requests,
    long calls,
    long unpriced,
    long promptTokens,
    long completionTokens) {

  /// Both together, under this row's heading.
  public SpendRow plus(SpendRow other) {
    return new SpendRow(
        of,
        usd.plus(other.usd),
        requests + other.requests,
        calls + other.calls,
        unpriced + other.unpriced,
        promptTokens + other.promptTokens,
        completionTokens + other.completionTokens);
  }
}
