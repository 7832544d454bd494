package io.signalbox.engine.home;

import io.signalbox.engine.workspace.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Set;

/// Files that only their owner may read, and that are whole whenever the power fails.
public final class SafeFile {
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private SafeFile() {}

  /// Writes beside and renames, so that a reader sees the old or the new content and never a part.
  public static void write(Path file, byte[] content) throws IOException {
    Path directory =
        Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file's directory");
    Path beside = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
    Files.deleteIfExists(beside);
    var how = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = FileChannel.open(beside, how, OwnerOnly.file())) {
      var left = ByteBuffer.wrap(content);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    force(directory);
  }

  /// Renames a damaged file, and what SQLite keeps beside it, out of the way.
  public static Path setAside(Path file, Instant now) throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + ".damaged-" + DATE.format(now));
    for (int i = 2; Files.exists(aside); i++) {
      aside = file.resolveSibling(file.getFileName() + ".damaged-" + DATE.format(now) + "-" + i);
    }
    Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
    for (String companion : new String[] {"-wal", "-shm"}) {
      try {
        Files.move(
            file.resolveSibling(file.getFileName() + companion),
            aside.resolveSibling(aside.getFileName() + companion));
      } catch (NoSuchFileException _) {
        // there is none after a clean close
      }
    }
    return aside;
  }

  private static void force(Path directory) throws IOException {
    if (POSIX) { // the rename itself must be on the disk; elsewhere a directory cannot be opened
      try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
