package io.signalbox.engine.store.sqlite;

import static java.util.stream.Collectors.toCollection;

import io.signalbox.engine.catalog.BudgetNotice;
import io.signalbox.engine.catalog.Claim;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Picodollars;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.catalog.WindowUsage;
import io.signalbox.engine.catalog.WorstCase;
import io.signalbox.engine.store.Budgets;
import io.signalbox.engine.store.StoreException;
import io.signalbox.engine.store.database.Database;
import io.signalbox.engine.store.database.DiskFault;
import io.signalbox.engine.store.database.GroupCommit;
import io.signalbox.engine.store.database.StoreProblem;
import io.signalbox.engine.store.lease.Amount;
import io.signalbox.engine.store.lease.BudgetWindow;
import io.signalbox.engine.store.lease.LeaseBook;
import io.signalbox.engine.store.lease.Leases;
import io.signalbox.engine.store.lease.WindowStanding;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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

  private final InstantSource clock;
  private final String owner = ReservationOwners.self();
  private final GroupCommit writes;
  private final DiskFault fault;
  private final WrittenReservations written;
  private final LeaseSql leased;
  private final Leases leases;
  private final Handle keeper;
  private final Handle reader;
  private final WindowSql windows; // for reading
  private final ReentrantLock reading = new ReentrantLock();

  private long onDisk; // how many commits; for the thread that tidies

  SqliteBudgets(Database database, InstantSource clock) {
    this(database, clock, Leases.BUSY);
  }

  /// @param busy how many requests within a second make a window worth a lease
  SqliteBudgets(Database database, InstantSource clock, int busy) {
    this.clock = clock;
    this.leases = new Leases(this::turn, clock, busy);
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
    var rows = new WindowSql(writer.getConnection());
    var reservations = new ReservationSql(writer.getConnection(), rows);
    this.written = new WrittenReservations(writes, reservations, fault, clock, owner);
    this.leased =
        new LeaseSql(writer.getConnection(), rows, "leases of " + owner + " " + UUID.randomUUID());
    this.windows = new WindowSql(reader.getConnection());
    settleOfTheDead();
  }

  @Override
  public Optional<String> hold(String requestId, List<Claim> claims, WorstCase worst) {
    if (claims.isEmpty()) {
      return Optional.empty();
    }
    Set<Claim> each = new LinkedHashSet<>(claims);
    var amount = new Amount(Picodollars.of(worst.usd()), worst.tokens(), 1);
    if (!written.isHeld(requestId) && isLeased(requestId, each, amount)) {
      return Optional.empty();
    }
    Optional<String> noRoom = written(requestId, each, worst);
    if (noRoom.isPresent() && leases.giveBack(each)) {
      noRoom = written(requestId, each, worst);
    }
    if (noRoom.isEmpty()) {
      leases.passed(each, amount);
    }
    return noRoom;
  }

  private boolean isLeased(String requestId, Set<Claim> claims, Amount worst) {
    try {
      return leases.hold(requestId, claims, worst);
    } catch (StoreException e) {
      return false; // what is wrong is told by the attempt to write the request itself
    }
  }

  private Optional<String> written(String requestId, Set<Claim> claims, WorstCase worst) {
    Optional<String> noRoom = written.hold(requestId, uncounted(requestId, claims), worst);
    leases.doubt();
    return noRoom;
  }

  /// A request that has taken something of a lease is counted there.
  private Set<Claim> uncounted(String requestId, Set<Claim> claims) {
    Set<BudgetWindow> counted = leases.holds(requestId);
    return counted.isEmpty()
        ? claims
        : claims.stream()
            .map(claim -> counted.contains(BudgetWindow.of(claim)) ? claim.counted() : claim)
            .collect(toCollection(LinkedHashSet::new));
  }

  private LeaseBook.Turned turn(LeaseBook.Turn turn) {
    return writes.run(
        "The lease", handle -> leased.turn(turn, new ReservationSql.Moment(clock.millis(), owner)));
  }

  @Override
  public void settle(String requestId, Money actual, long tokens) {
    long pico = Picodollars.of(actual);
    boolean isWritten = written.isHeld(requestId);
    // What it cost is booked once.
    leases.settle(requestId, isWritten ? 0 : pico, isWritten ? 0 : tokens);
    if (isWritten) {
      written.settle(requestId, pico, tokens);
      leases.doubt();
    }
  }

  @Override
  public void release(String requestId) {
    leases.release(requestId);
    if (written.isHeld(requestId)) {
      written.release(requestId);
      leases.doubt();
    }
  }

  @Override
  public WindowUsage used(
      String graph, String node, String key, Window window, Instant windowStart) {
    var which = new BudgetWindow(graph, node, key, window, windowStart);
    WindowStanding standing =
        leases.standing(which).orElseGet(() -> leases.standing(which, read(which)));
    return usage(standing);
  }

  @Override
  public Optional<Instant> latest(String graph, String node, String key, Window window) {
    return reading(handle ->
        handle
            .createQuery(WindowSql.LATEST)
            .bind(0, graph)
            .bind(1, node)
            .bind(2, key)
            .bind(3, window.id())
            .map((row, context) -> row.getLong(1))
            .findFirst()
            .filter(start -> start > 0)
            .map(Instant::ofEpochMilli));
  }

  @Override
  public Optional<String> busiest(String graph, String node, Window window, Instant windowStart) {
    return reading(handle ->
        handle
            .createQuery(WindowSql.BUSIEST)
            .bind(0, window.id())
            .bind(1, windowStart.toEpochMilli())
            .bind(2, graph)
            .bind(3, node)
            .mapTo(String.class)
            .findFirst());
  }

  private WindowStanding read(BudgetWindow window) {
    reading.lock();
    try {
      return windows.room(window).map(WindowSql.Room::standing).orElse(WindowStanding.NEW);
    } catch (SQLException e) {
      throw new StoreException("The budgets could not be read: " + StoreProblem.cause(e) + ".", e);
    } finally {
      reading.unlock();
    }
  }

  private static WindowUsage usage(WindowStanding standing) {
    return new WindowUsage(
        Picodollars.money(standing.seen().pico()),
        standing.seen().requests(),
        standing.seen().tokens(),
        Picodollars.money(standing.held().pico()),
        standing.held().tokens());
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
    return written.owed();
  }

  /// How many requests of this process may hold something.
  int holding() {
    return written.holding();
  }

  /// Counts old reservations as spent and drops rows that are no longer needed. Called now and then
  /// by the ledger's writer.
  void tidy() {
    written.writeOwed();
    turnLeases();
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

  private void turnLeases() {
    try {
      leases.turn();
    } catch (StoreException e) {
      fault.met(e, 0); // the next turn books it
    }
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
    try {
      leases.close();
    } catch (StoreException e) {
      fault.met(e, 0); // what is leased counts as spent
    }
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
