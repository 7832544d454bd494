package io.signalbox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StartTimesTest {
  @TempDir private Path folder;

  @Test
  void eachStepHasLineWithItsTimes() throws IOException {
    Path file = folder.resolve("times");
    var times = new StartTimes(Optional.of(file));
    times.reached("window shown");
    times.ended("usable");
    List<String> lines = Files.readAllLines(file);
    assertEquals(2, lines.size());
    assertTrue(lines.getFirst().matches("\\d+\t\\d+\twindow shown"), lines.getFirst());
    assertTrue(lines.getLast().matches("\\d+\t\\d+\tusable"), lines.getLast());
  }

  @Test
  void nothingIsMeasuredUnlessAskedFor() throws IOException {
    new StartTimes(Optional.empty()).ended("usable");
    assertEquals(
        Optional.of(folder.resolve("times")),
        Arguments.of(List.of("--timing", folder.resolve("times").toString())).timing());
    assertEquals(Optional.empty(), Arguments.of(List.of()).timing());
  }
}
