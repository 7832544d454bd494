package io.signalbox.app.serving;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.store.Ledger;
import io.signalbox.engine.store.SpendRow;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/// What goes on at the proxy. Immutable.
///
/// @param perMinute requests in the last minute
/// @param today what was spent since midnight
public record ProxyMetrics(long perMinute, Money today) {
  /// Nothing.
  public static final ProxyMetrics NONE = new ProxyMetrics(0, Money.ZERO);

  /// What the ledger says. Not for the UI thread: it reads the disk.
  static ProxyMetrics of(Ledger ledger, Instant now, ZoneId zone) {
    Instant midnight =
        ZonedDateTime.ofInstant(now, zone).toLocalDate().atStartOfDay(zone).toInstant();
    Money today =
        ledger.spend(Ledger.SpendBy.DAY, midnight, now.plusSeconds(1), zone).stream()
            .map(SpendRow::usd)
            .reduce(Money.ZERO, Money::plus);
    return new ProxyMetrics(ledger.requestsInMinuteTo(now), today);
  }
}
