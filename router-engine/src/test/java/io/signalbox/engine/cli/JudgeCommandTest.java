package io.signalbox.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.store.Pairs;
import io.signalbox.engine.store.Pairs.PairKey;
import io.signalbox.engine.store.Pairs.Side;
import io.signalbox.engine.store.Store;
import io.signalbox.engine.store.sqlite.Stores;
import io.signalbox.engine.store.sqlite.TraceSample;
import io.signalbox.engine.trace.Step;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.upstream.FakeProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the terminal does and says of judges. */
@Timeout(120)
final class JudgeCommandTest {
  private static final String GRAPH =
      """
      signalbox: 1
      name: main
      start: trial
      models:
        opus: { provider: vllm, model: m, url: "%1$s/v1" }
        haiku: { provider: vllm, model: n, url: "%1$s/v1" }
      nodes:
        trial: { kind: mirror, to: opus, shadow: haiku%2$s }
      """;

  @TempDir private Path directory;

  private Typed typed(String... args) throws IOException {
    return Typed.run(directory, args);
  }

  private String graph(String url, String more) throws IOException {
    Path file = directory.resolve("g.yaml");
    Files.writeString(file, GRAPH.formatted(url, more));
    return file.toString();
  }

  /** Copied requests as the proxy records them. */
  private void record(int requests) {
    try (Store store = Stores.open(directory.resolve("home"))) {
      for (int i = 0; i < requests; i++) {
        var key = new PairKey("r" + i, "main", "trial");
        store.pairs().keep(key, false, side("opus"), Instant.now(), Duration.ofHours(1));
        store.pairs().keep(key, true, side("haiku"), Instant.now(), Duration.ofHours(1));
        store.ledger().record(trace("r" + i, "opus", ""));
        store.ledger().record(trace("r" + i + "~trial", "haiku", "r" + i));
      }
    }
  }

  private static Side side(String model) {
    return new Pairs.Side(model, "[user]\nhello", "the answer of " + model, List.of(), List.of());
  }

  private static Trace trace(String id, String model, String copyOf) {
    var step = new Step("trial", "", model, "", Map.of(), List.of(), 1).in("trial");
    Trace of = TraceSample.of(id).with(model).trace();
    return new Trace(
        id,
        of.at(),
        of.graph(),
        of.asked(),
        List.of(step),
        of.attempts(),
        of.consulted(),
        copyOf,
        of.estimate(),
        of.status(),
        of.millis(),
        of.firstTokenMillis(),
        of.losses(),
        of.error());
  }

  /** Prefers the answer of one model wherever it stands. */
  private static FakeProvider.Play prefers(String model) {
    return line -> {
      while (true) {
        String request = line.request();
        boolean first =
            request.matches("(?s).*begin of the first answer\\\\nthe answer of " + model + ".*");
        line.beginStream();
        line.event(
            "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,"
                + "\"delta\":{\"content\":\""
                + (first ? "FIRST" : "SECOND")
                + "\"},\"finish_reason\":\"stop\"}]}");
        line.event("[DONE]");
        line.endStream();
      }
    };
  }

