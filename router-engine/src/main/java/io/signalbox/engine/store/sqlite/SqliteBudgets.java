package io.signalbox.engine.store.sqlite;

import io.signalbox.engine.catalog.BudgetNotice;
import io.signalbox.engine.catalog.Claim;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.catalog.WindowUsage;
import io.signalbox.engine.catalog.WorstCase;
import io.signalbox.engine.store.Budgets;
import io.signalbox.engine.store.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/// Budgets in a database of their own.
final class SqliteBudgets implements Budgets {
  /// A reservation that is older counts as spent until it is heard of.
  private static final Duration FORGOTTEN = Duration.ofMinutes(15);

  /// How long the rows of seconds and minutes are kept.
  private static final Duration SHORT_WINDOWS = Duration.ofDays(1);

  /// Asked for at each decision of a budget or limit, so it is compiled once.
  private static final String USAGE =
      "select settled + held, requests, tokens + held_tokens, held, held_tokens from budget"
          + " where graph = ? and node = ? and key = ? and span = ? and start = ?";

  private final InstantSource clock;
  private final String owner = ReservationOwners.self();
  private final GroupCommit writes;
  private final DiskFault fault;
  private final ReservationSql reservations;
  private final Handle keeper;
  private final Handle reader;
  private final CompiledStatement usage;
  private final ReentrantLock reading = new ReentrantLock();

  private long onDisk; // how many commits; for the thread that tidies

  /// Requests of this process that may hold something; all others cost nothing here.
  private final Set<String> holding = ConcurrentHashMap.newKeySet();

  /// Ends of requests that could not be written, by request.
  private final Map<String, GroupCommit.Work<Integer>> owed = new ConcurrentHashMap<>();

  SqliteBudgets(Database database, InstantSource clock) {
    this.clock = clock;
    Handle writer = database.write();
    writer.execute("pragma wal_autocheckpoint = 0"); // the keeper does it, and nobody waits for it
    this.writes = new GroupCommit(writer);
    this.fault =
        new DiskFault(
            "Budgets",
            "Requests that a budget or limit counts are rejected with 503 until this is fixed.",
            database.file());
    this.keeper = database.write();
    this.reader = database.read();
    this.reservations = new ReservationSql(writer.getConnection());
    this.usage = new CompiledStatement(reader.getConnection(), USAGE);
    settleOfTheDead();
  }

  @Override
  public Optional<String> hold(String requestId, List<Claim> claims, WorstCase worst) {
    if (claims.isEmpty()) {
      return Optional.empty();
    }
    Set<Claim> each = new LinkedHashSet<>(claims);
    boolean first = holding.add(requestId); // at once: whatever happens then, it is not forgotten
    Optional<String> noRoom = held(requestId, each, worst, first);
    if (first && noRoom.isPresent()) { // else it still holds what it held
      holding.remove(requestId);
    }
    return noRoom;
  }

  /// What could not be written holds nothing.
  private Optional<String> held(
      String requestId, Set<Claim> claims, WorstCase worst, boolean first) {
    try {
      var noRoom =
          writes.run(
              "The reservation",
              handle ->
                  reservations.hold(
                      requestId,
                      claims,
                      worst,
                      new ReservationSql.Moment(clock.millis(), owner),
                      first));
      fault.over();
      return noRoom;
    } catch (StoreException e) {
      fault.met(e, 0);
      if (first) {
        holding.remove(requestId);
      }
      throw e;
    }
  }

  @Override
  public void settle(String requestId, Money actual, long tokens) {
    end(requestId, handle -> reservations.settle(requestId, Picodollars.of(actual), tokens));
  }

  @Override
  public void release(String requestId) {
    end(requestId, handle -> reservations.release(requestId));
  }

  private void end(String requestId, GroupCommit.Work<Integer> work) {
    if (!holding.contains(requestId)) {
      return;
    }
    try {
      writes.run("The spend", work);
      holding.remove(requestId);
    } catch (StoreException e) {
      owed.put(requestId, work); // until it is written, the request counts at its worst
      fault.met(e, 0);
    }
  }

