package io.signalbox.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.store.Store;
import io.signalbox.engine.store.sqlite.Stores;
import io.signalbox.engine.store.sqlite.TraceSample;
import io.signalbox.engine.trace.Feedback;
import io.signalbox.engine.trace.Step;
import io.signalbox.engine.trace.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the terminal says of experiments. */
final class ExperimentCommandTest {
  @TempDir private Path directory;

  @Test
  void saysSoWhereThereIsNone() throws IOException {
    assertTrue(Typed.run(directory, "experiment").out().contains("No requests of an experiment"));
    assertEquals("[]", Typed.run(directory, "experiment", "--json").out().strip());
  }

  @Test
  void largeDifferenceIsTold() throws IOException {
    play(200, 0.5);
    String out = Typed.run(directory, "experiment").out();
    assertTrue(out.contains("new-tone, node tone of main"), out);
    assertTrue(out.contains("opus is better than gpt by 50.0 points."), out);
    JsonNode only = json("--graph", "main");
    assertEquals("new-tone", only.get("experiment").asString());
    JsonNode metric = only.get("metrics").get(0);
    assertEquals("score", metric.get("metric").asString());
    assertTrue(metric.get("comparisons").get(0).get("different").asBoolean());
    assertTrue(metric.get("comparisons").get(0).get("chance").asDouble() < 0.05);
    JsonNode gpt = only.get("branches").get(0);
    assertEquals(100, gpt.get("requests").asInt());
    assertEquals("0.0125", gpt.get("mean_usd").asString());
    assertEquals(950, gpt.get("mean_ms").asInt());
    assertEquals(230, gpt.get("mean_first_token_ms").asInt());
  }

  @Test
  void smallDifferenceTakesMoreRequests() throws IOException {
    play(200, 0.04);
    String out = Typed.run(directory, "experiment").out();
    assertTrue(out.contains("gpt and opus: no difference is shown yet."), out);
    JsonNode comparison = json().get("metrics").get(0).get("comparisons").get(0);
    assertFalse(comparison.get("different").asBoolean());
    assertTrue(comparison.get("more_requests").asInt() > 100, comparison.toString());
  }

  @Test
  void experimentsOfOtherGraphsAreLeftOut() throws IOException {
    play(20, 0.5);
    assertEquals(
        "[]", Typed.run(directory, "experiment", "--graph", "other", "--json").out().strip());
  }

  @Test
  void copiesHaveFiguresButNoScores() throws IOException {
    try (Store store = Stores.open(directory.resolve("home"))) {
      store.ledger().record(mirrored("r1", "opus", ""));
      store.ledger().record(mirrored("r1~both", "haiku", "r1"));
      var about = new Feedback.Subject.Request("r1");
      store.feedback().record("editor", new Feedback(about, Feedback.SCORE, 1));
    }
    String out = Typed.run(directory, "experiment").out();
    assertTrue(out.contains("both, node both of main"), out);
    assertTrue(out.matches("(?s).*haiku \\(copies\\) +1 +100% +\\$0.0125 +0.95 s +0.23 s.*"), out);
    assertEquals(1, out.split("haiku", -1).length - 1, out);
    assertFalse(out.contains("no difference"), out);
    JsonNode both = json();
    assertEquals("haiku (copies)", both.get("branches").get(1).get("branch").asString());
    assertEquals(1, both.get("metrics").get(0).get("branches").size());
  }

  private static Trace mirrored(String id, String model, String copyOf) {
    return taken(
        id, new Step("both", "then", model, "", Map.of(), List.of(), 1).in("both"), copyOf);
  }

  private JsonNode json(String... more) throws IOException {
    var words = new String[more.length + 2];
    words[0] = "experiment";
    words[1] = "--json";
    System.arraycopy(more, 0, words, 2, more.length);
    return JsonMapper.shared().readTree(Typed.run(directory, words).out()).get(0);
  }

  /** Half of the requests take each branch; the first one's scores are 1, the other's less. */
  private void play(int requests, double less) {
    try (Store store = Stores.open(directory.resolve("home"))) {
      for (int i = 0; i < requests; i++) {
        String branch = i % 2 == 0 ? "opus" : "gpt";
        store.ledger().record(taken("r" + i, branch));
        double score = i % 4 < 2 ? 1 : i % 2 == 0 ? 1 : 1 - 2 * less;
        store
            .feedback()
            .record(
                "editor",
                new Feedback(new Feedback.Subject.Request("r" + i), Feedback.SCORE, score));
      }
    }
  }

  private static Trace taken(String id, String branch) {
    var step = new Step("tone", "50%", branch, "drew", Map.of(), List.of(), 1).in("new-tone");
    return taken(id, step, "");
  }

  private static Trace taken(String id, Step step, String copyOf) {
    Trace of = TraceSample.of(id).with(step.to()).trace();
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
}
