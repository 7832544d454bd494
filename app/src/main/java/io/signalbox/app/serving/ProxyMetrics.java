package io.signalbox.app.serving;

import io.signalbox.engine.catalog.Money;

/// What goes on at the proxy. Immutable.
///
/// @param perMinute requests in the last minute
/// @param today what was spent since midnight
public record ProxyMetrics(long perMinute, Money today) {
  /// Nothing.
  public static final ProxyMetrics NONE = new ProxyMetrics(0, Money.ZERO);
}
