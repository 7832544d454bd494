package io.signalbox.engine.store.sqlite;

import io.signalbox.engine.catalog.BudgetNotice;
import io.signalbox.engine.catalog.Claim;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Picodollars;
import io.signalbox.engine.catalog.Window;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Which shares of budgets were told of. What counts is the amount at which a share is due: a cap
/// that is raised has its shares before it again.
final class NoticeSql {
  private static final int MOST = 100;

  private NoticeSql() {}

  /// The notice that is due for a window; empty if none is, or it was told.
  ///
  /// @param spent what is settled in the window
  static Optional<BudgetNotice> due(Handle reader, Claim claim, Money spent, Instant now) {
    Money cap = claim.cap().orElse(Money.ZERO);
    return claim.notices().reversed().stream()
        .filter(share -> spent.compareTo(part(cap, share)) >= 0)
        .findFirst()
        .map(share -> notice(claim, share, spent, now))
        .filter(notice -> !isTold(reader, notice));
  }

  private static BudgetNotice notice(Claim claim, double share, Money spent, Instant now) {
    return new BudgetNotice(
        claim.graph(),
        claim.node(),
        claim.key(),
        claim.window(),
        claim.windowStart(),
        share,
        spent,
        claim.cap().orElse(Money.ZERO),
        now);
  }

  private static long amount(BudgetNotice notice) {
    return Picodollars.of(part(notice.cap(), notice.share()));
  }

  private static Money part(Money cap, double share) {
    return new Money(cap.usd().multiply(BigDecimal.valueOf(share)));
  }

  private static boolean isTold(Handle reader, BudgetNotice notice) {
    return reader
            .createQuery(
                "select count(*) from notice where graph = ? and node = ? and key = ? and span = ?"
                    + " and start = ? and due >= ?")
            .bind(0, notice.graph())
            .bind(1, notice.node())
            .bind(2, notice.key())
            .bind(3, notice.window().id())
            .bind(4, notice.windowStart().toEpochMilli())
            .bind(5, amount(notice))
            .mapTo(Long.class)
            .one()
        > 0;
  }

  /// Writes that it is told.
  ///
  /// @return whether nobody else has
  static boolean tell(Handle handle, BudgetNotice notice) {
    return handle.execute(
            "insert or ignore into notice (graph, node, key, span, start, due, share, spent, cap,"
                + " at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            notice.graph(),
            notice.node(),
            notice.key(),
            notice.window().id(),
            notice.windowStart().toEpochMilli(),
            amount(notice),
            notice.share(),
            Picodollars.of(notice.spent()),
            Picodollars.of(notice.cap()),
            notice.at().toEpochMilli())
        == 1;
  }

  /// What was told after a moment, the newest first.
  static List<BudgetNotice> after(Handle reader, Instant moment) {
    return reader
        .createQuery(
            "select graph, node, key, span, start, share, spent, cap, at from notice"
                + " where at > ? order by at desc, due desc limit ?")
        .bind(0, moment.toEpochMilli())
        .bind(1, MOST)
        .map((row, context) ->
            new BudgetNotice(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                Window.of(row.getString(4)).orElse(Window.MONTH),
                Instant.ofEpochMilli(row.getLong(5)),
                row.getDouble(6),
                Picodollars.money(row.getLong(7)),
                Picodollars.money(row.getLong(8)),
                Instant.ofEpochMilli(row.getLong(9))))
        .list();
  }
}
