package io.signalbox.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.graph.GateNode;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.lab.GateReport;
import io.signalbox.engine.lab.GateRun;
import io.signalbox.engine.lab.GateSuite;
import io.signalbox.engine.lab.LiveRun;
import io.signalbox.engine.upstream.FakeProvider;
import io.signalbox.engine.upstream.FakeProvider.Play;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gates in the real proxy, behind which a fake provider answers right or wrong by case. */
final class GateTest {
  private static final int CASES = 20;

  private static final String GRAPH =
      """
      signalbox: 1
      name: Guarded
      start: gate
      models:
        new: { provider: fake-openai, model: priced, url: "%s" }
        old: { provider: fake-openai, model: priced, url: "%s" }
      nodes:
        gate: { kind: gate, suite: answers.suite.yaml, pass_rate: 80%%, to: new, otherwise: old }
      """;

  @TempDir private Path home;

  @BeforeEach
  void suite() throws IOException {
    write("right");
  }

  private void write(String expected) throws IOException {
    String cases =
        IntStream.range(0, CASES)
            .mapToObj(i ->
                "  - name: case %d\n    request: { text: \"case %d.\" }\n".formatted(i, i)
                    + "    expect: { answer: { contains: %s } }\n".formatted(expected))
            .collect(Collectors.joining());
    Files.writeString(
        home.resolve("answers.suite.yaml"),
        "graph: test.yaml\ncases:\n"
            + cases
            + "  - { name: not of answers, request: { text: x }, expect: { model: old } }\n");
  }

  /** Answers right, but wrong to the first cases, and fails for some of the last. */
  private static Play play(int wrong, int failing) {
    return line -> {
      while (true) {
        String request = line.request();
        if (isOneOf(request, CASES - failing, CASES)) {
          line.whole(400, "application/json", "{\"error\":{\"message\":\"no\",\"code\":\"x\"}}");
        } else {
          boolean right = !isOneOf(request, 0, wrong);
          FakeAnswers.answer(line, request, right ? "all right" : "who knows");
        }
      }
    };
  }

  private static boolean isOneOf(String request, int from, int to) {
    return IntStream.range(from, to).anyMatch(i -> request.contains("case " + i + "."));
  }

  private interface Scene {
    void play(Rig rig, String graph) throws Exception;
  }

  private void with(int wrong, int failing, Scene scene) throws Exception {
    try (var one = new FakeProvider(play(wrong, failing));
        var other = new FakeProvider(FakeAnswers.says("from the old one"))) {
      String graph = GRAPH.formatted(one.url(), other.url());
      try (var rig = new Rig(home, graph)) {
        scene.play(rig, graph);
      }
    }
  }

  private static GateReport measure(Rig rig, String text, int repeat) throws IOException {
    return measure(rig, text, "gate", repeat);
  }

  private static GateReport measure(Rig rig, String text, String id, int repeat)
      throws IOException {
    RoutingGraph graph = rig.graph(text).inForce();
    var gate = (GateNode) graph.node(id).orElseThrow();
    var suite = (GateSuite.Ready) GateSuite.load(gate, graph);
    var plan = new GateRun.Plan(gate, graph, suite, repeat);
    var program = rig.program();
    var live = new LiveRun(program.exchange(), program::router);
    GateReport report = GateRun.of(live, plan, program.gates(), done -> {});
    if (report.result().isPresent()) {
      program.gates().keep(graph, gate, report.result().get());
    }
    return report;
  }

  /** `exit: because` of the gate. */
  private static String passing(Rig rig) throws Exception {
    var reply = rig.ask(false);
    assertEquals(200, reply.status(), reply.body());
    var steps = (List<?>) rig.trace(reply).all().get("steps");
    var step = (Map<?, ?>) steps.getFirst();
    assertEquals(
        step.get("exit").equals("open") ? "new" : "old",
        rig.trace(reply).attempts().getFirst().split(" ")[0]);
    return String.valueOf(step.get("because"));
  }