  @Test
  void judgesOnceAndShowsItWithTheExperiment() throws Exception {
    try (var model = new FakeProvider(prefers("haiku"))) {
      String graph = graph(model.url(), ", keep_texts: 7d");
      record(12);
      Typed first = typed("experiment", "judge", graph, "trial", "--with", "opus", "--limit", "5");
      assertEquals(0, first.code(), first.err() + first.out());
      assertTrue(first.err().contains("trial: 5 pairs to judge with opus"), first.err());
      assertTrue(first.out().contains("copies win 100.0%"), first.out());
      assertEquals(5, model.requests.size());
      Typed rest = typed("experiment", "judge", graph, "trial", "--with", "opus");
      assertTrue(rest.out().contains("trial: 7 pairs, 5 already judged by opus"), rest.out());
      assertEquals(12, model.requests.size());
      String shown = typed("experiment", graph, "trial").out();
      assertTrue(shown.contains("judged by opus"), shown);
      assertTrue(shown.contains("12 pairs: 12 better, 0 worse, 0 ties"), shown);
      assertTrue(shown.contains("haiku (copies) is better: it wins 100.0% of the pairs."), shown);
      JsonNode json =
          JsonMapper.shared()
              .readTree(typed("experiment", "--graph", "main", "--name", "trial", "--json").out());
      JsonNode judgment = json.get(0).get("judgments").get(0);
      assertEquals(1.0, judgment.get("win_rate").asDouble());
      assertTrue(judgment.get("different").asBoolean());
      Typed other =
          typed(
              "experiment",
              "judge",
              graph,
              "trial",
              "--with",
              "opus",
              "--question",
              "Which is shorter?",
              "--json");
      JsonNode view = JsonMapper.shared().readTree(other.out());
      assertEquals(12, view.get("verdicts").asInt(), "another question is another judgment");
      assertEquals("Which is shorter?", view.get("question").asString());
      assertEquals(
          "Deleted the texts of 24 answers.\n", typed("experiment", "forget", "main").err());
    }
  }

  @Test
  void saysWhereTextsAreKeptIfTheyAreNot() throws Exception {
    String graph = graph("http://127.0.0.1:9", "");
    Typed none = typed("experiment", "judge", graph, "trial", "--with", "opus");
    assertEquals(2, none.code());
    assertTrue(
        none.err().contains("Add `keep_texts: 7d` to this node in DIR/g.yaml: then prompts and"),
        none.err());
    assertTrue(none.err().contains("pairs.db"), none.err());
    graph = graph("http://127.0.0.1:9", ", keep_texts: 7d");
    none = typed("experiment", "judge", graph, "trial", "--with", "opus");
    assertTrue(none.err().contains("no texts of trial are kept: serve "), none.err());
    assertTrue(typed("check", graph).out().contains("keeps prompts and answers"), graph);
  }

  @Test
  void unknownPriceKeepsNoCap() throws Exception {
    String graph = graph("http://127.0.0.1:9", ", keep_texts: 7d");
    record(1);
    Typed run = typed("experiment", "judge", graph, "trial", "--with", "opus", "--usd", "1");
    assertEquals(3, run.code());
    assertTrue(
        run.out()
            .contains("stopped: the price of opus is unknown, so no cap can be kept; 1 pair left"),
        run.out());
  }

  @Test
  void judgeNeedNotStandInTheGraph() throws Exception {
    String graph = graph("http://127.0.0.1:9", ", keep_texts: 7d");
    record(1);
    Typed run =
        typed(
            "experiment",
            "judge",
            graph,
            "trial",
            "--with",
            "openai/gpt-5.1",
            "--usd",
            "0.0000001",
            "--json");
    JsonNode view = JsonMapper.shared().readTree(run.out());
    assertEquals("openai/gpt-5.1", view.get("judge").asString());
    assertTrue(view.get("stopped").asString().contains("cap"), run.out());
  }

  @Test
  void badInputIsToldBeforeAnythingIsSent() throws Exception {
    String graph = graph("http://127.0.0.1:9", ", keep_texts: 7d");
    for (String[] more :
        List.of(
            new String[] {"trial", "--with", "gpt"},
            new String[] {"trial", "--with", "nobody/gpt"},
            new String[] {"trial", "--with", "openai/"},
            new String[] {"opus", "--with", "opus"},
            new String[] {"trial", "--with", "opus", "--limit", "0"},
            new String[] {"trial", "--with", "opus", "--usd", "free"},
            new String[] {"trial", "--with", "opus", "--usd", "-1"},
            new String[] {"trial", "--with", "opus", "--question", " "},
            new String[] {"trial", "--with", "opus", "--rubric", "missing.txt"})) {
      var words = new String[more.length + 3];
      words[0] = "experiment";
      words[1] = "judge";
      words[2] = graph;
      System.arraycopy(more, 0, words, 3, more.length);
      assertEquals(2, typed(words).code(), String.join(" ", more));
    }
  }
}
