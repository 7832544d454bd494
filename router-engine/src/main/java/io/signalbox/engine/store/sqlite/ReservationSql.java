package io.signalbox.engine.store.sqlite;

import io.signalbox.engine.catalog.Claim;
import io.signalbox.engine.catalog.WorstCase;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// What one request holds, inside a transaction.
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
///
/// @param handle in a transaction
/// @param request the request's id
record ReservationSql(Handle handle, String request) {

  /// @param extra how much more than what is held it can cost
  private record Held(
      long budget, long worst, long extra, long tokens, boolean assumed, int counted) {
    Held {
      if (assumed) {
        worst += extra; // it counts at its worst
        extra = 0;
      }
    }
  }

  /// Reserves in all windows or in none, and gives the node that has no room.
  Optional<String> hold(Set<Claim> claims, WorstCase most, long now, String owner) {
    handle.execute(
        "savepoint hold"); // the transaction is shared: only this request's part is undone
    for (Claim claim : claims) {
      long budget = budget(claim);
      held(budget).forEach(this::undo);
      Room room = room(budget);
      OptionalLong money = room.money(claim, most);
      long tokens = room.tokens(claim, most);
      if (money.isEmpty() || !room.fits(claim, tokens)) {
        handle.execute("rollback to hold");
        handle.execute("release hold");
        return Optional.of(claim.node());
      }
      long extra = Picodollars.of(most.usd()) - money.getAsLong();
      int counted = claim.again() ? 0 : 1;
      add(new Held(budget, money.getAsLong(), extra, tokens, false, counted), now, owner);
    }
    handle.execute("release hold");
    return Optional.empty();
  }

  private void add(Held hold, long now, String owner) {
    handle.execute(
        "update budget set held = held + ?, extra = extra + ?, held_tokens = held_tokens + ?,"
            + " requests = requests + ? where id = ?",
        hold.worst(),
        hold.extra(),
        hold.tokens(),
        hold.counted(),
        hold.budget());
    handle.execute(
        "insert into hold (request, budget, worst, extra, tokens, at, owner, counted)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?)",
        request,
        hold.budget(),
        hold.worst(),
        hold.extra(),
        hold.tokens(),
        now,
        owner,
        hold.counted());
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
    open(handle, condition, which).forEach(each -> settle(handle, each));
    handle
        .createUpdate("update hold set assumed = 1 where assumed = 0 and " + condition)
        .bind("which", which)
        .execute();
  }

  private static List<Held> open(Handle handle, String condition, Object which) {
    return handle
        .createQuery(
            "select budget, sum(worst), sum(extra), sum(tokens) from hold"
                + " where assumed = 0 and "
                + condition
                + " group by budget")
        .bind("which", which)
        .map((row, context) ->
            new Held(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), false, 1))
        .list();
  }

  private static void settle(Handle handle, Held each) {
    handle.execute(
        "update budget set held = held - ?, extra = extra - ?, settled = settled + ?,"
            + " held_tokens = held_tokens - ?, tokens = tokens + ? where id = ?",
        each.worst(),
        each.extra(),
        each.worst() + each.extra(),
        each.tokens(),
        each.tokens(),
        each.budget());
  }

  private void undo(Held hold) {
    String columns =
        hold.assumed()
            ? "settled = settled - ?, tokens = tokens - ?"
            : "held = held - ?, held_tokens = held_tokens - ?";
    handle.execute(
        "update budget set requests = requests - ?, extra = extra - ?, "
            + columns
            + " where id = ?",
        hold.counted(),
        hold.extra(),
        hold.worst(),
        hold.tokens(),
        hold.budget());
    handle.execute("delete from hold where request = ? and budget = ?", request, hold.budget());
  }

  private Room room(long budget) {
    return handle
        .createQuery(
            "select settled + held, extra, requests, tokens + held_tokens from budget where id = ?")
        .bind(0, budget)
        .map((row, context) ->
            new Room(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
        .one();
  }

  /// What a window has seen, reserved and settled together.
  ///
  /// @param extra how much more than what they hold requests in progress can cost
  private record Room(long pico, long extra, long requests, long tokens) {
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
        .createQuery(
            "select budget, worst, extra, tokens, assumed, counted from hold where " + condition)
        .bind(0, request)
        .bind(1, budget)
        .map((row, context) ->
            new Held(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getBoolean(5),
                row.getInt(6)))
        .list();
  }
}
