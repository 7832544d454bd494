package io.signalbox.engine;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Work that is done ahead on threads of its own, so that the first request need not wait for it.
/// What fails here fails again, and is reported, where it is needed. Safe for threads.
final class BackgroundTasks {
  private static final System.Logger LOG = System.getLogger(BackgroundTasks.class.getName());
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();

  /// Begins a task.
  ///
  /// @param name of its thread
  void start(String name, Runnable task) {
    threads.add(Thread.ofPlatform().daemon().name(name).start(() -> run(name, task)));
  }

  private static void run(String name, Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, name + " failed", e);
    }
  }

  /// Waits for what has begun, some seconds each at most: the code that closes the program may
  /// delete its home, and nothing must still be opening it.
  void await() {
    try {
      for (Thread each : threads) {
        each.join(LONGEST_WAIT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
