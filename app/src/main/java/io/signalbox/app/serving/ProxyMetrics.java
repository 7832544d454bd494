package io.signalbox.app.serving;

import io.signalbox.engine.catalog.BudgetNotice;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.store.Ledger;
import io.signalbox.engine.store.SpendRow;
import io.signalbox.engine.store.Store;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/// What goes on at the proxy. Immutable.
///
/// @param perMinute requests in the last minute
/// @param today what apps have spent since midnight
/// @param notices shares of budgets that were spent lately, the newest first
public record ProxyMetrics(long perMinute, Money today, List<BudgetNotice> notices) {
  /// Nothing.
  public static final ProxyMetrics NONE = new ProxyMetrics(0, Money.ZERO, List.of());

  public ProxyMetrics {
    notices = List.copyOf(notices);
  }

  /// What the store says. Not for the UI thread: it reads the disk.
  ///
  /// @param told notices from before are known
  static ProxyMetrics of(Store store, Instant now, ZoneId zone, Instant told) {
    Ledger ledger = store.ledger();
    Instant midnight =
        ZonedDateTime.ofInstant(now, zone).toLocalDate().atStartOfDay(zone).toInstant();
    Money today =
        ledger.spend(Ledger.SpendBy.APP, midnight, now.plusSeconds(1), zone).stream()
            .filter(row -> !row.of().equals(Client.WORKBENCH))
            .map(SpendRow::usd)
            .reduce(Money.ZERO, Money::plus);
    return new ProxyMetrics(ledger.requestsInMinuteTo(now), today, store.budgets().notices(told));
  }
}
