package io.signalbox.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What commands are expected to write. */
final class Golden {
  static final Path FOLDER = Path.of("src/test/resources/golden/cli");
  private static final boolean WRITE = "write".equals(System.getenv("SIGNALBOX_GOLDEN"));

  private Golden() {}

  static void check(String name, String actual) throws IOException {
    Path expected = FOLDER.resolve(name);
    if (!WRITE && Files.exists(expected)) {
      assertEquals(Files.readString(expected), actual, expected.toString());
      return;
    }
    Files.createDirectories(FOLDER);
    Files.writeString(expected, actual);
    fail("written, look at it: " + expected);
  }
}
