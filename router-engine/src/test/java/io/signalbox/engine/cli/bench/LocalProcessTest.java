package io.signalbox.engine.cli.bench;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.api.EngineException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of servers that a benchmark starts. */
class LocalProcessTest {
  @TempDir private Path directory;

  @Test
  void whatAServerSaidBeforeItEndedIsInTheError() {
    var java = Path.of(System.getProperty("java.home"), "bin", "java");
    var command = List.of(java.toString(), "--no-such-option");
    var target = new Target("nothing", LocalProcess.freePort());
    var error =
        assertThrows(
            EngineException.class,
            () -> LocalProcess.start(target, directory, command, "", port -> false));
    assertTrue(error.getMessage().contains("no-such-option"), error.getMessage());
  }
}