  /// Writes what could not be written when it was due.
  private void writeOwed() {
    try {
      owed.forEach((requestId, work) -> {
        writes.run("The spend", work);
        owed.remove(requestId);
        holding.remove(requestId);
      });
    } catch (StoreException e) {
      // It was logged when it was due, and the next time may do better.
      return;
    }
  }

  @Override
  public WindowUsage used(
      String graph, String node, String key, Window window, Instant windowStart) {
    reading.lock();
    try {
      new ReservationSql.WindowKey(graph, node, key, window, windowStart).bind(usage.get());
      try (var row = usage.query()) {
        return row.next() ? usage(row) : WindowUsage.NONE;
      }
    } catch (SQLException e) {
      throw new StoreException("The budgets could not be read: " + StoreProblem.cause(e) + ".", e);
    } finally {
      reading.unlock();
    }
  }

  private static WindowUsage usage(ResultSet row) throws SQLException {
    return new WindowUsage(
        Picodollars.money(row.getLong(1)),
        row.getLong(2),
        row.getLong(3),
        Picodollars.money(row.getLong(4)),
        row.getLong(5));
  }

  @Override
  public Optional<BudgetNotice> notice(Claim claim) {
    try {
      WindowUsage use =
          used(claim.graph(), claim.node(), claim.key(), claim.window(), claim.windowStart());
      Money spent = use.usd().minus(use.held());
      return reading(handle -> NoticeSql.due(handle, claim, spent, clock.instant()))
          .filter(due -> writes.run("The notice", handle -> NoticeSql.tell(handle, due)));
    } catch (StoreException | JdbiException e) {
      fault.met(e, 0); // it is due again with the next answer
      return Optional.empty();
    }
  }

  @Override
  public List<BudgetNotice> notices(Instant after) {
    return reading(handle -> NoticeSql.after(handle, after));
  }

  private <T> T reading(Function<Handle, T> query) {
    reading.lock();
    try {
      return query.apply(reader);
    } catch (JdbiException e) {
      throw new StoreException("The budgets could not be read: " + StoreProblem.cause(e) + ".", e);
    } finally {
      reading.unlock();
    }
  }

  /// The writing side, for tests that fill its disk.
  GroupCommit writes() {
    return writes;
  }

  /// Ends of requests that are still to be written.
  int owed() {
    return owed.size();
  }

  /// How many requests of this process may hold something.
  int holding() {
    return holding.size();
  }

  /// Counts old reservations as spent and drops rows that are no longer needed. Called now and then
  /// by the ledger's writer.
  void tidy() {
    writeOwed();
    bringToDisk();
    long now = clock.millis();
    if (isTidy(now)) {
      return;
    }
    writes.run(
        "The spend",
        handle -> {
          ReservationOwners.assume(handle, now - FORGOTTEN.toMillis());
          return ReservationOwners.drop(handle, now - SHORT_WINDOWS.toMillis());
        });
  }

  /// A commit is with the system at once, and so outlives this process however it ends; this waits
  /// until it would outlive a power cut, too. Nobody who writes waits for it.
  private void bringToDisk() {
    long commits = writes.commits();
    if (commits != onDisk) {
      boolean busy =
          keeper
              .createQuery("pragma wal_checkpoint(passive)")
              .map((row, context) -> row.getInt(1) != 0)
              .one();
      onDisk = busy ? onDisk : commits;
    }
  }

  void close() {
    writes.close();
    keeper.close();
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
    return reading(handle -> handle.createQuery(sql).bind(0, about).mapTo(Long.class).one());
  }

  /// Reservations of processes that are no more count as spent at once.
  private void settleOfTheDead() {
    writes.run("The spend", ReservationOwners::assumeOfTheDead);
  }
}
