package io.signalbox.plugins.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.Signalbox;
import io.signalbox.engine.cli.Terminal;
import io.signalbox.engine.workspace.GraphText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the terminal says of an import. */
final class ImportCommandTest {
  private static final String KEY = "sk-proj-Ab3dEf6hIj9kLm2nOp5q";

  @TempDir private Path directory;
  private Path source = Path.of("");
  private Path graph = Path.of("");

  @BeforeEach
  void files() throws IOException {
    source = directory.resolve("config.yaml");
    graph = directory.resolve("graph.yaml");
    Files.writeString(
        source,
        """
        # the old key was %1$s
        model_list:
          - model_name: "desk \\e[2J"
            litellm_params: { model: openai/gpt-5.1, api_key: %1$s }
        general_settings: { master_key: s3cret-of-the-desk, alerting_args: { deep: 1 } }
        """
            .formatted(KEY));
  }

  private record Said(int status, String all) {}

  private Said run(String... words) {
    var out = new ByteArrayOutputStream();
    var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    var all = new ArrayList<String>(List.of(words));
    all.addAll(List.of("--home", directory.resolve("home").toString()));
    int status = new Terminal(Signalbox::at, stream, stream).run(all.toArray(String[]::new));
    return new Said(status, out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void graphIsWrittenAndEachLossIsSaidWithItsPlace() throws IOException {
    Said said = run("import", source.toString(), "-o", graph.toString());
    assertEquals(1, said.status());
    assertTrue(GraphText.read("g", Files.readString(graph)).isSound());
    assertTrue(
        said.all().contains("line 4: manual: model_list[0].litellm_params.api_key"), said.all());
    assertTrue(said.all().contains("signalbox keys set OPENAI_API_KEY"), said.all());
    assertTrue(
        said.all().contains("line 5: unsupported: general_settings.alerting_args.deep"),
        said.all());
  }

  @Test
  void noKeyIsRepeatedAnywhere() throws IOException {
    for (List<String> more : List.of(List.<String>of(), List.of("--json"))) {
      var words = new ArrayList<>(List.of("import", source.toString()));
      words.addAll(more);
      Said said = run(words.toArray(String[]::new));
      assertFalse(said.all().contains(KEY), said.all());
      assertFalse(said.all().contains("s3cret"), said.all());
      assertFalse(said.all().contains("\u001b"), said.all());
    }
  }

  @Test
  void graphThatIsThereIsReplacedOnlyByForce() throws IOException {
    Files.writeString(graph, "mine");
    assertEquals(2, run("import", source.toString(), "-o", graph.toString()).status());
    assertEquals("mine", Files.readString(graph));
    run("import", source.toString(), "-o", graph.toString(), "--force");
    assertTrue(Files.readString(graph).contains("signalbox: 1"));
  }

  @Test
  void kindThatIsUnknownIsAnErrorWithThoseThatAreKnown() {
    Said said = run("import", source.toString(), "--from", "litelm");
    assertEquals(2, said.status());
    assertTrue(said.all().contains("litellm"), said.all());
  }
}
