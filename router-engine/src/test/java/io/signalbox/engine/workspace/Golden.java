package io.signalbox.engine.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files with what is expected of them beside them. */
final class Golden {
  private static final Path FOLDER = Path.of("src/test/resources/golden/workspace");
  private static final boolean WRITE = "write".equals(System.getenv("SIGNALBOX_GOLDEN"));

  private Golden() {}

  static List<Path> files(String ending) throws IOException {
    try (var files = Files.walk(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  static Path beside(Path file, String ending) {
    String name = file.getFileName().toString();
    return file.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ending);
  }

  static void check(Path expected, String actual) throws IOException {
    if (!WRITE && Files.exists(expected)) {
      assertEquals(Files.readString(expected), actual, expected.toString());
      return;
    }
    Files.writeString(expected, actual);
    fail("written, look at it: " + expected);
  }
}
