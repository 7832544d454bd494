package io.signalbox.engine.exchange;

import java.util.concurrent.Semaphore;

/// Runs copies of requests, whose answers nobody waits for. Safe for threads.
@FunctionalInterface
public interface Copies {
  /// Runs a copy, now or soon, or not at all.
  ///
  /// @return whether it runs
  boolean run(String id, Runnable copy);

  /// None is run: in rehearsals a copy is only decided on.
  Copies NONE = (id, copy) -> false;

  /// Each on a thread of its own; more than so many at a time are dropped, so that a slow branch
  /// for copies cannot fill the memory.
  static Copies atMost(int most) {
    var free = new Semaphore(most);
    return (id, copy) -> {
      if (!free.tryAcquire()) {
        return false;
      }
      Thread.ofVirtual()
          .name("copy " + id)
          .start(() -> {
            try {
              copy.run();
            } finally {
              free.release();
            }
          });
      return true;
    };
  }
}
