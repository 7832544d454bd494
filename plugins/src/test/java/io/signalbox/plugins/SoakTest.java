package io.signalbox.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The soak of `scripts/soak.sh` in its shortest form: the books balance to the request and the
/// cent, and connections go when their clients do. Growth is watched in longer runs only.
final class SoakTest {
  private static final Path SOAK = Path.of("..", "scripts", "soak", "soak.py");
  private static final String SECONDS = "5";

  @TempDir private Path folder;

  @Test
  @Timeout(180)
  void booksBalanceAmongBadClientsAndProviders() throws Exception {
    assumeTrue(
        Files.exists(Path.of("/proc/self/fd")) && hasPython(), "needs /proc and Python 3.11");
    String minutes = String.valueOf(Double.parseDouble(SECONDS) / 60);
    var words =
        List.of(
            "python3",
            SOAK.toString(),
            "--program",
            program(),
            "--minutes",
            minutes,
            "--without",
            "stalls",
            "reads-slowly");
    Path said = folder.resolve("said");
    var soak =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      boolean ended = soak.waitFor(170, TimeUnit.SECONDS);
      String text = Files.readString(said);
      assertEquals(0, ended ? soak.exitValue() : -1, text);
    } finally {
      soak.descendants().forEach(ProcessHandle::destroyForcibly);
      soak.destroyForcibly().waitFor();
    }
  }

  /// The program as a process of its own, with this test's classes.
  private String program() throws IOException {
    Path arguments = folder.resolve("arguments");
    String classes = System.getProperty("java.class.path").replace("\\", "\\\\");
    Files.writeString(
        arguments,
        "-Xmx256m -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED -cp \""
            + classes
            + "\" io.signalbox.engine.Main",
        StandardCharsets.UTF_8);
    return Path.of(System.getProperty("java.home"), "bin", "java") + " @" + arguments;
  }

  private static boolean hasPython() throws InterruptedException {
    try {
      String check = "import sys; sys.exit(sys.version_info < (3, 11))";
      return new ProcessBuilder("python3", "-c", check).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
