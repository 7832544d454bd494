package io.signalbox.engine.store.sqlite;

import io.signalbox.engine.store.database.Database;
import io.signalbox.engine.store.database.DiskFault;
import io.signalbox.engine.store.database.NullableColumns;
import io.signalbox.engine.store.database.StoreProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/// The one thread that writes traces, in batches: whatever has come while the last batch was being
/// written is the next one. Data of the ledger beside traces waits for the disk, so it is written
/// by a thread of its own: on a busy disk that takes seconds, and a kill would lose as many of
/// traces.
final class LedgerWriter implements AutoCloseable {
  private static final int WAITING = 10_000;
  private static final int BATCH = 1_000;
  private static final Duration GATHER = Duration.ofMillis(50);
  private static final Duration FULL = Duration.ofMillis(50);
  private static final Duration IDLE = Duration.ofMillis(250);
  private static final Duration CHORES = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Database database;
  private final RunningSpend running;
  private final DiskFault upkeep;
  private final List<Runnable> chores;
  private final TraceTable table = new TraceTable();
  private final BlockingQueue<Entry> queue = new ArrayBlockingQueue<>(WAITING);
  private final List<TraceEntry> kept = new ArrayList<>(); // could not be written yet
  private final AtomicLong lost = new AtomicLong();
  private final Thread thread;
  private final Thread keeper;
  private volatile boolean closing;
  private int version; // SQLite's count of other connections' changes
  private long said; // how many losses the log knows of
  private long tidied = System.nanoTime();

  LedgerWriter(Database database, RunningSpend running, List<Runnable> chores) {
    this.database = database;
    this.running = running;
    this.upkeep =
        new DiskFault(
            "Data of the ledger beside traces", "Retrying every second.", database.file());
    this.chores = List.copyOf(chores);
    this.keeper = Thread.ofPlatform().daemon().name("ledger-upkeep").start(this::keepUp);
    this.thread = Thread.ofPlatform().daemon().name("ledger").start(this::write);
  }

  /// What waits: a trace, or a flush that waits until all before is written.
  private sealed interface Entry {
    record Recorded(TraceEntry trace) implements Entry {}

    record Asking(CountDownLatch written) implements Entry {}
  }

  void record(TraceEntry trace) {
    running.recorded(trace);
    if (closing || !offered(new Entry.Recorded(trace))) {
      lost.incrementAndGet();
      running.written(List.of(trace));
    }
  }

  boolean flush() {
    if (closing) {
      return hasEnded(); // its last act is to write what waits
    }
    var written = new CountDownLatch(1);
    return offered(new Entry.Asking(written)) && awaited(written);
  }

  long lost() {
    return lost.get();
  }

  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(keeper);
    offered(new Entry.Asking(new CountDownLatch(1))); // wakes it up
    hasEnded();
  }

  private boolean hasEnded() {
    try {
      return thread.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean offered(Entry entry) {
    if (queue.offer(entry)) {
      return true;
    }
    try {
      return queue.offer(entry, FULL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return queue.offer(entry);
    }
  }

  private static boolean awaited(CountDownLatch written) {
    try {
      return written.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// A file that cannot be opened is tried again: what waits is not lost by it.
  private void write() {
    try {
      while (!isWritten()) {
        LockSupport.parkNanos(CHORES.toNanos());
      }
      keeper.join(PATIENCE);
      chores.forEach(this::attempt);
      sayKept();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does this but the end of the process
    }
  }

  /// Writes until the end; false if the file could not be opened.
  private boolean isWritten() throws InterruptedException {
    try (Handle handle = database.write()) {
      while (!closing || !queue.isEmpty()) {
        writeNext(handle);
        doChores(handle);
      }
      return true;
    } catch (JdbiException e) {
      database.suspect(e);
      upkeep.met(e, 0);
      return closing;
    }
  }

  private void keepUp() {
    LockSupport.parkNanos(CHORES.toNanos());
    while (!closing) {
      chores.forEach(this::attempt);
      LockSupport.parkNanos(CHORES.toNanos());
    }
  }

  private void writeNext(Handle handle) throws InterruptedException {
    var first = queue.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
    if (first == null) {
      writeBatch(handle, List.of());
      return;
    }
    List<Entry> entries = new ArrayList<>();
    entries.add(first);
    gather(first);
    queue.drainTo(entries, BATCH - 1);
    List<TraceEntry> traces = new ArrayList<>();
    for (Entry each : entries) {
      if (each instanceof Entry.Recorded recorded) {
        traces.add(recorded.trace());
      }
    }
    writeBatch(handle, traces);
    for (Entry each : entries) {
      if (each instanceof Entry.Asking asking) {
        asking.written().countDown();
      }
    }
  }

  /// Under load a short pause makes one transaction of many; a flush is not kept waiting.
  private void gather(Entry first) {
    if (first instanceof Entry.Recorded && !closing && queue.size() < BATCH) {
      LockSupport.parkNanos(GATHER.toNanos());
    }
  }

  /// Writes these after what could not be written before: a full disk can be freed.
  private void writeBatch(Handle handle, List<TraceEntry> fresh) {
    var traces = new ArrayList<>(kept);
    traces.addAll(fresh);
    if (traces.isEmpty()) {
      return;
    }
    try {
      handle.useTransaction(each -> table.insert(each, traces));
      kept.clear();
    } catch (RuntimeException e) {
      table.forget();
      database.suspect(e);
      if (StoreProblem.mayPass(e) && traces.size() <= WAITING) {
        keep(traces, e);
        return;
      }
      lose(traces, e);
    }
    attempt(() -> running.written(traces));
  }

  private void keep(List<TraceEntry> traces, RuntimeException why) {
    if (kept.isEmpty()) {
      NullableColumns.LOG.log(
          System.Logger.Level.WARNING,
          "Traces cannot be written now: "
              + StoreProblem.cause(why)
              + ". They are kept in memory and written later.");
    }
    kept.clear();
    kept.addAll(traces);
  }

  private void lose(List<TraceEntry> traces, RuntimeException why) {
    kept.clear();
    lost.addAndGet(traces.size());
    NullableColumns.LOG.log(
        System.Logger.Level.WARNING,
        traces.size() + " traces could not be written: " + StoreProblem.cause(why) + ".");
    said += traces.size();
  }

  private void doChores(Handle handle) {
    long now = System.nanoTime();
    if (now - tidied >= CHORES.toNanos()) {
      tidied = now;
      sayLosses();
      attempt(() -> lookAtOthers(handle));
    }
  }

  private void lookAtOthers(Handle handle) {
    running.forgetUnused();
    // It changes whenever another connection has written.
    int now = handle.createQuery("pragma data_version").mapTo(Integer.class).one();
    if (now != version) {
      version = now;
      running.refresh();
    }
  }

  private void sayKept() {
    for (Entry each : queue) { // the file could not be opened till the end
      if (each instanceof Entry.Recorded recorded) {
        kept.add(recorded.trace());
      }
    }
    if (!kept.isEmpty()) {
      lost.addAndGet(kept.size());
      NullableColumns.LOG.log(
          System.Logger.Level.WARNING,
          kept.size() + " traces were lost: they could not be written.");
    }
  }

  private void sayLosses() {
    long all = lost.get();
    if (all > said) {
      NullableColumns.LOG.log(
          System.Logger.Level.WARNING,
          (all - said) + " traces were lost because the disk is too slow.");
      said = all;
    }
  }

  private void attempt(Runnable chore) {
    try {
      chore.run();
    } catch (RuntimeException e) { // whatever it is, the writer goes on
      upkeep.met(e, 0);
    }
  }
}
