package io.signalbox.app.fx;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;

/// Work that must not keep the window waiting. What came of it is told on the UI thread.
public interface Background {

  /// Does the work elsewhere, then tells one of the two on the UI thread.
  ///
  /// @param work what to do; it touches no view
  /// @param done told what came of it
  /// @param failed told what it threw
  /// @return stops it; it is then told nothing any more
  <T> Stop run(Callable<T> work, Consumer<T> done, Consumer<Exception> failed);

  /// Takes no more work and waits for what is under way, at most a few seconds.
  void finish();

  /// Does work on a thread of its own while there is no UI thread yet; the program's end does not
  /// wait for it.
  ///
  /// @param after what the same thread does when the work is done
  /// @return what comes of the work, or what it threw
  static <T> CompletableFuture<T> ahead(Supplier<T> work, Consumer<T> after) {
    var made = new CompletableFuture<T>();
    Thread.ofPlatform()
        .daemon()
        .name("head-start")
        .start(() -> {
          try {
            T result = work.get();
            made.complete(result);
            after.accept(result);
          } catch (RuntimeException | LinkageError trouble) {
            made.completeExceptionally(trouble);
          }
        });
    return made;
  }

  /// Ends work that goes on; nothing happens if it is over.
  @FunctionalInterface
  interface Stop {
    /// Nothing goes on.
    Stop NOTHING = () -> {};

    /// The work's thread is interrupted. On the UI thread.
    void stop();
  }

  /// On virtual threads, as many as there is work.
  static Background threads() {
    return new OnThreads(
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("workbench-", 1).factory()));
  }

  /// At once, on the calling thread: for tests.
  static Background direct() {
    return new Direct();
  }

  /// Elsewhere.
  record OnThreads(ExecutorService threads) implements Background {
    @Override
    public <T> Stop run(Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
      if (threads.isShutdown()) {
        return Stop.NOTHING; // a clock that ticks once more while the window closes
      }
      var stopped = new boolean[1];
      Future<?> running =
          threads.submit(() -> {
            Runnable told = outcome(work, done, failed);
            Platform.runLater(() -> {
              if (!stopped[0]) {
                told.run();
              }
            });
          });
      return () -> {
        stopped[0] = true;
        running.cancel(true);
      };
    }

    @Override
    public void finish() {
      threads.shutdown();
      try {
        if (!threads.awaitTermination(3, TimeUnit.SECONDS)) {
          threads.shutdownNow();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// On the calling thread.
  record Direct() implements Background {
    @Override
    public <T> Stop run(Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
      outcome(work, done, failed).run();
      return Stop.NOTHING;
    }

    @Override
    public void finish() {}
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
