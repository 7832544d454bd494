package io.signalbox.engine.store;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.graph.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/// Budgets in a database of their own.
final class SqliteBudgets implements Budgets {
  /// A reservation that is older counts as spent until it is heard of.
  private static final Duration FORGOTTEN = Duration.ofMinutes(15);

  /// How long the rows of seconds and minutes are kept.
  private static final Duration SHORT_WINDOWS = Duration.ofDays(1);

  private final InstantSource clock;
  private final String owner = Owner.self();
  private final SharedWrite writes;
  private final Handle reader;
  private final ReentrantLock reading = new ReentrantLock();

  /// Requests of this process that may hold something; all others cost nothing here.
  private final Set<String> holding = ConcurrentHashMap.newKeySet();

  SqliteBudgets(Database database, InstantSource clock) {
    this.clock = clock;
    this.writes = new SharedWrite(database.write());
    this.reader = database.read();
    settleOfTheDead();
  }

  @Override
  public Optional<String> hold(String requestId, List<Hold> claims, Money worst, long tokens) {
    if (claims.isEmpty()) {
      return Optional.empty();
    }
    Set<Hold> each = new LinkedHashSet<>(claims);
    holding.add(requestId); // first: whatever happens then, it is not forgotten
    Optional<String> noRoom =
        writes.run(
            "The reservation",
            handle ->
                turn(handle, requestId).hold(each, Pico.of(worst), tokens, clock.millis(), owner));
    if (noRoom.isPresent()) {
      holding.remove(requestId);
    }
    return noRoom;
  }

  @Override
  public void settle(String requestId, Money actual, long tokens) {
    if (holding.contains(requestId)) {
      writes.run("The spend", handle -> turn(handle, requestId).settle(Pico.of(actual), tokens));
      holding.remove(requestId);
    }
  }

  @Override
  public void release(String requestId) {
    if (holding.contains(requestId)) {
      writes.run("The reservation", handle -> turn(handle, requestId).release());
      holding.remove(requestId);
    }
  }

  @Override
  public Standing standing(
      String graph, String node, String key, Window window, Instant windowStart) {
    reading.lock();
    try {
      return reader
          .createQuery(
              """
              select settled + held, requests, tokens + held_tokens from budget
              where graph = ? and node = ? and key = ? and span = ? and start = ?\
              """)
          .bind(0, graph)
          .bind(1, node)
          .bind(2, key)
          .bind(3, window.id())
          .bind(4, windowStart.toEpochMilli())
          .map((row, context) ->
              new Standing(Pico.money(row.getLong(1)), row.getLong(2), row.getLong(3)))
          .findFirst()
          .orElse(new Standing(Money.ZERO, 0, 0));
    } finally {
      reading.unlock();
    }
  }

  /// How many requests of this process may hold something.
  int holding() {
    return holding.size();
  }

  /// Counts old reservations as spent and drops rows that nobody needs any more. Called now and
  /// then by the ledger's writer.
  void tidy() {
    long now = clock.millis();
    if (isTidy(now)) {
      return;
    }
    writes.run(
        "The spend",
        handle -> {
          Reservation.assume(handle, now - FORGOTTEN.toMillis());
          return Reservation.drop(handle, now - SHORT_WINDOWS.toMillis());
        });
  }

  void close() {
    writes.close();
    reading.lock();
    try {
      reader.close();
    } finally {
      reading.unlock();
    }
  }

  private boolean isTidy(long now) {
    long forgotten = now - FORGOTTEN.toMillis();
    long old = now - SHORT_WINDOWS.toMillis();
    return readNumber("select count(*) from hold where assumed = 0 and at < ?", forgotten) == 0
        && readNumber("select count(*) from hold where assumed = 1 and at < ?", old) == 0
        && readNumber(
                "select count(*) from budget where span in ('second', 'minute') and start < ?", old)
            == 0;
  }

  private long readNumber(String sql, long about) {
    reading.lock();
    try {
      return reader.createQuery(sql).bind(0, about).mapTo(Long.class).one();
    } catch (JdbiException e) {
      throw new StoreException("The budgets could not be read: " + Trouble.cause(e) + ".", e);
    } finally {
      reading.unlock();
    }
  }

  /// Reservations of processes that are no more count as spent at once.
  private void settleOfTheDead() {
    writes.run(
        "The spend",
        handle -> {
          var dead =
              handle
                  .createQuery("select distinct owner from hold where assumed = 0")
                  .mapTo(String.class)
                  .filter(each -> !Owner.isAlive(each))
                  .list();
          dead.forEach(each -> Reservation.assumeOf(handle, each));
          return dead.size();
        });
  }

  private static Reservation turn(Handle handle, String requestId) {
    return new Reservation(handle, requestId);
  }
}
