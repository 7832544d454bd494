package io.signalbox.engine.workspace;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/// Files and directories that only their owner may read. Where the system knows no permissions of
/// this kind, they are as they come.
public final class OwnerOnly {
  private static final System.Logger LOG = System.getLogger(OwnerOnly.class.getName());
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  private static final Set<PosixFilePermission> OWNERS =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private OwnerOnly() {}

  /// What a new file is made with.
  public static FileAttribute<?>[] file() {
    return only("rw-------");
  }

  /// Makes a directory and what is missing above it; one that is there is left as it is.
  ///
  /// @throws IOException if the disk does not take it
  public static void directory(Path directory) throws IOException {
    Files.createDirectories(directory, only("rwx------"));
  }

  /// Makes an empty file unless there is one.
  ///
  /// @throws IOException if the disk does not take it
  public static void make(Path file) throws IOException {
    if (Files.notExists(file)) {
      try {
        Files.createFile(file, file());
      } catch (FileAlreadyExistsException _) {
        tighten(file); // another process was faster
      }
    }
  }

  /// Takes everything away from everybody else. What is not there, or is not ours to change, stays
  /// as it is.
  public static void tighten(Path path) {
    if (!POSIX) {
      return;
    }
    try {
      var now = Files.getPosixFilePermissions(path);
      var less = EnumSet.copyOf(OWNERS);
      less.retainAll(now);
      if (!less.equals(now)) {
        Files.setPosixFilePermissions(path, less);
      }
    } catch (IOException | UnsupportedOperationException e) {
      LOG.log(System.Logger.Level.DEBUG, path + " keeps its permissions", e);
    }
  }

  private static FileAttribute<?>[] only(String permissions) {
    return POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
