package io.signalbox.engine.store.sqlite;

import io.signalbox.engine.store.StoreException;
import io.signalbox.engine.store.database.Database;
import io.signalbox.engine.store.database.NullableColumns;
import io.signalbox.engine.store.database.StoreProblem;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/// A [ContentFile] in use, over one connection: what is asked of it takes well below a millisecond.
/// Safe for threads.
final class Content {
  private final ContentFile file;
  private final ReentrantLock lock = new ReentrantLock();

  /// Guarded by the lock.
  private Optional<Open> open = Optional.empty();

  /// Why it cannot be opened; it is not tried again.
  private Optional<StoreException> broken = Optional.empty();

  private boolean closed;

  private record Open(Database database, Handle handle) {}

  Content(ContentFile file) {
    this.file = file;
  }

  /// Whether the file was made.
  boolean exists() {
    return file.exists();
  }

  /// Does something with the connection; the file is made if there is none.
  ///
  /// @throws StoreException if it cannot be used
  <T> T with(Function<Handle, T> action) {
    lock.lock();
    try {
      Open each = opened();
      try {
        return action.apply(each.handle());
      } catch (JdbiException e) {
        each.database().suspect(e);
        throw new StoreException(
            file.what() + " could not be used: " + StoreProblem.cause(e) + ".", e);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Deletes what is too old by a statement, and what was deleted before from the log of writes,
  /// where it can still be read. While another process reads, the log stays as it is; the next time
  /// comes soon.
  void tidy(String delete, long now) {
    if (!closed && file.exists()) {
      with(handle -> {
        handle.execute(delete, now);
        if (file.hasLog()) {
          emptyLog(handle);
        }
        return true;
      });
    }
  }

  /// Gives the room of what was deleted back, unless another process uses the file.
  void shrink(Handle handle) {
    try {
      handle.execute("vacuum");
      emptyLog(handle);
    } catch (JdbiException e) {
      NullableColumns.LOG.log(
          System.Logger.Level.DEBUG, file.what() + " is in use elsewhere and keeps its size", e);
    }
  }

  private static void emptyLog(Handle handle) {
    handle.createQuery("pragma wal_checkpoint(truncate)").mapToMap().list();
  }

  private Open opened() {
    if (broken.isPresent()) {
      throw broken.get();
    }
    if (open.isEmpty()) {
      try {
        open = Optional.of(openNow());
      } catch (StoreException e) {
        broken = Optional.of(e);
        throw e;
      }
    }
    return open.get();
  }

  private Open openNow() {
    if (closed) {
      throw new StoreException(file.what() + " is closed.", new IllegalStateException("closed"));
    }
    Database database = file.open();
    return new Open(database, file.handle(database));
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      open.ifPresent(each -> each.handle().close());
      open = Optional.empty();
    } finally {
      lock.unlock();
    }
  }
}
