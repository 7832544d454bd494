package io.signalbox.app.session;

import io.signalbox.engine.catalog.Money;

/// What goes on at the proxy. Immutable.
///
/// @param perMinute requests in the last minute
/// @param today what was spent since midnight
public record ProxyFigures(long perMinute, Money today) {
  /// Nothing.
  public static final ProxyFigures NONE = new ProxyFigures(0, Money.ZERO);
}
