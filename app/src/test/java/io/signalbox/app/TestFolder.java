package io.signalbox.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// Folders for tests that need one before JUnit gives them theirs. They are gone when the process
/// ends.
public final class TestFolder {
  private static final Path ALL = all();

  private TestFolder() {}

  /// A new folder.
  public static Path make(String name) {
    try {
      return Files.createTempDirectory(ALL, name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path all() {
    try {
      Path all = Files.createTempDirectory("signalbox-tests");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(all)));
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path all) {
    try (var files = Files.walk(all)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> file.delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
