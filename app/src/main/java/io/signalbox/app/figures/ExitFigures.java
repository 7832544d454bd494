package io.signalbox.app.figures;

import io.signalbox.engine.catalog.Money;

/// What went out of an exit. Immutable.
///
/// @param requests how many requests took it
/// @param failed how many of them failed there
/// @param share of the requests that came to the node, 0 to 1
/// @param load of all requests of the graph, 0 to 1
/// @param usd what these requests cost, as far as known
public record ExitFigures(long requests, long failed, double share, double load, Money usd) {
  private static final int MUCH = 20;

  /// Whether so many failed that it is to be seen at once: five in a hundred.
  public boolean isFailing() {
    return failed > 0 && failed * MUCH >= requests;
  }

  /// The share that failed, 0 to 1.
  public double failure() {
    return requests == 0 ? 0 : (double) failed / requests;
  }
}
