package io.signalbox.engine.route;

import io.signalbox.engine.catalog.Money;

/// What a window has seen so far, held and settled together.
public record Use(Money usd, long requests, long tokens) {
  /// Nothing yet.
  public static final Use NONE = new Use(Money.ZERO, 0, 0);
}
