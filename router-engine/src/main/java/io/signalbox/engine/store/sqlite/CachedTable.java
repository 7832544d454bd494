package io.signalbox.engine.store.sqlite;

import io.signalbox.engine.store.database.Database;
import io.signalbox.engine.store.database.NullableColumns;
import io.signalbox.engine.store.database.StoreProblem;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/// What a table holds, kept in memory so that a request need not read it, and read again when it is
/// old and another process has changed it. It has a connection of its own. Safe for threads.
///
/// @param <T> what is made of the rows; immutable
final class CachedTable<T> implements AutoCloseable {
  /// For how long a change by another process may go unseen.
  private static final Duration STALE = Duration.ofMillis(500);

  private final String name;
  private final Handle handle;
  private final Function<Handle, T> reader;
  private final ReentrantLock lock = new ReentrantLock(); // of the handle
  private volatile Snapshot<T> snapshot;

  /// @param version SQLite's count of other connections' changes
  /// @param read when, in nanoseconds
  private record Snapshot<T>(T rows, int version, long read) {}

  /// @param name of what is in it, for the log
  CachedTable(Database database, String name, Function<Handle, T> reader) {
    this.name = name;
    this.handle = database.write();
    this.reader = reader;
    this.snapshot = load(version());
  }

  /// What it held when it was last read.
  T rows() {
    return snapshot.rows();
  }

  /// Whether another process may have changed it for longer than is allowed.
  boolean isStale() {
    return System.nanoTime() - snapshot.read() > STALE.toNanos();
  }

  /// Reads it again if another process has changed it, and says whether it had. Trouble with the
  /// disk leaves what is in memory.
  boolean refresh() {
    lock.lock();
    try {
      var before = snapshot;
      int version = version();
      boolean changed = version != before.version();
      snapshot =
          changed ? load(version) : new Snapshot<>(before.rows(), version, System.nanoTime());
      return changed;
    } catch (JdbiException e) {
      NullableColumns.LOG.log(
          System.Logger.Level.WARNING, name + " could not be read: " + StoreProblem.cause(e));
      return false;
    } finally {
      lock.unlock();
    }
  }

  /// Does something with the connection.
  <R> R with(Function<Handle, R> action) {
    lock.lock();
    try {
      return action.apply(handle);
    } finally {
      lock.unlock();
    }
  }

  /// Changes the table, and what is in memory with it.
  <R> R change(Function<Handle, R> action) {
    return with(each -> {
      R result = action.apply(each);
      snapshot = load(version());
      return result;
    });
  }

  private int version() {
    return handle.createQuery("pragma data_version").mapTo(Integer.class).one();
  }

  private Snapshot<T> load(int version) {
    return new Snapshot<>(reader.apply(handle), version, System.nanoTime());
  }

  @Override
  public void close() {
    lock.lock();
    try {
      handle.close();
    } finally {
      lock.unlock();
    }
  }
}
