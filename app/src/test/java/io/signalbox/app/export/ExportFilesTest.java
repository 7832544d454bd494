package io.signalbox.app.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.engine.spi.ConfigExporter.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files of an export on the disk.
final class ExportFilesTest {
  private static final List<File> FILES =
      List.of(new File("config.yaml", "a: 1\n"), new File("run.sh", "go\n"));

  @TempDir Path folder;

  @Test
  void writesNewFiles() throws IOException {
    assertEquals(2, ExportFiles.write(folder, FILES).written().size());
    assertEquals("a: 1\n", Files.readString(folder.resolve("config.yaml")));
  }

  @Test
  void keepsExistingFiles() throws IOException {
    Path config = Files.writeString(folder.resolve("config.yaml"), "mine\n");
    ExportFiles.Outcome outcome = ExportFiles.write(folder, FILES);
    assertEquals(List.of(new ExportFiles.There(config, "mine\n", "a: 1\n")), outcome.there());
    assertEquals("mine\n", Files.readString(config));
  }

  @Test
  void equalTextNeedsNoConfirmation() throws IOException {
    Files.writeString(folder.resolve("config.yaml"), "a: 1\n");
    assertEquals(List.of(), ExportFiles.write(folder, FILES).there());
  }

  @Test
  void backsUpReplacedFiles() throws IOException {
    Path config = folder.resolve("config.yaml");
    Files.writeString(config, "mine\n");
    Files.writeString(folder.resolve("config.yaml.bak"), "older\n");
    Path old = ExportFiles.replace(new ExportFiles.There(config, "mine\n", "a: 1\n"));
    assertEquals("config.yaml.bak2", String.valueOf(old.getFileName()));
    assertEquals("mine\n", Files.readString(old));
    assertEquals("a: 1\n", Files.readString(config));
  }

  @Test
  void findsWholeNamesOnly() {
    var files = List.of(new File("a.json", "{\n \"gpt-5\": \"$OPENAI_API_KEY\"\n}"));
    assertEquals(
        Optional.of(new TextMentions.Spot("a.json", 2)),
        TextMentions.of(List.of("gpt-5"), List.of("gpt-5", "mini"), files));
    assertEquals(Optional.empty(), TextMentions.of(List.of("gpt"), List.of("gpt"), files));
    assertEquals(List.of("OPENAI_API_KEY"), TextMentions.keys(files));
  }
}
