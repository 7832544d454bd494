package io.signalbox.engine.cli.command;

import io.signalbox.engine.api.EngineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// Files that commands write: beside first and then renamed, so that no half file is ever read.
public final class SavedFile {
  private SavedFile() {}

  /// @throws EngineException if the disk does not take it
  public static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /// @throws EngineException if the disk does not take it
  public static void write(Path file, byte[] bytes) {
    Path whole = file.toAbsolutePath();
    Path directory = Optional.ofNullable(whole.getParent()).orElse(whole);
    Path beside = directory.resolve("." + whole.getFileName() + ".part");
    try {
      Files.createDirectories(directory);
      replace(beside, whole, bytes);
    } catch (IOException e) {
      throw new EngineException(file + " cannot be written: " + e.getMessage());
    }
  }

  private static void replace(Path beside, Path whole, byte[] bytes) throws IOException {
    try {
      Files.write(beside, bytes);
      Files.move(beside, whole, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }
}
