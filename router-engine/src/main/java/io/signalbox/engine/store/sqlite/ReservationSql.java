package io.signalbox.engine.store.sqlite;

import io.signalbox.engine.catalog.Claim;
import io.signalbox.engine.catalog.WorstCase;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// What one request holds, inside a transaction.
///
/// @param handle in a transaction
/// @param request the request's id
record ReservationSql(Handle handle, String request) {

  private record Held(long budget, long worst, long tokens, boolean assumed, int counted) {}

  /// Reserves in all windows or in none, and gives the node that has no room.
  Optional<String> hold(Set<Claim> claims, WorstCase most, long now, String owner) {
    long worst = Picodollars.of(most.usd());
    handle.execute(
        "savepoint hold"); // the transaction is shared: only this request's part is undone
    for (Claim claim : claims) {
      long budget = budget(claim);
      int counted = claim.again() ? 0 : 1;
      held(budget).forEach(this::undo);
      Room room = room(budget);
      long tokens = room.tokens(claim, most);
      if (!room.fits(claim, worst, tokens)) {
        handle.execute("rollback to hold");
        handle.execute("release hold");
        return Optional.of(claim.node());
      }
      handle.execute(
          "update budget set held = held + ?, held_tokens = held_tokens + ?,"
              + " requests = requests + ? where id = ?",
          worst,
          tokens,
          counted,
          budget);
      handle.execute(
          "insert into hold (request, budget, worst, tokens, at, owner, counted)"
              + " values (?, ?, ?, ?, ?, ?, ?)",
          request,
          budget,
          worst,
          tokens,
          now,
          owner,
          counted);
    }
    handle.execute("release hold");
    return Optional.empty();
  }

  /// Puts the truth in the place of the worst case, and says in how many windows.
  int settle(long actual, long tokens) {
    var all = held();
    for (Held each : all) {
      undo(each);
      handle.execute(
          "update budget set settled = settled + ?, tokens = tokens + ?, requests = requests + ?"
              + " where id = ?",
          actual,
          tokens,
          each.counted(),
          each.budget());
    }
    return all.size();
  }

  /// Gives back everything, and says in how many windows.
  int release() {
    var all = held();
    all.forEach(this::undo);
    return all.size();
  }

  /// Counts reservations from before a moment as spent at their worst. They stay known, so that the
  /// truth can still take their place.
  static void assume(Handle handle, long before) {
    assumeWhere(handle, "at < :which", before);
  }

  /// The same for the reservations of one process.
  static void assumeOf(Handle handle, String owner) {
    assumeWhere(handle, "owner = :which", owner);
  }

  /// Forgets windows of seconds and minutes, and assumed reservations, from before a moment.
  static int drop(Handle handle, long before) {
    handle.execute("delete from hold where assumed = 1 and at < ?", before);
    return handle.execute(
        "delete from budget where span in ('second', 'minute') and start < ?"
            + " and id not in (select budget from hold)",
        before);
  }

  private static void assumeWhere(Handle handle, String condition, Object which) {
    var open =
        handle
            .createQuery(
                "select budget, sum(worst), sum(tokens) from hold where assumed = 0 and "
                    + condition
                    + " group by budget")
            .bind("which", which)
            .map((row, context) ->
                new Held(row.getLong(1), row.getLong(2), row.getLong(3), false, 1))
            .list();
    for (Held each : open) {
      handle.execute(
          "update budget set held = held - ?, settled = settled + ?,"
              + " held_tokens = held_tokens - ?, tokens = tokens + ? where id = ?",
          each.worst(),
          each.worst(),
          each.tokens(),
          each.tokens(),
          each.budget());
    }
    handle
        .createUpdate("update hold set assumed = 1 where assumed = 0 and " + condition)
        .bind("which", which)
        .execute();
  }

  private void undo(Held hold) {
    String columns =
        hold.assumed()
            ? "settled = settled - ?, tokens = tokens - ?"
            : "held = held - ?, held_tokens = held_tokens - ?";
    handle.execute(
        "update budget set requests = requests - ?, " + columns + " where id = ?",
        hold.counted(),
        hold.worst(),
        hold.tokens(),
        hold.budget());
    handle.execute("delete from hold where request = ? and budget = ?", request, hold.budget());
  }

  private Room room(long budget) {
    return handle
        .createQuery(
            "select settled + held, requests, tokens + held_tokens from budget where id = ?")
        .bind(0, budget)
        .map((row, context) -> new Room(row.getLong(1), row.getLong(2), row.getLong(3)))
        .one();
  }

  /// What a window has seen, reserved and settled together.
  private record Room(long pico, long requests, long tokens) {
    long tokens(Claim claim, WorstCase most) {
      return most.tokensWithin(claim.tokens().orElse(Long.MAX_VALUE) - tokens);
    }

    boolean fits(Claim claim, long worst, long more) {
      boolean money = claim.cap().isEmpty() || worst <= Picodollars.of(claim.cap().get()) - pico;
      boolean one = claim.again() || requests < claim.requests().orElse(Long.MAX_VALUE);
      return money && one && more <= claim.tokens().orElse(Long.MAX_VALUE) - tokens;
    }
  }

  private long budget(Claim claim) {
    Object[] window = {
      claim.graph(),
      claim.node(),
      claim.key(),
      claim.window().id(),
      claim.windowStart().toEpochMilli()
    };
    handle.execute(
        "insert or ignore into budget (graph, node, key, span, start) values (?, ?, ?, ?, ?)",
        window);
    var query =
        handle.createQuery(
            "select id from budget"
                + " where graph = ? and node = ? and key = ? and span = ? and start = ?");
    for (int i = 0; i < window.length; i++) {
      query.bind(i, window[i]);
    }
    return query.mapTo(Long.class).one();
  }

  private List<Held> held() {
    return heldWhere("request = ? and ? = 0", 0);
  }

  private List<Held> held(long budget) {
    return heldWhere("request = ? and budget = ?", budget);
  }

  private List<Held> heldWhere(String condition, long budget) {
    return handle
        .createQuery("select budget, worst, tokens, assumed, counted from hold where " + condition)
        .bind(0, request)
        .bind(1, budget)
        .map((row, context) ->
            new Held(
                row.getLong(1), row.getLong(2), row.getLong(3), row.getBoolean(4), row.getInt(5)))
        .list();
  }
}
