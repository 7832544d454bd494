package io.signalbox.engine.cli.command;

import io.signalbox.engine.api.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/// A home that is gone afterwards.
public record TemporaryHome(Path path) implements AutoCloseable {

  public static TemporaryHome make(String name) {
    return new TemporaryHome(directory(name));
  }

  /// A new directory that stays.
  ///
  /// @throws EngineException if the disk does not take it
  public static Path directory(String name) {
    try {
      return Files.createTempDirectory(name + "-");
    } catch (IOException e) {
      throw new EngineException("no temporary directory can be made: " + e.getMessage());
    }
  }

  /// What cannot be deleted stays: the system clears its temporary files in time.
  @Override
  public void close() {
    try {
      for (Path each : inner()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      System.getLogger(TemporaryHome.class.getName())
          .log(System.Logger.Level.DEBUG, path + " stays", e);
    }
  }

  private List<Path> inner() throws IOException {
    try (var all = Files.walk(path)) {
      return all.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