  @Test
  void opensByAResultAndClosesWhenItExpires() throws Exception {
    with(
        0,
        0,
        (rig, graph) -> {
          assertEquals("closed: there is no result yet", passing(rig));
          GateReport report = measure(rig, graph, 1);
          assertEquals(CASES, report.passed());
          assertEquals("0.04", report.usd().plain());
          String open = passing(rig);
          assertTrue(open.matches("open: 20 of 20 passed on [0-9-]{10}, at least 88\\.0%"), open);
          rig.pass(Duration.ofDays(7).minusMinutes(5));
          assertEquals(open, passing(rig));
          rig.pass(Duration.ofDays(1));
          assertEquals("closed: the result is 7 days old, and counts for 7d", passing(rig));
          measure(rig, graph, 1);
          assertTrue(passing(rig).startsWith("open: "));
        });
  }

  @Test
  void staysClosedWhereTooManyAnswersAreWrong() throws Exception {
    with(
        5,
        0,
        (rig, graph) -> {
          GateReport report = measure(rig, graph, 1);
          assertEquals("case 0", report.failures().getFirst().test());
          String closed = passing(rig);
          assertTrue(
              closed.matches(
                  "closed: 15 of 20 passed on [0-9-]{10}, at least 56\\.\\d%, less than 80%"),
              closed);
        });
  }

  @Test
  void repeatsMakeItNoSurer() throws Exception {
    with(
        1,
        0,
        (rig, graph) -> {
          double once = measure(rig, graph, 1).result().orElseThrow().lower(0.95);
          var thrice = measure(rig, graph, 3).result().orElseThrow();
          assertEquals(60, thrice.answers());
          assertEquals(once, thrice.lower(0.95), 1e-9);
        });
  }

  @Test
  void changedSuiteOrModelMakesTheResultStale() throws Exception {
    with(
        0,
        0,
        (rig, graph) -> {
          measure(rig, graph, 1);
          rig.swap(graph.replace("name: Guarded", "name: Guarded # and a comment"));
          assertTrue(passing(rig).startsWith("open: "));
          rig.swap(graph.replaceFirst("model: priced", "model: priced, params: { seed: 1 }"));
          String closed = passing(rig);
          assertTrue(
              closed.startsWith("closed: what it leads to has changed since the result of "),
              closed);
          rig.swap(graph);
          assertTrue(passing(rig).startsWith("open: "));
          write("'all right'");
          rig.pass(Duration.ofSeconds(2));
          closed = passing(rig);
          assertTrue(
              closed.startsWith("closed: the suite has changed since the result of "), closed);
          Files.delete(home.resolve("answers.suite.yaml"));
          rig.pass(Duration.ofSeconds(2));
          assertEquals("closed: its suite cannot be used: there is no such file", passing(rig));
        });
  }

  private static final String LEARNED =
      GRAPH.replace("to: new, otherwise: old }", "to: best, otherwise: old }")
          + "  best: { kind: learned, from: outcomes.jsonl, to: [ new, old ], quality: 0.5,"
          + " otherwise: new }\n";

  /** What the proxy has learned is what its graph was loaded with, so it waits for a reload. */
  @Test
  void changedFileOfLearnedNodeMakesTheResultStale() throws Exception {
    try (var one = new FakeProvider(play(0, 0));
        var other = new FakeProvider(FakeAnswers.says("all right"))) {
      String graph = LEARNED.formatted(one.url(), other.url());
      Path file = home.resolve("outcomes.jsonl");
      Files.writeString(file, "{}\n");
      try (var rig = new Rig(home, graph)) {
        measure(rig, graph, 1);
        assertTrue(passing(rig).startsWith("open: "));
        Files.writeString(file, "{ }\n");
        rig.pass(Duration.ofSeconds(2));
        String changed = "closed: a file behind it has changed since the graph was loaded";
        assertEquals(changed, passing(rig));
        rig.swap(graph.replace("Guarded", "Guarded # loaded anew"));
        String stale = passing(rig);
        assertTrue(stale.startsWith("closed: what it leads to has changed since "), stale);
        measure(rig, graph, 1);
        assertTrue(passing(rig).startsWith("open: "));
        Files.delete(file);
        rig.pass(Duration.ofSeconds(2));
        assertEquals(changed, passing(rig));
      }
    }
  }

