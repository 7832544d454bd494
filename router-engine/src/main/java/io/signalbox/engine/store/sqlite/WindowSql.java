package io.signalbox.engine.store.sqlite;

import io.signalbox.engine.catalog.Claim;
import io.signalbox.engine.catalog.Picodollars;
import io.signalbox.engine.catalog.WorstCase;
import io.signalbox.engine.store.database.CompiledStatement;
import io.signalbox.engine.store.lease.Amount;
import io.signalbox.engine.store.lease.BudgetWindow;
import io.signalbox.engine.store.lease.WindowStanding;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;

/// The rows of windows, each of which sums up what is settled and what is held. Plain JDBC with
/// statements that are compiled once. For one thread at a time.
final class WindowSql {
  /// The pluses keep SQLite from reading all windows that a node ever had.
  static final String BUSIEST =
      "select key from budget where span = ? and start = ? and +graph = ? and +node = ?"
          + " order by settled + held desc, requests desc, key limit 1";

  static final String LATEST =
      "select max(start) from budget where graph = ? and node = ? and key = ? and span = ?"
          + " and requests + held + tokens + held_tokens > 0";

  private final CompiledStatement find;
  private final CompiledStatement insert;
  private final CompiledStatement change;

  WindowSql(Connection connection) {
    find =
        new CompiledStatement(
            connection,
            "select id, settled + held, extra, requests, tokens + held_tokens, held, held_tokens"
                + " from budget where graph = ? and node = ? and key = ? and span = ?"
                + " and start = ?");
    insert =
        new CompiledStatement(
            connection,
            "insert into budget (graph, node, key, span, start) values (?, ?, ?, ?, ?)");
    change =
        new CompiledStatement(
            connection,
            "update budget set held = held + ?, extra = extra + ?, held_tokens = held_tokens + ?,"
                + " settled = settled + ?, tokens = tokens + ?, requests = requests + ?"
                + " where id = ?");
  }

  /// The row of a window in which something is held for the first time.
  Room made(BudgetWindow window) throws SQLException {
    bind(insert, window);
    insert.update();
    return room(window).orElseThrow(() -> new SQLException("a window's row is not there"));
  }

  Optional<Room> room(BudgetWindow window) throws SQLException {
    bind(find, window);
    try (var row = find.query()) {
      return row.next() ? Optional.of(Room.of(row)) : Optional.empty();
    }
  }

  private static void bind(CompiledStatement statement, BudgetWindow window) throws SQLException {
    PreparedStatement values = statement.get();
    values.setString(1, window.graph());
    values.setString(2, window.node());
    values.setString(3, window.key());
    values.setString(4, window.window().id());
    values.setLong(5, window.start().toEpochMilli());
  }

  /// Adds to what a row says.
  void change(
      long budget, long held, long extra, long heldTokens, long settled, long tokens, long requests)
      throws SQLException {
    long[] values = {held, extra, heldTokens, settled, tokens, requests, budget};
    for (int i = 0; i < values.length; i++) {
      change.get().setLong(i + 1, values[i]);
    }
    change.update();
  }

  /// What a window has seen, reserved and settled together.
  ///
  /// @param extra how much more than what they hold requests in progress can cost
  /// @param held the part of the money that is held
  /// @param heldTokens the part of the tokens that is held
  record Room(
      long budget, long pico, long extra, long requests, long tokens, long held, long heldTokens) {
    /// Of a window that has no row yet.
    static final Room NEW = new Room(0, 0, 0, 0, 0, 0, 0);

    /// What money to hold: the worst case, or what is likely if all others hold theirs; empty if
    /// there is no room for it.
    OptionalLong money(Claim claim, WorstCase most) {
      long worst = Picodollars.of(most.usd());
      long likely = Picodollars.of(most.likelyUsd());
      if (claim.cap().isEmpty()) {
        return OptionalLong.of(worst);
      }
      long left = Picodollars.of(claim.cap().get()) - pico;
      if (worst <= left) {
        return OptionalLong.of(worst);
      }
      return extra == 0 && likely <= left ? OptionalLong.of(likely) : OptionalLong.empty();
    }

    long tokens(Claim claim, WorstCase most) {
      return most.tokensWithin(claim.tokens().orElse(Long.MAX_VALUE) - tokens);
    }

    boolean fits(Claim claim, long more) {
      boolean one = claim.again() || requests < claim.requests().orElse(Long.MAX_VALUE);
      return one && more <= claim.tokens().orElse(Long.MAX_VALUE) - tokens;
    }

    static Room of(ResultSet row) throws SQLException {
      return new Room(
          row.getLong(1),
          row.getLong(2),
          row.getLong(3),
          row.getLong(4),
          row.getLong(5),
          row.getLong(6),
          row.getLong(7));
    }

    WindowStanding standing() {
      return new WindowStanding(
          new Amount(pico, tokens, requests), new Amount(held, heldTokens, 0));
    }
  }
}
