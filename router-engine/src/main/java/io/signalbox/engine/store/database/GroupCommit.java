package io.signalbox.engine.store.database;

import io.signalbox.engine.store.StoreException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;

/// Lets many threads share one transaction: the first one does the work of all that wait, so that
/// the disk is waited for once and not a hundred times.
///
/// **The idea.** Each thread puts its work into a queue and asks for the lock. Who gets it takes
/// all that waits, its own work among it, runs it in one transaction and commits once. The others
/// find their work done when they get the lock. No thread returns before its work is committed, and
/// no thread of its own is needed. Whether a commit waits for the disk is the database's matter.
///
/// Example: a commit takes 5 ms, and a hundred requests reserve at once. The first commits alone;
/// meanwhile 99 have queued up, and the second commits for all of them. All are done after 10 ms
/// instead of 500.
///
/// A failed transaction fails the work of all in it, so work that may fail by itself (no room in a
/// budget) undoes its part by a savepoint of its own, see [ReservationSql]. What others decided in
/// the same transaction is visible to later work in it: two reservations in one commit cannot both
/// take the last room.
public final class GroupCommit implements AutoCloseable {
  private static final int MOST_AT_ONCE = 256;

  private final Handle handle;
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicLong commits = new AtomicLong();
  private final Queue<Turn<?>> waiting = new ConcurrentLinkedQueue<>();

  public GroupCommit(Handle handle) {
    this.handle = handle;
  }

  /// Does the work in a transaction and returns when it is committed.
  ///
  /// @param what for the message: "The budget"
  public <T> T run(String what, Work<T> work) {
    var turn = new Turn<T>(work);
    waiting.add(turn);
    lock.lock();
    try {
      while (!turn.done) {
        work();
      }
    } finally {
      lock.unlock();
    }
    return turn.result(what);
  }

  /// What is done in the transaction.
  @FunctionalInterface
  public interface Work<T> {
    T in(Handle handle) throws SQLException;
  }

  private void work() {
    List<Turn<?>> turns = new ArrayList<>();
    for (var turn = waiting.poll(); turn != null; turn = waiting.poll()) {
      turns.add(turn);
      if (turns.size() == MOST_AT_ONCE) {
        break;
      }
    }
    Optional<Exception> trouble = Optional.empty();
    try {
      handle.<SQLException>useTransaction(each -> {
        for (var turn : turns) {
          turn.work(each);
        }
      });
      commits.incrementAndGet();
    } catch (RuntimeException | SQLException e) { // nothing of any of them is written
      trouble = Optional.of(e);
    }
    for (var turn : turns) {
      turn.end(trouble);
    }
  }

  /// How many there were.
  public long commits() {
    return commits.get();
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

  /// One thread's work; its fields are guarded by the lock.
  private static final class Turn<T> {
    private final Work<T> work;
    private Optional<T> result = Optional.empty();
    private Optional<Exception> trouble = Optional.empty();
    private boolean done;

    Turn(Work<T> work) {
      this.work = work;
    }

    void work(Handle handle) throws SQLException {
      result = Optional.of(work.in(handle));
    }

    void end(Optional<Exception> what) {
      trouble = what;
      done = true;
    }

    T result(String what) {
      trouble.ifPresent(e -> {
        throw new StoreException(what + " could not be saved: " + StoreProblem.cause(e) + ".", e);
      });
      return result.orElseThrow(() -> new IllegalStateException("another thread's work failed"));
    }
  }
}
