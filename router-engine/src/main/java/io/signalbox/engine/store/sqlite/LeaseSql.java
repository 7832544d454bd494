package io.signalbox.engine.store.sqlite;

import io.signalbox.engine.store.database.CompiledStatement;
import io.signalbox.engine.store.lease.Amount;
import io.signalbox.engine.store.lease.LeaseBook;
import io.signalbox.engine.store.lease.WindowStanding;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;

/// Leases, inside a transaction: to the database each is one more request that holds something, so
/// what becomes of those of a dead process becomes of a lease, too. For one thread at a time.
final class LeaseSql {
  private final String request;
  private final WindowSql windows;
  private final CompiledStatement find;
  private final CompiledStatement keep;
  private final CompiledStatement delete;

  /// @param request the name under which leases are held, different in each process
  LeaseSql(Connection connection, WindowSql windows, String request) {
    this.request = request;
    this.windows = windows;
    find =
        new CompiledStatement(
            connection,
            "select worst, tokens, counted, assumed from hold where request = ? and budget = ?");
    keep =
        new CompiledStatement(
            connection,
            "insert or replace into hold (request, budget, worst, tokens, counted, at, owner)"
                + " values (?, ?, ?, ?, ?, ?, ?)");
    delete = new CompiledStatement(connection, "delete from hold where request = ? and budget = ?");
  }

  /// What is held for a lease.
  ///
  /// @param assumed it counts as spent, for it was not heard of for long
  private record Row(Amount amount, boolean assumed) {}

  LeaseBook.Turned turn(LeaseBook.Turn turn, ReservationSql.Moment moment) throws SQLException {
    var room = windows.room(turn.window());
    long budget = room.map(WindowSql.Room::budget).orElse(WindowSql.Room.NEW.budget());
    var row = row(budget);
    if (row.isEmpty() && !turn.holds().equals(Amount.NONE)) {
      WindowStanding now = room.map(WindowSql.Room::standing).orElse(WindowStanding.NEW);
      return new LeaseBook.Turned(Amount.NONE, now, true);
    }
    WindowSql.Room window = room.isPresent() ? room.get() : windows.made(turn.window());
    return turned(turn, window, row.orElse(new Row(Amount.NONE, false)), moment);
  }

  private LeaseBook.Turned turned(
      LeaseBook.Turn turn, WindowSql.Room window, Row before, ReservationSql.Moment moment)
      throws SQLException {
    WindowStanding now = window.standing();
    Amount granted = turn.granted(turn.limits().minus(now.seen()));
    Amount more = granted.minus(turn.back());
    Amount spent = turn.spent();
    Amount again = before.assumed() ? before.amount() : Amount.NONE; // held again, not spent
    Amount held = again.plus(more).minus(spent);
    windows.change(
        window.budget(),
        held.pico(),
        0,
        held.tokens(),
        spent.pico() - again.pico(),
        spent.tokens() - again.tokens(),
        more.requests());
    write(window.budget(), before.amount().plus(more).minus(spent), moment);
    return new LeaseBook.Turned(
        granted, new WindowStanding(now.seen().plus(more), now.held().plus(held)), false);
  }

  private void write(long budget, Amount amount, ReservationSql.Moment moment) throws SQLException {
    if (amount.equals(Amount.NONE)) {
      delete.get().setString(1, request);
      delete.get().setLong(2, budget);
      delete.update();
      return;
    }
    PreparedStatement values = keep.get();
    values.setString(1, request);
    values.setLong(2, budget);
    values.setLong(3, amount.pico());
    values.setLong(4, amount.tokens());
    values.setLong(5, amount.requests());
    values.setLong(6, moment.millis());
    values.setString(7, moment.owner());
    keep.update();
  }

  private Optional<Row> row(long budget) throws SQLException {
    find.get().setString(1, request);
    find.get().setLong(2, budget);
    try (var row = find.query()) {
      return row.next()
          ? Optional.of(
              new Row(
                  new Amount(row.getLong(1), row.getLong(2), row.getLong(3)), row.getInt(4) != 0))
          : Optional.empty();
    }
  }
}
