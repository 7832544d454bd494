package io.signalbox.plugins.export;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.Signalbox;
import io.signalbox.engine.cli.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the terminal says of an export. */
final class PrintedExportTest {
  @TempDir private Path directory;

  @Test
  void instructionsArePrintedLineByLine() throws Exception {
    Path graph = directory.resolve("desk.yaml");
    Files.writeString(
        graph,
        """
        signalbox: 1
        name: "desk \\e[2J"
        start: m
        models:
          m: { provider: openai, model: gpt-5.1 }
        """);
    for (String target :
        List.of(
            "litellm", "portkey", "nginx", "envoy", "haproxy", "mlflow", "kong", "apisix",
            "server")) {
      var out = new ByteArrayOutputStream();
      var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
      var terminal = new Terminal(Signalbox::at, stream, stream);
      String to = directory.resolve(target).toString();
      String home = directory.resolve("home").toString();
      terminal.run("export", graph.toString(), "--to", target, "-o", to, "--home", home);
      String said = out.toString(StandardCharsets.UTF_8);
      assertTrue(said.lines().anyMatch(line -> line.startsWith("3. ")), said);
      assertFalse(said.contains("\\u000a") || said.contains("\u001b"), said);
    }
  }
}
