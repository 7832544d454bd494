package io.signalbox.engine.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads what lies on a disk. A pipe or a device in a file's place would keep a reader waiting
/// forever, so it is not opened.
public final class RegularFile {
  private RegularFile() {}

  /// The file's bytes, at most one more than the limit: then it is longer.
  ///
  /// @param most the limit in bytes
  /// @throws IOException if the disk does not give it, or it is no regular file
  public static byte[] read(Path file, int most) throws IOException {
    try (var in = open(file)) {
      return in.readNBytes(most + 1);
    }
  }

  /// Opens the file; the caller closes it.
  ///
  /// @throws IOException if the disk does not give it, or it is no regular file
  public static InputStream open(Path file) throws IOException {
    if (!Files.isRegularFile(file) && Files.exists(file)) {
      throw new IOException(
          Files.isDirectory(file) ? "it is a directory" : "it is not a regular file");
    }
    return Files.newInputStream(file);
  }
}
