package io.signalbox.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.upstream.FakeProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Everything about one request, from the request to what the terminal prints. */
@Timeout(120)
final class TrafficShowTest {
  @TempDir private Path directory;

  @Test
  void showsPathAttemptsTokensBudgetsAndPromises() throws Exception {
    ask("hello");
    String out = Typed.run(directory, "traffic", "show", ids().getFirst()).out();
    for (String fact :
        List.of(
            "graph         Desk",
            "near miss: tokens > 7:",
            "anthropic claude-opus-4-5 · dialect openai",
            "429 · rate limited · anthropic answered 429 rate_limit_exceeded",
            "openai gpt-5.1 · dialect openai",
            "tokens: 24 in (8 cached), 3 out (1 reasoning)",
            " in cap; settled at $0 and 0 tokens",
            " in cap; settled at $0.0000",
            "  Only two",
            "spent")) {
      assertTrue(out.contains(fact), fact + " is missing in\n" + out);
    }
    assertFalse(out.contains("Only long"), "a promise about other requests is none of this one");
  }

  @Test
  void jsonIsTheTraceWithTheNoticesOfItsBudgets() throws Exception {
    ask("hello");
    String id = ids().getFirst();
    JsonNode shown = tree(Typed.run(directory, "traffic", "show", id, "--json").out());
    assertEquals(id, shown.path("id").asString());
    assertEquals("Only two", shown.path("promises").path(0).asString());
    JsonNode answered = shown.path("attempts").path(1);
    assertEquals("openai", answered.path("dialect").asString());
    assertEquals("cap", answered.path("held").path("nodes").path(0).asString());
    assertEquals(
        answered.path("usd").asString(), answered.path("held").path("settled_usd").asString());
    assertEquals(1, shown.path("notices").size());
  }

  @Test
  void listNamesTheBeginningThatShowTakes() throws Exception {
    ask("hello");
    String id = ids().getFirst();
    String shown = id.substring("run_".length(), "run_".length() + 16);
    assertTrue(Typed.run(directory, "traffic").out().contains("  " + shown + "  "));
    assertTrue(Typed.run(directory, "traffic", "show", shown).out().contains(id));
  }

  @Test
  void unknownShortAndAmbiguousIdsAreRefusedWithTheWayOn() throws Exception {
    ask("hello");
    ask("hello again");
    Typed unknown = Typed.run(directory, "traffic", "show", "req_0000000");
    assertEquals(2, unknown.code());
    assertTrue(unknown.err().contains("no recorded request has the id req_0000000"), unknown.err());
    Typed ambiguous = Typed.run(directory, "traffic", "show", "run_");
    assertEquals(2, ambiguous.code());
    assertTrue(ambiguous.err().contains("is too short: "), ambiguous.err());
    for (String id : ids()) {
      assertTrue(ambiguous.err().contains(id), ambiguous.err());
    }
    String two = ids().getFirst().substring(0, 6);
    assertEquals(2, Typed.run(directory, "traffic", "show", two).code());
    assertEquals(2, Typed.run(directory, "traffic", "show", " ").code());
  }

  private List<String> ids() throws IOException {
    return tree(Typed.run(directory, "traffic", "--json").out()).values().stream()
        .map(row -> row.path("id").asString())
        .toList();
  }

  private static JsonNode tree(String json) {
    return JsonMapper.shared().readTree(json);
  }

  private void ask(String prompt) throws Exception {
    try (var first = new FakeProvider(TrafficShowTest::limited);
        var next = new FakeProvider(TrafficShowTest::answers)) {
      graph(first.url(), next.url());
      Typed.run(directory, "run", directory.resolve("graph.yaml").toString(), "--prompt", prompt);
    }
  }

  private void graph(String first, String next) throws IOException {
    Files.writeString(
        directory.resolve("graph.yaml"),
        """
        signalbox: 1
        name: Desk
        start: size
        promises:
          - { name: Only two, attempts: 2 }
          - { name: Only long, when: tokens > 8000, attempts: 2 }
        models:
          opus: { provider: anthropic, model: claude-opus-4-5, url: "%s/v1" }
          gpt: { provider: openai, model: gpt-5.1, url: "%s/v1" }
        nodes:
          size: { kind: rules, rules: [ { when: tokens > 7, to: gpt } ], otherwise: cap }
          cap: { kind: budget, usd: 1, per: day, notices: [ "0.0001%%" ], within: pair, over: gpt }
          pair: { kind: fallback, to: [ opus, gpt ] }
        """
            .formatted(first, next));
  }

  private static void limited(FakeProvider.Line line) throws IOException {
    line.request();
    line.whole(
        429, "application/json", "{\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"\"}}");
  }

  private static void answers(FakeProvider.Line line) throws IOException {
    line.request();
    line.beginStream();
    line.event("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"well\"}}]}");
    line.event("{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}");
    line.event(
        "{\"choices\":[],\"usage\":{\"prompt_tokens\":24,\"completion_tokens\":3,"
            + "\"prompt_tokens_details\":{\"cached_tokens\":8},"
            + "\"completion_tokens_details\":{\"reasoning_tokens\":1}}}");
    line.event("[DONE]");
    line.endStream();
  }
}
