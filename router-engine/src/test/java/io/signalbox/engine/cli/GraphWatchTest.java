package io.signalbox.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.cli.command.GraphContent;
import io.signalbox.engine.cli.command.GraphFiles;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The last good content of a graph's file is in force in the end, whatever happened before. */
class GraphWatchTest {
  @TempDir private Path directory;

  private final List<GraphContent> told = new ArrayList<>();
  private Path file = Path.of("");
  private GraphWatch watch = new GraphWatch(List.of(), Map.of(), all -> {});

  @BeforeEach
  void begin() throws IOException {
    file = directory.resolve("graph.yaml");
    Files.writeString(file, "first");
    watch = watching();
  }

  private GraphWatch watching() {
    return new GraphWatch(
        List.of(file), Map.of(file, GraphFiles.onDisk(file)), all -> told.addAll(all.values()));
  }

  private void settle() {
    watch.look();
    watch.look();
  }

  private void assertInForce(String text) {
    assertEquals(new GraphContent.Text(text), told.getLast());
  }

  @Test
  void unchangedFileIsNotReported() {
    settle();
    assertEquals(List.of(), told);
  }

  @Test
  void fileWrittenSlowlyInPlaceIsWaitedFor() throws IOException {
    Files.writeString(file, "");
    for (String piece : List.of("se", "co", "n", "d")) {
      watch.look();
      Files.writeString(file, piece, StandardOpenOption.APPEND);
    }
    assertEquals(List.of(), told);
    settle();
    assertEquals(List.of(new GraphContent.Text("second")), told);
  }

  @Test
  void contentOfTheSameSizeAndTimeIsNoticed() throws IOException {
    FileTime time = Files.getLastModifiedTime(file);
    try (var open = new RandomAccessFile(file.toFile(), "rw")) {
      open.writeBytes("other");
    }
    Files.setLastModifiedTime(file, time);
    settle();
    assertInForce("other");
    Path beside = directory.resolve("beside");
    Files.writeString(beside, "third");
    Files.setLastModifiedTime(beside, time);
    Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    settle();
    assertInForce("third");
  }

  @Test
  void lastOfManySwapsIsInForce() throws IOException {
    for (int i = 0; i < 200; i++) {
      Path beside = directory.resolve("beside");
      Files.writeString(beside, "swap " + i);
      Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
      if (i % 3 == 0) {
        watch.look();
      }
    }
    settle();
    assertInForce("swap 199");
  }

  @Test
  void changeBetweenReadingAndWatchingIsNoticed() throws IOException {
    watch =
        new GraphWatch(
            List.of(file),
            Map.of(file, new GraphContent.Text("zeroth")),
            all -> told.addAll(all.values()));
    settle();
    assertInForce("first");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void pipeInTheFilesPlaceIsNotWaitedFor() throws Exception {
    Files.delete(file);
    int made = new ProcessBuilder("mkfifo", file.toString()).start().waitFor();
    assertEquals(0, made);
    settle();
    assertTrue(told.getLast().toString().contains("not a regular file"), told.toString());
    back();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void deviceInTheFilesPlaceIsNotRead() throws IOException {
    Files.delete(file);
    Files.createSymbolicLink(file, Path.of("/dev/zero"));
    settle();
    assertTrue(told.getLast().toString().contains("not a regular file"), told.toString());
    back();
  }

  @Test
  void whateverStandsInTheFilesPlaceIsSaidOnceAndTheFileIsBackAfterwards() throws IOException {
    Files.delete(file);
    settle();
    assertTrue(told.getLast().toString().contains("no file"), told.toString());
    Files.createDirectories(file);
    settle();
    settle();
    assertEquals(2, told.size());
    assertTrue(told.getLast().toString().contains("directory"), told.toString());
    Files.delete(file);
    Files.write(file, new byte[] {(byte) 0xc3, 0x28});
    settle();
    assertTrue(told.getLast().toString().contains("not UTF-8"), told.toString());
    Files.write(file, new byte[(4 << 20) + 1]);
    settle();
    assertTrue(told.getLast().toString().contains("4 MiB"), told.toString());
    back();
  }

  private void back() throws IOException {
    Files.delete(file);
    Files.writeString(file, "back");
    settle();
    assertInForce("back");
  }

  @Test
  void troubleOfTheSwapDoesNotHideTheNextChange() throws IOException {
    var seen = new ArrayList<GraphContent>();
    watch =
        new GraphWatch(
            List.of(file),
            Map.of(file, GraphFiles.onDisk(file)),
            all -> {
              seen.addAll(all.values());
              throw new IllegalStateException("odd");
            });
    for (String text : List.of("a", "b")) {
      Files.writeString(file, text);
      for (int i = 0; i < 3; i++) {
        GraphWatch.surely(watch::look);
      }
    }
    assertEquals(List.of(new GraphContent.Text("a"), new GraphContent.Text("b")), seen);
  }
}
