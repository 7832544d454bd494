package io.signalbox.engine.proxy;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/// Writes to a [ClientConnection], and knows how long the present write has taken. Writes come one
/// after the other; [#isStuck] may be asked by any thread.
final class ClientConnectionWriter implements DataWriter {
  private final DataWriter inner;
  private volatile long since;
  private volatile boolean writing;
  private final ReentrantLock lock = new ReentrantLock();

  ClientConnectionWriter(DataWriter inner) {
    this.inner = inner;
  }

  /// Whether the client has not taken what is being written for longer than this.
  boolean isStuck(long now, Duration time) {
    return writing && now - since > time.toNanos();
  }

  /// Does something that must not happen while something is being written.
  ///
  /// @return whether it was done
  boolean between(Runnable action) {
    if (!lock.tryLock()) {
      return false;
    }
    try {
      action.run();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Does something as soon as nothing is being written. An interrupt must come like this: under a
  /// write it closes the connection, and the write fails though the client may have all of it.
  void afterWrite(Runnable action) {
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
  }

  private void writing(Runnable write) {
    lock.lock();
    since = System.nanoTime();
    writing = true;
    try {
      write.run();
    } finally {
      writing = false;
      lock.unlock();
    }
  }

  @Override
  public void write(BufferData... buffers) {
    writing(() -> inner.write(buffers));
  }

  @Override
  public void write(BufferData buffer) {
    writing(() -> inner.write(buffer));
  }

  @Override
  public void writeNow(BufferData... buffers) {
    writing(() -> inner.writeNow(buffers));
  }

  @Override
  public void writeNow(BufferData buffer) {
    writing(() -> inner.writeNow(buffer));
  }

  @Override
  public void flush() {
    writing(inner::flush);
  }

  @Override
  public void close() {
    inner.close();
  }
}
