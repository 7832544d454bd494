package io.signalbox.engine.store.database;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Failures of writing, reported when they begin and end and not for each request. Safe for
/// threads.
public final class DiskFault {
  /// Recurring failures are reported so often.
  private static final Duration QUIET = Duration.ofMinutes(1);

  private final String what;
  private final String effect;
  private final Path file;
  private final AtomicLong lost = new AtomicLong();
  private volatile boolean met;
  private long told = System.nanoTime() - QUIET.toNanos();

  /// @param what cannot be written: "Budgets"
  /// @param effect until it can be: "…"
  public DiskFault(String what, String effect, Path file) {
    this.what = what;
    this.effect = effect;
    this.file = file;
  }

  /// It could not be written.
  ///
  /// @param count how much is lost by it
  public synchronized void met(Throwable trouble, int count) {
    lost.addAndGet(count);
    met = true;
    long now = System.nanoTime();
    if (now - told >= QUIET.toNanos()) {
      told = now;
      log(
          what
              + " cannot be written to "
              + file
              + ": "
              + StoreProblem.cause(trouble)
              + ". "
              + effect);
    }
  }

  /// It could be written. Asked for each request.
  public void over() {
    if (met) {
      end();
    }
  }

  private synchronized void end() {
    if (met) {
      met = false;
      long gone = lost.getAndSet(0);
      log(what + " can be written again" + (gone == 0 ? "." : "; " + gone + " were lost."));
    }
  }

  private static void log(String line) {
    NullableColumns.LOG.log(System.Logger.Level.WARNING, line);
  }
}
