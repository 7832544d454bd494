package io.signalbox.engine.proxy;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The memory that bodies may take together, and all that is made of them while they are answered.
/// A request that finds none waits in line for a moment. Safe for threads.
final class BodyMemory {
  /// How many times its own length a body takes while it is read and understood: the bytes, the
  /// reader's buffers of two bytes a character, the texts.
  static final int WHILE_READ = 8;

  /// And while it is answered: the bytes, the texts, the bytes that go out.
  static final int WHILE_ANSWERED = 4;

  /// How long is waited in line.
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final int UNIT = 1 << 10;

  private final int units;
  private final Semaphore free;
  private final Duration patience;

  BodyMemory(long bytes, Duration patience) {
    this.units = (int) Math.clamp(bytes / UNIT, 1L, Integer.MAX_VALUE);
    this.free = new Semaphore(units, true);
    this.patience = patience;
  }

  /// Half of what this program may have at all.
  static BodyMemory ofThisProgram() {
    return new BodyMemory(Runtime.getRuntime().maxMemory() / 2, PATIENCE);
  }

  /// Nothing yet of the memory.
  Share share() {
    return new Share();
  }

  /// What one request has of it. Belongs to one thread.
  final class Share implements AutoCloseable {
    private int held;

    private Share() {}

    /// Makes it large enough for a body of this length that is being read. One body always finds
    /// room, be it as large as all there is.
    ///
    /// @return whether there was room in time
    boolean reads(long bodyBytes) {
      int wanted = unitsFor(bodyBytes * WHILE_READ);
      return wanted <= held || grow(wanted - held);
    }

    private boolean grow(int more) {
      try {
        boolean grown = free.tryAcquire(more, patience.toNanos(), TimeUnit.NANOSECONDS);
        held += grown ? more : 0;
        return grown;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    /// It is understood, and its answer is worked out.
    void answers(long bodyBytes) {
      int kept = Math.min(held, unitsFor(bodyBytes * WHILE_ANSWERED));
      free.release(held - kept);
      held = kept;
    }

    @Override
    public void close() {
      free.release(held);
      held = 0;
    }
  }

  private int unitsFor(long bytes) {
    return (int) Math.min(units, bytes / UNIT + 1);
  }
}
