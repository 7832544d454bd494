package io.signalbox.app.fx;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javafx.application.Platform;

/// Work that must not keep the window waiting. What came of it is told on the UI thread.
public interface Background {

  /// Does the work elsewhere, then tells one of the two on the UI thread.
  ///
  /// @param work what to do; it touches no view
  /// @param done told what came of it
  /// @param failed told what it threw
  <T> void run(Callable<T> work, Consumer<T> done, Consumer<Exception> failed);

  /// On a few threads that do not keep the program alive.
  static Background threads() {
    return new OnThreads(
        Executors.newFixedThreadPool(
            2, Thread.ofPlatform().daemon().name("workbench-", 1).factory()));
  }

  /// At once, on the calling thread: for tests.
  static Background direct() {
    return new Direct();
  }

  /// On a pool.
  record OnThreads(ExecutorService pool) implements Background {
    @Override
    public <T> void run(Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
      pool.execute(() -> {
        Runnable told = outcome(work, done, failed);
        Platform.runLater(told);
      });
    }
  }

  /// On the calling thread.
  record Direct() implements Background {
    @Override
    public <T> void run(Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
      outcome(work, done, failed).run();
    }
  }

  private static <T> Runnable outcome(
      Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
    try {
      T result = work.call();
      return () -> done.accept(result);
    } catch (Exception trouble) {
      return () -> failed.accept(trouble);
    }
  }
}
