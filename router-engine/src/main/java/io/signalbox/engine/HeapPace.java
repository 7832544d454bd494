package io.signalbox.engine;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// When garbage that outlived the young generation is collected. The JVM would rather let the heap
/// grow to a quarter of the machine's memory: what a thousand streams leave behind then stays for
/// good. Here it goes as in runtimes with a pace: when as much has gathered as was alive the last
/// time, but not for little, and what is left when nothing is done any more.
///
/// ```
/// alive 30 MB, used 55 → nothing; used 110 → collect
/// used 75, the same for ten seconds → collect, and give the memory back
/// ```
///
/// A collection stops the program for about a millisecond per megabyte that is alive. Belongs to
/// one thread.
public final class HeapPace {
  /// Below it, a collection is not worth its while, in bytes.
  private static final long LITTLE = 64L << 20;

  /// The same when nothing is done, in bytes.
  private static final long LITTLE_AT_REST = 16L << 20;

  /// So much more in a second is no work, in bytes.
  private static final long STILL = 1L << 20;

  private static final Duration REST = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private long alive;
  private long before;
  private Duration still = Duration.ZERO;

  HeapPace() {}

  /// Keeps the pace as long as the program runs, on a thread of its own.
  public static void keep() {
    Thread.ofPlatform()
        .daemon()
        .name("heap-pace")
        .start(() -> {
          var pace = new HeapPace();
          while (true) {
            LockSupport.parkNanos(LOOK.toNanos());
            if (pace.isDue(used(), LOOK)) {
              System.gc();
              pace.collected(used());
            }
          }
        });
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /// Whether to collect now.
  ///
  /// @param used of the heap, in bytes
  /// @param passed since the last call
  boolean isDue(long used, Duration passed) {
    still = Math.abs(used - before) < STILL ? still.plus(passed) : Duration.ZERO;
    before = used;
    long gathered = used - alive;
    boolean atRest = still.compareTo(REST) >= 0 && gathered > LITTLE_AT_REST;
    return atRest || gathered > Math.max(LITTLE, alive);
  }

  /// @param used right after a collection, in bytes
  void collected(long used) {
    alive = used;
    before = used;
    still = Duration.ZERO;
  }
}