  /** Which way a request takes behind a gate depends on the gates that are there. */
  @Test
  void gateThatOpensBehindAnotherMakesItsResultStale() throws Exception {
    with(
        0,
        0,
        (rig, graph) -> {
          String nested =
              graph.replace("to: new, otherwise: old }", "to: second, otherwise: old }")
                  + "  second: { kind: gate, suite: answers.suite.yaml, pass_rate: 80%,"
                  + " to: new, otherwise: new }\n";
          measure(rig, nested, 1);
          rig.swap(nested);
          assertTrue(passing(rig).startsWith("open: "));
          measure(rig, nested, "second", 1);
          rig.pass(Duration.ofSeconds(2));
          assertTrue(passing(rig).startsWith("closed: what it leads to has changed since "));
        });
  }

  /** Each depends on all behind it; looked at one by one that is 2 to the power of 40. */
  @Test
  void manyGatesInARowAreLookedAtOnceEach() throws Exception {
    with(
        0,
        0,
        (rig, one) -> {
          var text = new StringBuilder(one.replace("start: gate", "start: g0"));
          for (int i = 0; i < 40; i++) {
            text.append("  g%d: { kind: gate, suite: answers.suite.yaml,".formatted(i))
                .append(" pass_rate: 80%%, to: %s,".formatted(i == 39 ? "gate" : "g" + (i + 1)))
                .append(" otherwise: old }\n");
          }
          RoutingGraph graph = rig.graph(text.toString()).inForce();
          var gate = (GateNode) graph.node("g0").orElseThrow();
          assertFalse(rig.program().gates().verdict(gate, graph).open());
        });
  }

  @Test
  void damagedFileClosesAndIsSetAside() throws Exception {
    with(
        0,
        0,
        (rig, graph) -> {
          measure(rig, graph, 1);
          Files.writeString(home.resolve("gates.json"), "{\"version\":1,\"gates\":[{\"a\":");
          rig.pass(Duration.ofSeconds(2));
          assertEquals("closed: the results cannot be read: it is damaged", passing(rig));
          measure(rig, graph, 1);
          assertTrue(passing(rig).startsWith("open: "));
          try (var files = Files.list(home)) {
            assertEquals(
                1, files.filter(each -> each.toString().contains("gates.json.damaged-")).count());
          }
        });
  }

  @Test
  void failuresOfTheProviderAreNotCountedAsAnswers() throws Exception {
    with(
        0,
        2,
        (rig, graph) -> {
          GateReport report = measure(rig, graph, 1);
          assertEquals(18, report.answers());
          assertEquals(2, report.notRun().values().stream().mapToInt(each -> each).sum());
          assertEquals(18, report.result().orElseThrow().cases());
        });
    with(
        0,
        5,
        (rig, graph) -> {
          String before = Files.readString(home.resolve("gates.json"));
          GateReport report = measure(rig, graph, 1);
          assertTrue(report.result().isEmpty());
          assertEquals(before, Files.readString(home.resolve("gates.json")));
        });
  }

  @Test
  void keptResultsHoldNoPromptAndNoAnswer() throws Exception {
    with(
        0,
        0,
        (rig, graph) -> {
          measure(rig, graph, 1);
          String kept = Files.readString(home.resolve("gates.json"));
          assertTrue(!kept.contains("case 1") && !kept.contains("right"), kept);
        });
  }

  @Test
  void checkSaysWhatIsMissing() throws Exception {
    with(
        0,
        0,
        (rig, graph) -> {
          assertEquals(
              List.of(
                  "gate is closed: there is no result yet. Every request takes the otherwise"
                      + " branch."),
              problems(rig, graph));
          measure(rig, graph, 1);
          assertEquals(List.of(), problems(rig, graph));
          assertEquals(
              List.of(
                  "gate cannot be measured with `../x.yaml`: it is not in the directory of the"
                      + " graph. It stays closed, and every request takes the otherwise branch."),
              problems(rig, graph.replace("answers.suite.yaml", "../x.yaml")));
          Files.writeString(
              home.resolve("none.yaml"),
              "graph: test.yaml\ncases: [ { name: a, request: { text: x }, expect: { status: 200 }"
                  + " } ]\n");
          assertEquals(
              List.of(
                  "gate cannot be measured with `none.yaml`: no case expects an answer. It stays"
                      + " closed, and every request takes the otherwise branch."),
              problems(rig, graph.replace("answers.suite.yaml", "none.yaml")));
        });
  }

  private List<String> problems(Rig rig, String text) {
    return rig.program().read(home.resolve("test.yaml").toString(), text).problems().stream()
        .filter(problem -> problem.place().node().isPresent())
        .map(Problem::message)
        .toList();
  }
}
