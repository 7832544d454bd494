package io.signalbox.plugins.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.Signalbox;
import io.signalbox.engine.cli.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a gateway's file decides otherwise than a graph. */
final class DriftCommandTest {
  private static final String GRAPH =
      """
      signalbox: 1
      name: Desk
      start: r
      models:
        strong: { provider: openai, model: gpt-5.1 }
        small: { provider: openai, model: gpt-5-mini }
      nodes:
        r: { kind: rules, rules: [ { when: 'model == "fast"', to: small } ], otherwise: f }
        f: { kind: fallback, to: [ strong, small ], on: [ rate_limited, server_error ] }
      """;

  private static final String LITELLM =
      """
      model_list:
        - model_name: fast
          litellm_params: { model: openai/gpt-5-mini }
        - model_name: slow
          litellm_params: { model: openai/gpt-5.1 }
      """;

  @TempDir private Path directory;

  private record Said(int status, String all) {}

  private Said run(String... words) {
    var out = new ByteArrayOutputStream();
    var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    var all = new ArrayList<String>(List.of(words));
    all.addAll(List.of("--home", directory.resolve("home").toString()));
    int status = new Terminal(Signalbox::at, stream, stream).run(all.toArray(String[]::new));
    return new Said(status, out.toString(StandardCharsets.UTF_8));
  }

  private Path written(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private Said diff(Path graph, String file, String... more) {
    var words = new ArrayList<String>(List.of("diff", graph.toString()));
    words.add(directory.resolve(file).toString());
    words.addAll(List.of(more));
    return run(words.toArray(String[]::new));
  }

  private Path exported(String target) throws IOException {
    Path graph = written("graph.yaml", GRAPH);
    run("export", graph.toString(), "--to", target, "-o", directory.toString());
    return graph;
  }

  @Test
  void exportThatIsUpToDateIsKnownByItsText() throws IOException {
    Path graph = exported("litellm");
    Said said = diff(graph, "config.yaml");
    assertEquals(0, said.status(), said.all());
    assertTrue(said.all().contains("is this graph's export to LiteLLM, text for text"), said.all());
    exported("nginx");
    assertTrue(diff(graph, "route.js").all().contains("export to nginx"), "a program");
  }

  @Test
  void exportOfAnOlderGraphIsToldWithWhatHasChanged() throws IOException {
    exported("ccr");
    Path newer = written("graph.yaml", GRAPH.replace("\"fast\"", "\"quick\""));
    Said said = diff(newer, "config.json");
    assertEquals(1, said.status(), said.all());
    assertTrue(
        said.all().contains("is an export to claude-code-router of another version"), said.all());
    assertTrue(said.all().contains("Since then the graph was changed:"), said.all());
    assertTrue(said.all().contains("model = quick"), said.all());
    assertTrue(said.all().contains("openai/gpt-5-mini (200)"), said.all());
  }

  @Test
  void editedExportHoldsTheGraph() throws IOException {
    Path graph = exported("litellm");
    Path file = directory.resolve("config.yaml");
    Files.writeString(file, Files.readString(file).replace("timeout: 600", "timeout: 60"));
    Said said = diff(graph, "config.yaml");
    assertEquals(0, said.status(), said.all());
    assertTrue(said.all().contains("holds this graph, but was edited"), said.all());
  }

  @Test
  void filesOfOthersAreComparedByWhatTheyDecide() throws IOException {
    written("proxy.yaml", LITELLM);
    Said said = diff(written("graph.yaml", GRAPH), "proxy.yaml");
    assertEquals(1, said.status(), said.all());
    assertTrue(said.all().contains("was not exported from this graph"), said.all());
    assertTrue(said.all().contains("model = slow"), said.all());
    Said json = diff(directory.resolve("graph.yaml"), "proxy.yaml", "--json", "--count", "40");
    assertTrue(json.all().contains("\"origin\":\"foreign\""), json.all());
    assertTrue(json.all().contains("\"theirs\""), json.all());
  }

  @Test
  void modelsAreTheSameUnderOtherIds() throws IOException {
    written("proxy.yaml", LITELLM);
    run("import", directory + "/proxy.yaml", "-o", directory + "/mine.yaml");
    Path mine = directory.resolve("mine.yaml");
    Files.writeString(
        mine,
        Files.readString(mine)
            .replaceAll("\\bgpt-5-mini: \\{", "other: {")
            .replaceAll("to: gpt-5-mini\\b", "to: other"));
    Said said = diff(mine, "proxy.yaml");
    assertEquals(0, said.status(), said.all() + Files.readString(mine));
    assertTrue(said.all().contains("It decides the same for all"), said.all());
  }

  @Test
  void fileThatIsNothingIsRefusedWithWhatCanBeRead() throws IOException {
    written("notes.txt", "hello");
    Said said = diff(written("graph.yaml", GRAPH), "notes.txt");
    assertEquals(2, said.status(), said.all());
    assertTrue(said.all().contains("--from KIND") || said.all().contains("notes.txt"), said.all());
  }
}
