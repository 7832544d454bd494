package io.signalbox.engine.store.sqlite;

import io.signalbox.engine.catalog.Claim;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.catalog.WorstCase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
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
  private final CompiledStatement room;
  private final CompiledStatement insertWindow;
  private final CompiledStatement changeWindow;
  private final CompiledStatement insertHold;
  private final CompiledStatement holdsOfRequest;
  private final CompiledStatement deleteHold;

  /// @param connection which begins and ends the transactions
  ReservationSql(Connection connection) {
    this.connection = connection;
    room =
        statement(
            "select id, settled + held, extra, requests, tokens + held_tokens from budget"
                + " where graph = ? and node = ? and key = ? and span = ? and start = ?");
    insertWindow =
        statement("insert into budget (graph, node, key, span, start) values (?, ?, ?, ?, ?)");
    changeWindow =
        statement(
            "update budget set held = held + ?, extra = extra + ?, held_tokens = held_tokens + ?,"
                + " settled = settled + ?, tokens = tokens + ?, requests = requests + ?"
                + " where id = ?");
    insertHold =
        statement(
            "insert into hold (request, budget, worst, extra, tokens, at, owner, counted)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?)");
    holdsOfRequest =
        statement(
            "select budget, worst, extra, tokens, assumed, counted from hold where request = ?");
    deleteHold = statement("delete from hold where request = ? and budget = ?");
  }

  /// Which window of a budget or limit it is.
  ///
  /// @param graph the graph's name
  /// @param node the node's id
  /// @param key an app, a user, a metadata value; empty: all together
  record WindowKey(String graph, String node, String key, Window window, Instant start) {
    static WindowKey of(Claim claim) {
      return new WindowKey(
          claim.graph(), claim.node(), claim.key(), claim.window(), claim.windowStart());
    }

    /// Sets the first five values of a statement.
    void bind(PreparedStatement statement) throws SQLException {
      statement.setString(1, graph);
      statement.setString(2, node);
      statement.setString(3, key);
      statement.setString(4, window.id());
      statement.setLong(5, start.toEpochMilli());
    }
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
    var parts = new LinkedHashMap<WindowKey, Held>();
    for (Claim claim : claims) {
      Room left = room(WindowKey.of(claim)).orElse(Room.NEW);
      OptionalLong money = left.money(claim, most);
      long tokens = left.tokens(claim, most);
      if (money.isEmpty() || !left.fits(claim, tokens)) {
        return Optional.of(claim.node());
      }
      long extra = Picodollars.of(most.usd()) - money.getAsLong();
      int counted = claim.again() ? 0 : 1;
      parts.put(
          WindowKey.of(claim),
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
      long budget = room(WindowKey.of(claim)).orElse(Room.NEW).budget();
      for (Held each : before) {
        if (each.budget() == budget) {
          undo(request, each);
        }
      }
    }
  }

  private void begin(String request, WindowKey window, Held part, Moment moment)
      throws SQLException {
    long budget = part.budget() == Room.NEW.budget() ? made(window) : part.budget();
    change(budget, part.worst(), part.extra(), part.tokens(), 0, 0, part.counted());
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
    change(
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

  private void change(
      long budget, long held, long extra, long heldTokens, long settled, long tokens, long requests)
      throws SQLException {
    long[] values = {held, extra, heldTokens, settled, tokens, requests, budget};
    for (int i = 0; i < values.length; i++) {
      changeWindow.get().setLong(i + 1, values[i]);
    }
    changeWindow.update();
  }

  /// What a window has seen, reserved and settled together.
  ///
  /// @param extra how much more than what they hold requests in progress can cost
  private record Room(long budget, long pico, long extra, long requests, long tokens) {
    /// Of a window that has no row yet.
    static final Room NEW = new Room(0, 0, 0, 0, 0);

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
  }

  /// The row of a window in which something is held for the first time.
  private long made(WindowKey key) throws SQLException {
    key.bind(insertWindow.get());
    insertWindow.update();
    return room(key)
        .map(Room::budget)
        .orElseThrow(() -> new SQLException("a window's row is not there"));
  }

  private Optional<Room> room(WindowKey key) throws SQLException {
    key.bind(room.get());
    try (var row = room.query()) {
      return row.next()
          ? Optional.of(
              new Room(
                  row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)))
          : Optional.empty();
    }
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
