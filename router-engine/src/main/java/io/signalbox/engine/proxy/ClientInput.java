package io.signalbox.engine.proxy;

import io.helidon.common.socket.HelidonSocket;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReentrantLock;

/// What a client sends: read by its connection's own thread, or ahead of it by one that listens
/// whether the client is still there. Guarded by the connection's lock.
final class ClientInput {
  private final HelidonSocket socket;
  private final ReentrantLock lock;
  private Optional<FutureTask<Optional<byte[]>>> ahead = Optional.empty();

  ClientInput(HelidonSocket socket, ReentrantLock lock) {
    this.socket = socket;
    this.lock = lock;
  }

  /// The next bytes, whoever reads them; empty when there will be none.
  Optional<byte[]> next() {
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

  /// Reads from the socket.
  Optional<byte[]> read() {
    try {
      return Optional.ofNullable(socket.get());
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /// Whether somebody reads ahead, or has; the lock is held.
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
