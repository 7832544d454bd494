package io.signalbox.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.upstream.FakeProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the terminal says and does of earlier answers. */
@Timeout(120)
final class CacheCommandTest {
  @TempDir private Path directory;

  @Test
  void statusTrafficAndRunTellOfAnEarlierAnswerAndClearDeletesIt() throws Exception {
    assertEquals("No answers are kept.\n", Typed.run(directory, "cache", "status").out());
    try (var provider = new FakeProvider(CacheCommandTest::answers)) {
      graph(provider.url());
      run();
      Typed again = run();
      assertEquals(0, again.code());
      assertEquals("hello there\n", again.out());
      assertTrue(again.err().contains("→ gpt (earlier answer)"), again.err());
      assertTrue(again.err().contains("an earlier answer of $0.0002, for $0"), again.err());
      assertTrue(again.err().contains("an equal request was answered by gpt"), again.err());
      assertEquals(1, provider.requests.size());
    }
    String traffic = Typed.run(directory, "traffic").out();
    assertTrue(traffic.contains("gpt cached"), traffic);
    JsonNode row = json("traffic", "--json").get(0);
    assertEquals("gpt", row.get("cached").get("model").asString());
    assertEquals("0.0002", row.get("cached").get("saved_usd").asString());
    assertEquals("0", row.get("usd").asString());
    JsonNode status = json("cache", "status", "--json");
    assertEquals(1, status.get("answers").asInt());
    assertEquals(1, status.get("hits").asInt());
    assertEquals("0.0002", status.get("saved_usd").asString());
    assertTrue(
        Typed.run(directory, "cache", "status").out().startsWith("1 answer, 0.0 MB of at most"));
    assertEquals("Deleted 1 answer.\n", Typed.run(directory, "cache", "clear").err());
    assertEquals(0, json("cache", "status", "--json").get("answers").asInt());
  }

  @Test
  void routeTakesEarlierAnswersAsGivenAndNoOthers() throws Exception {
    graph("http://127.0.0.1:1");
    String miss = route();
    assertTrue(miss.contains("what is kept is not looked at in a simulation"), miss);
    assertTrue(miss.startsWith("gpt  (openai gpt-5.1)  about "), miss);
    String hit = route("--cached", "answers=gpt");
    assertTrue(hit.startsWith("gpt  (openai gpt-5.1)  an earlier answer, for $0"), hit);
    assertTrue(hit.contains("hit"), hit);
    assertFalse(hit.contains("→"), hit);
    Typed wrong =
        Typed.run(directory, "route", file(), "--prompt", "hello", "--cached", "answer=gpt");
    assertTrue(wrong.err().contains("the graph has no cache with the id answer"), wrong.err());
  }

  private String route(String... more) throws IOException {
    var args = new java.util.ArrayList<>(java.util.List.of("route", file(), "--prompt", "hello"));
    args.addAll(java.util.List.of(more));
    return Typed.run(directory, args.toArray(String[]::new)).out();
  }

  @Test
  void suitesTakeEarlierAnswersAsGivenAndPromisesHold() throws Exception {
    graph("http://127.0.0.1:1");
    Files.writeString(
        directory.resolve("graph.suite.yaml"),
        """
        graph: graph.yaml
        cases:
          - name: answered before
            request: { text: hello }
            given: { cached: { answers: gpt } }
            expect: { path: [ answers ], attempts: [], model: gpt, usd_below: 0.000001 }
          - name: not answered before
            request: { text: hello }
            expect: { path: [ answers ], attempts: [ gpt ], model: gpt }
          - name: not of a model that is not allowed
            request: { text: hello, metadata: { data: secret } }
            given: { cached: { answers: opus } }
            expect: { path: [ answers ], attempts: [ gpt ], model: gpt }
        """);
    Typed typed = Typed.run(directory, "test", directory.resolve("graph.suite.yaml").toString());
    assertEquals(0, typed.code(), typed.out() + typed.err());
    Files.writeString(
        directory.resolve("wrong.suite.yaml"),
        """
        graph: graph.yaml
        cases:
          - name: a slip
            request: { text: hello }
            given: { cached: { answer: gpt } }
            expect: { model: gpt }
        """);
    Typed wrong = Typed.run(directory, "test", directory.resolve("wrong.suite.yaml").toString());
    assertEquals(1, wrong.code());
    assertTrue(wrong.out().contains("the graph has no answer"), wrong.out());
  }

  private Typed run() throws IOException {
    return Typed.run(directory, "run", file(), "--prompt", "hello");
  }

  private JsonNode json(String... args) throws IOException {
    return JsonMapper.shared().readTree(Typed.run(directory, args).out());
  }

  private String file() {
    return directory.resolve("graph.yaml").toString();
  }

  private static void answers(FakeProvider.Line line) throws Exception {
    while (true) {
      line.request();
      line.beginStream();
      line.event("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"hello there\"}}]}");
      line.event("{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}");
      line.event("{\"choices\":[],\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":10}}");
      line.event("[DONE]");
      line.endStream();
    }
  }

  private void graph(String url) throws IOException {
    Files.writeString(
        directory.resolve("graph.yaml"),
        """
        signalbox: 1
        name: Desk
        start: answers
        models:
          gpt: { provider: openai, model: gpt-5.1, url: "%s/v1" }
          opus: { provider: anthropic, model: claude-opus-4-5, url: "%s/v1" }
        nodes:
          answers: { kind: cache, to: gpt }
        promises:
          - { name: Only GPT, when: 'metadata.data == "secret"', only: 'model.id == "gpt"' }
        """
            .formatted(url, url));
  }
}
