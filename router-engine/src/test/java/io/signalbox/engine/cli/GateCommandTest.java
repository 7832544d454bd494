package io.signalbox.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.upstream.FakeProvider;
import io.signalbox.engine.upstream.FakeProvider.Play;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Gates in the terminal, and what suites say of answers. */
final class GateCommandTest {
  private static final String GRAPH =
      """
      signalbox: 1
      name: Guarded
      start: gate
      models:
        new: { provider: vllm, model: m, url: "%s/v1" }
        old: { provider: vllm, model: o, url: "%s/v1" }
      nodes:
        gate: { kind: gate, suite: s.yaml, pass_rate: 25%%, to: new, otherwise: old }
      """;
  private static final String SUITE =
      """
      graph: g.yaml
      cases:
        - name: doubles
          request: { text: "Twice 21?" }
          given: { gates: { gate: open }, new: { answers: "It is 42." } }
          expect: { model: new, answer: { contains: "42", matches: '(?i)\\bIT is' } }
        - name: speaks JSON
          request: { text: "As JSON?" }
          expect: { model: old, answer: { json: true, contains: [ "{", "}" ] } }
      """;

  @TempDir private Path directory;

  private Typed typed(String... args) throws IOException {
    return Typed.run(directory, args);
  }

  private String file(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
    return directory.resolve(name).toString();
  }

  /** Streams a text in OpenAI's words. */
  private static Play says(String json, String other) {
    return line -> {
      while (true) {
        String text = line.request().contains("JSON") ? json : other;
        line.beginStream();
        line.event(
            "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,"
                + "\"delta\":{\"content\":\""
                + text
                + "\"},\"finish_reason\":\"stop\"}]}");
        line.event("[DONE]");
        line.endStream();
      }
    };
  }

  @Test
  void measuresAndKeepsWhatCame() throws Exception {
    try (var model = new FakeProvider(says("{\\\"a\\\":1}", "it is 42"))) {
      String graph = file("g.yaml", GRAPH.formatted(model.url(), model.url()));
      file("s.yaml", SUITE);
      Typed before = typed("route", graph, "--prompt", "hello");
      assertTrue(before.out().contains("there is no result yet"), before.out() + before.err());
      String check = typed("check", graph).out();
      assertTrue(check.contains("note: gate is closed: there is no result yet."), check);
      assertTrue(check.contains("signalbox gate run"), check);
      Typed run = typed("gate", "run", graph);
      assertEquals(0, run.code(), run.err());
      assertTrue(run.err().contains("gate: 2 requests to new, about an unknown cost"), run.err());
      assertTrue(run.out().startsWith("gate: open, 2 of 2 passed (100.0%), at least "), run.out());
      assertTrue(run.out().contains("that of 2 requests is unknown"), run.out());
      Typed after = typed("route", graph, "--prompt", "hello");
      assertTrue(after.out().contains("open: 2 of 2 passed on "), after.out());
      check = typed("check", graph).out();
      assertTrue(!check.contains("gate"), check);
      assertEquals(2, model.requests.size());
    }
  }

  @Test
  void wrongAnswersKeepItClosed() throws Exception {
    try (var model = new FakeProvider(says("Here: {}", "it is 42"))) {
      String graph = file("g.yaml", GRAPH.formatted(model.url(), model.url()));
      file("s.yaml", SUITE);
      Typed run = typed("gate", "run", graph, "--repeat", "2", "--json");
      assertEquals(1, run.code(), run.err());
      JsonNode gate = JsonMapper.shared().readTree(run.out()).path(0);
      assertEquals(4, gate.path("answers").asInt());
      assertEquals(2, gate.path("passed").asInt());
      assertEquals(2, gate.path("cases").asInt());
      assertEquals(false, gate.path("open").asBoolean());
      assertEquals("speaks JSON", gate.path("failed").path(0).path("case").asString());
      assertEquals("json", gate.path("failed").path(0).path("key").asString());
    }
  }

  @Test
  void unreachableModelIsNotMeasured() throws Exception {
    String dead;
    try (var model = new FakeProvider(says("", ""))) {
      dead = model.url();
    }
    String graph = file("g.yaml", GRAPH.formatted(dead, dead));
    file("s.yaml", SUITE);
    Typed run = typed("gate", "run", graph);
    assertEquals(3, run.code(), run.err());
    assertTrue(run.out().startsWith("gate: not measured, too few requests got an answer"));
    assertTrue(run.out().contains("  not run: 1, "), run.out());
    assertTrue(Files.notExists(directory.resolve("home/gates.json")));
  }

  @Test
  void badInputIsToldBeforeAnythingIsSent() throws Exception {
    String graph = file("g.yaml", GRAPH.formatted("http://127.0.0.1:9", "http://127.0.0.1:9"));
    Typed run = typed("gate", "run", graph);
    assertEquals(2, run.code());
    assertEquals(
        "signalbox: the gate gate cannot be measured with s.yaml: there is no such file.\n",
        run.err());
    file("s.yaml", SUITE);
    assertEquals(2, typed("gate", "run", graph, "--node", "other").code());
    assertEquals(2, typed("gate", "run", graph, "--repeat", "0").code());
  }

  @Test
  void testsJudgeOnlyAnswersThatAreGiven() throws Exception {
    file("g.yaml", GRAPH.formatted("http://127.0.0.1:9", "http://127.0.0.1:9"));
    Typed good = typed("test", file("s.yaml", SUITE));
    assertEquals(0, good.code(), good.out());
    Typed bad = typed("test", file("s.yaml", SUITE.replace("It is 42.", "It is 41.")));
    assertEquals(1, bad.code());
    assertTrue(bad.out().contains("expect.answer.contains"), bad.out());
    Typed unknown = typed("test", file("s.yaml", SUITE.replace("gate: open", "gaet: open")));
    assertTrue(unknown.out().contains("given.gates.gaet"), unknown.out());
    Typed regex = typed("test", file("s.yaml", SUITE.replace("(?i)\\bIT is", "(?=a)")));
    assertEquals(2, regex.code());
    assertTrue(regex.err().contains("regular expression"), regex.err());
  }
}
