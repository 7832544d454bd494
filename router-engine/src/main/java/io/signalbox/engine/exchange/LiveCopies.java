package io.signalbox.engine.exchange;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Runs each copy on a thread of its own. More than so many at a time, or with more than so many
/// bytes, are not run, so that a slow branch for copies cannot fill the memory. Safe for threads.
public final class LiveCopies implements Copies, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(LiveCopies.class.getName());
  private static final int MOST = 64;
  private static final int MOST_KILOBYTES = 64 * 1024;
  private static final String FULL = "too many copies are in flight";

  private final Duration patience;
  private final Semaphore free = new Semaphore(MOST);
  private final Semaphore kilobytes = new Semaphore(MOST_KILOBYTES);
  private final Set<Thread> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /// @param patience how long copies in flight are waited for at the end
  public LiveCopies(Duration patience) {
    this.patience = patience;
  }

  @Override
  public Optional<String> run(String id, long bytes, Runnable copy) {
    int size = (int) Math.min(Integer.MAX_VALUE, bytes / 1024 + 1);
    if (closed || !free.tryAcquire()) {
      return Optional.of(FULL);
    }
    if (!kilobytes.tryAcquire(size)) {
      free.release();
      return Optional.of(FULL);
    }
    Thread.ofVirtual().name("copy " + id).start(() -> carriedOut(id, size, copy));
    return Optional.empty();
  }

  private void carriedOut(String id, int size, Runnable copy) {
    running.add(Thread.currentThread());
    try {
      copy.run();
    } catch (RuntimeException bug) {
      // Its message may hold a prompt.
      String where = bug.getStackTrace().length == 0 ? "" : " at " + bug.getStackTrace()[0];
      LOG.log(
          System.Logger.Level.ERROR,
          "internal error in the copy of request " + id + ": " + bug.getClass().getName() + where);
    } finally {
      running.remove(Thread.currentThread());
      kilobytes.release(size);
      free.release();
    }
  }

  /// Runs no more, waits for those in flight, and in the end gives them up: what they cost until
  /// then is recorded.
  @Override
  public void close() {
    closed = true;
    if (!ended(patience)) {
      running.forEach(Thread::interrupt);
      ended(patience);
    }
  }

  private boolean ended(Duration most) {
    try {
      boolean all = free.tryAcquire(MOST, most.toMillis(), TimeUnit.MILLISECONDS);
      if (all) {
        free.release(MOST);
      }
      return all;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
