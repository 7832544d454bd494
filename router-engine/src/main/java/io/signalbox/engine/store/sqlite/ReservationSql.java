package io.signalbox.engine.store.sqlite;

import io.signalbox.engine.catalog.Claim;
import io.signalbox.engine.catalog.Picodollars;
import io.signalbox.engine.catalog.WorstCase;
import io.signalbox.engine.store.database.CompiledStatement;
import io.signalbox.engine.store.lease.BudgetWindow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// What requests hold, inside a transaction. Plain JDBC with statements that are compiled once:
/// every request with a budget comes by here twice. For one thread at a time.
///
/// A window's row sums up what is settled and what is held, so that the question whether there is
/// room reads one row and not all reservations. `held` is what requests in progress reserve;
/// `extra` is how much more they can cost. At most one request in progress has an `extra`: whoever
/// cannot hold its worst case is let in with what is likely only while `extra` is 0. Hence `settled
/// + held` is at most the cap when a request is let in, and what is spent in the end at most the
///   cap and the `extra` of one.
///
/// Example, a cap of 100, nothing spent:
///
/// | what happens | settled | held | extra |
/// |---|---|---|---|
/// | A can cost 160, probably 4: holds 4 | 0 | 4 | 156 |
/// | B can cost 50: holds 50 | 0 | 54 | 156 |
/// | C can cost 160, probably 4: refused, for A has an extra | 0 | 54 | 156 |
/// | A's process dies: A counts at its worst until it is heard of | 160 | 50 | 0 |
/// | D can cost 1: refused, for nothing is left | 160 | 50 | 0 |
/// | A is heard of, it cost 2 | 2 | 50 | 0 |
final class ReservationSql {
  private final Connection connection;
  private final WindowSql windows;
  private final CompiledStatement insertHold;
  private final CompiledStatement holdsOfRequest;
  private final CompiledStatement deleteHold;

  /// @param connection which begins and ends the transactions
  ReservationSql(Connection connection, WindowSql windows) {
    this.connection = connection;
    this.windows = windows;
    insertHold =
        statement(
            "insert into hold (request, budget, worst, extra, tokens, at, owner, counted)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?)");
    holdsOfRequest =
        statement(
            "select budget, worst, extra, tokens, assumed, counted from hold where request = ?");
    deleteHold = statement("delete from hold where request = ? and budget = ?");
  }

  private CompiledStatement statement(String sql) {
    return new CompiledStatement(connection, sql);
  }

  /// What one request holds in one window.
  ///
  /// @param extra how much more than what is held it can cost
  private record Held(
      long budget, long worst, long extra, long tokens, boolean assumed, int counted) {
    /// Assumed, it counts at its worst.
    static Held of(ResultSet row) throws SQLException {
      boolean assumed = row.getInt(5) != 0;
      long worst = row.getLong(2);
      long extra = row.getLong(3);
      return new Held(
          row.getLong(1),
          assumed ? worst + extra : worst,
          assumed ? 0 : extra,
          row.getLong(4),
          assumed,
          row.getInt(6));
    }
  }

  /// Reserves in all windows or in none, and gives the node that has no room.
  ///
  /// @param fresh whether the request holds nothing yet: then nothing is to be undone
  Optional<String> hold(
      String request, Set<Claim> claims, WorstCase most, Moment moment, boolean fresh)
      throws SQLException {
    if (fresh) {
      return held(request, claims, most, moment);
    }
    // The transaction is shared: only this request's part is undone.
    execute("savepoint hold");
    replaced(request, claims);
    var noRoom = held(request, claims, most, moment);
    if (noRoom.isPresent()) {
      execute("rollback to hold");
    }
    execute("release hold");
    return noRoom;
  }

  /// Looks at all windows before the first is changed.
  private Optional<String> held(String request, Set<Claim> claims, WorstCase most, Moment moment)
      throws SQLException {
    var parts = new LinkedHashMap<BudgetWindow, Held>();
    for (Claim claim : claims) {
      WindowSql.Room left = windows.room(BudgetWindow.of(claim)).orElse(WindowSql.Room.NEW);
      OptionalLong money = left.money(claim, most);
      long tokens = left.tokens(claim, most);
      if (money.isEmpty() || !left.fits(claim, tokens)) {
        return Optional.of(claim.node());
      }
      long extra = Picodollars.of(most.usd()) - money.getAsLong();
      int counted = claim.again() ? 0 : 1;
      parts.put(
          BudgetWindow.of(claim),
          new Held(left.budget(), money.getAsLong(), extra, tokens, false, counted));
    }
    for (var part : parts.entrySet()) {
      begin(request, part.getKey(), part.getValue(), moment);
    }
    return Optional.empty();
  }

  /// When, and by which process.
  ///
  /// @param millis since 1970
  record Moment(long millis, String owner) {}

  private void replaced(String request, Set<Claim> claims) throws SQLException {
    List<Held> before = held(request);
    for (Claim claim : claims) {
      long budget = windows.room(BudgetWindow.of(claim)).orElse(WindowSql.Room.NEW).budget();
      for (Held each : before) {
        if (each.budget() == budget) {
          undo(request, each);
        }
      }
    }
  }

  private void begin(String request, BudgetWindow window, Held part, Moment moment)
      throws SQLException {
    boolean isNew = part.budget() == WindowSql.Room.NEW.budget();
    long budget = isNew ? windows.made(window).budget() : part.budget();
    windows.change(budget, part.worst(), part.extra(), part.tokens(), 0, 0, part.counted());
    PreparedStatement insert = insertHold.get();
    insert.setString(1, request);
    insert.setLong(2, budget);
    insert.setLong(3, part.worst());
    insert.setLong(4, part.extra());
    insert.setLong(5, part.tokens());
    insert.setLong(6, moment.millis());
    insert.setString(7, moment.owner());
    insert.setInt(8, part.counted());
    insertHold.update();
  }

  /// Puts the truth in the place of the worst case, and says in how many windows.
  int settle(String request, long actual, long tokens) throws SQLException {
    List<Held> all = held(request);
    for (Held each : all) {
      end(request, each, actual, tokens, each.counted());
    }
    return all.size();
  }

  /// Gives back everything, and says in how many windows.
  int release(String request) throws SQLException {
    List<Held> all = held(request);
    for (Held each : all) {
      undo(request, each);
    }
    return all.size();
  }

  private void undo(String request, Held each) throws SQLException {
    end(request, each, 0, 0, 0);
  }

  /// What was held is no longer, and this counts in its place.
  private void end(String request, Held hold, long pico, long tokens, int counted)
      throws SQLException {
    boolean assumed = hold.assumed();
    windows.change(
        hold.budget(),
        assumed ? 0 : -hold.worst(),
        -hold.extra(),
        assumed ? 0 : -hold.tokens(),
        assumed ? pico - hold.worst() : pico,
        assumed ? tokens - hold.tokens() : tokens,
        counted - hold.counted());
    deleteHold.get().setString(1, request);
    deleteHold.get().setLong(2, hold.budget());
    deleteHold.update();
  }

  private List<Held> held(String request) throws SQLException {
    var all = new ArrayList<Held>();
    holdsOfRequest.get().setString(1, request);
    try (var rows = holdsOfRequest.query()) {
      while (rows.next()) {
        all.add(Held.of(rows));
      }
    }
    return all;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
