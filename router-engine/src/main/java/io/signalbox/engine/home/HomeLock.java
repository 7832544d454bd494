package io.signalbox.engine.home;

import io.signalbox.engine.workspace.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/// Held while files are made, renamed or rewritten: one at a time, over all processes. The system
/// lets go of it when a process dies.
public final class HomeLock implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration PAUSE = Duration.ofMillis(5);

  private final FileChannel channel;

  private HomeLock(FileChannel channel) {
    this.channel = channel;
  }

  /// Waits for its turn.
  ///
  /// @throws IOException if the file cannot be made, or the turn does not come
  public static HomeLock take(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException(file + " is not a regular file"); // a pipe would be waited for
    }
    var how = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    var channel = FileChannel.open(file, how, OwnerOnly.file());
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!locked(channel)) {
      if (System.nanoTime() - end > 0) {
        channel.close();
        throw new IOException("another process has been holding " + file + " for too long");
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return new HomeLock(channel);
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // another store of this very process has it
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
