package io.signalbox.engine.proxy;

import io.helidon.common.socket.HelidonSocket;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReentrantLock;

/// What a client sends: read by its connection's own thread, or ahead of it by one that listens
/// whether the client is still there. Guarded by the connection's lock.
final class ClientInput {
  /// Bodies that are not read may still arrive; a client that is cut off while it sends would never
  /// see the answer.
  private static final int MOST_DISCARDED_BYTES = 64 << 20;

  private static final Duration MOST_DISCARDING_TIME = Duration.ofSeconds(15);

  private final HelidonSocket socket;
  private final ReentrantLock lock;
  private Optional<FutureTask<Optional<byte[]>>> ahead = Optional.empty();
  private boolean ended;

  ClientInput(HelidonSocket socket, ReentrantLock lock) {
    this.socket = socket;
    this.lock = lock;
  }

  /// The next bytes, whichever thread reads them; empty when there will be none.
  Optional<byte[]> next() {
    var bytes = readByAnybody();
    ended = bytes.isEmpty();
    return bytes;
  }

  private Optional<byte[]> readByAnybody() {
    var heard = heardAhead();
    try {
      return heard.isPresent() ? heard.get().get() : read();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private Optional<FutureTask<Optional<byte[]>>> heardAhead() {
    lock.lock();
    try {
      var heard = ahead;
      ahead = Optional.empty();
      return heard;
    } finally {
      lock.unlock();
    }
  }

  /// Throws away what still comes, until the client closes or that takes too much.
  ///
  /// @param beforeRead what is done before each read
  void discard(Runnable beforeRead) {
    long begun = System.nanoTime();
    long discarded = 0;
    while (!ended
        && discarded < MOST_DISCARDED_BYTES
        && System.nanoTime() - begun < MOST_DISCARDING_TIME.toNanos()) {
      beforeRead.run();
      discarded += next().map(read -> read.length).orElse(0);
    }
  }

  /// Reads from the socket.
  Optional<byte[]> read() {
    try {
      return Optional.ofNullable(socket.get());
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /// Whether a thread reads ahead, or has; the lock is held.
  boolean isHeardAhead() {
    return ahead.isPresent();
  }

  /// Reads ahead on a thread of its own; the lock is held.
  void hearAhead(Callable<Optional<byte[]>> hearing) {
    var task = new FutureTask<>(hearing);
    ahead = Optional.of(task);
    Thread.ofVirtual().name("signalbox-listen").start(task);
  }
}
