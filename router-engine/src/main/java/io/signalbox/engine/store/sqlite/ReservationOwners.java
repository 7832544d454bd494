package io.signalbox.engine.store.sqlite;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The processes that hold reservations, by their number and the moment they began, because numbers
/// come again; and what becomes of reservations whose end nobody has told of. Inside a transaction.
final class ReservationOwners {
  private ReservationOwners() {}

  /// This process.
  static String self() {
    return of(ProcessHandle.current());
  }

  private static boolean isAlive(String owner) {
    long pid = Long.parseLong(owner.substring(0, owner.indexOf('@')));
    return ProcessHandle.of(pid).map(each -> of(each).equals(owner)).orElse(false);
  }

  private static String of(ProcessHandle process) {
    return process.pid() + "@" + process.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
  }

  /// What is held together in one window.
  private record Sum(long budget, long worst, long extra, long tokens) {}

  /// Counts reservations from before a moment as spent at their worst. They stay known, so that the
  /// truth can still take their place.
  static void assume(Handle handle, long before) {
    assumeWhere(handle, "at < :which", before);
  }

  /// The same for the reservations of processes that are no more, and says how many those are.
  static int assumeOfTheDead(Handle handle) {
    List<String> dead =
        handle
            .createQuery("select distinct owner from hold where assumed = 0")
            .mapTo(String.class)
            .filter(each -> !isAlive(each))
            .list();
    dead.forEach(each -> assumeWhere(handle, "owner = :which", each));
    return dead.size();
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

  private static List<Sum> open(Handle handle, String condition, Object which) {
    return handle
        .createQuery(
            "select budget, sum(worst), sum(extra), sum(tokens) from hold"
                + " where assumed = 0 and "
                + condition
                + " group by budget")
        .bind("which", which)
        .map((row, context) ->
            new Sum(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
        .list();
  }

  private static void settle(Handle handle, Sum each) {
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
}
