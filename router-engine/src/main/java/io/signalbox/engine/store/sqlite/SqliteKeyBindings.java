package io.signalbox.engine.store.sqlite;

import io.signalbox.engine.store.KeyBindings;
import io.signalbox.engine.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/// Confirmed servers in the database of the apps, and in memory for the calls.
final class SqliteKeyBindings implements KeyBindings {
  /// How long a key may still go where another process has taken the confirmation back.
  private static final Duration STALE = Duration.ofMillis(500);

  private final InstantSource clock;
  private final Handle handle;
  private final ReentrantLock lock = new ReentrantLock(); // of the handle
  private volatile Snapshot snapshot;

  SqliteKeyBindings(Database database, InstantSource clock) {
    this.clock = clock;
    this.handle = database.write();
    this.snapshot = load(version());
  }

  private record Pair(String key, String origin) {}

  /// @param version SQLite's count of other connections' changes
  /// @param read when, in nanoseconds
  private record Snapshot(Set<Pair> pairs, int version, long read) {
    boolean isStale() {
      return System.nanoTime() - read > STALE.toNanos();
    }
  }

  @Override
  public boolean has(String key, String origin) {
    var pair = new Pair(key, origin);
    if (!snapshot.isStale() && snapshot.pairs().contains(pair)) {
      return true;
    }
    refresh();
    return snapshot.pairs().contains(pair);
  }

  @Override
  public void allow(String key, String origin) {
    change(
        "insert or ignore into key_binding (key, origin, since) values (?, ?, ?)",
        key,
        origin,
        clock.millis());
  }

  @Override
  public boolean deny(String key, String origin) {
    return change("delete from key_binding where key = ? and origin = ?", key, origin) == 1;
  }

  @Override
  public void forget(String key) {
    change("delete from key_binding where key = ?", key);
  }

  @Override
  public List<Binding> list() {
    lock.lock();
    try {
      return handle
          .createQuery("select key, origin, since from key_binding order by key, origin")
          .map((row, context) ->
              new Binding(row.getString(1), row.getString(2), Instant.ofEpochMilli(row.getLong(3))))
          .list();
    } catch (JdbiException e) {
      throw new StoreException(
          "The confirmed servers could not be read: " + StoreProblem.cause(e) + ".", e);
    } finally {
      lock.unlock();
    }
  }

  private int change(String sql, Object... values) {
    lock.lock();
    try {
      int changed = handle.execute(sql, values);
      snapshot = load(version());
      return changed;
    } catch (JdbiException e) {
      throw new StoreException(
          "The confirmed servers of the key could not be saved: " + StoreProblem.cause(e) + ".", e);
    } finally {
      lock.unlock();
    }
  }

  /// Reads them again if another process has changed them. Trouble with the disk leaves them as
  /// they were.
  private void refresh() {
    lock.lock();
    try {
      int version = version();
      snapshot =
          version == snapshot.version()
              ? new Snapshot(snapshot.pairs(), version, System.nanoTime())
              : load(version);
    } catch (JdbiException e) {
      NullableColumns.LOG.log(
          System.Logger.Level.WARNING,
          "The confirmed servers could not be read: " + StoreProblem.cause(e));
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      handle.close();
    } finally {
      lock.unlock();
    }
  }

  private int version() {
    return handle.createQuery("pragma data_version").mapTo(Integer.class).one();
  }

  private Snapshot load(int version) {
    var pairs =
        handle
            .createQuery("select key, origin from key_binding")
            .map((row, context) -> new Pair(row.getString(1), row.getString(2)))
            .collect(Collectors.toUnmodifiableSet());
    return new Snapshot(pairs, version, System.nanoTime());
  }
}
