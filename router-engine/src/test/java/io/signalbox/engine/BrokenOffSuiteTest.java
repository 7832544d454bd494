package io.signalbox.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.lab.SuiteResult;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.workspace.SuiteText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests of graphs in which a model breaks off after a part of its answer.
final class BrokenOffSuiteTest {
  private static final String GRAPH =
      """
      signalbox: 1
      name: Desk
      start: first
      models:
        a: { provider: fake-openai, model: priced, url: "http://127.0.0.1:1" }
        b: { provider: fake-openai, model: priced, url: "http://127.0.0.1:1" }
      nodes:
        first: { kind: fallback, to: [ a, b ], mid_stream: %s }
      """;
  private static final String HALF =
      "a: { fails: interrupted, answers: 'The first half, ', after: 3s }";

  @TempDir private Path home;
  private String midStream = "continue";
  private boolean stream = true;

  @Test
  void nextModelGoesOnAndTheClientReadsBoth() throws IOException {
    var tested = tested(HALF + ", b: { answers: and the rest. }", "and the rest.");
    assertEquals(List.of("a interrupted 0", "b answered 16"), attempts(tested));
    assertEquals(List.of(), tested.mismatches());
    assertEquals(3000, tested.trace().attempts().getFirst().millis());
    var whole = tested(HALF + ", b: { answers: and the rest. }", "The first half, and the rest.");
    assertEquals(List.of(), whole.mismatches());
    var other = tested(HALF + ", b: { answers: and the rest. }", "half and half");
    assertEquals(1, other.mismatches().size());
  }

  @Test
  void withoutContinuingNoOtherModelIsCalled() throws IOException {
    midStream = "stop";
    assertEquals(List.of("a interrupted 0"), attempts(tested(HALF, "")));
  }

  /// Nothing of it has been sent to the client.
  @Test
  void wholeAnswerThatBreaksOffIsAskedForAnew() throws IOException {
    midStream = "stop";
    stream = false;
    var tested = tested(HALF + ", b: { answers: All of it. }", "All of it.");
    assertEquals(List.of("a interrupted 0", "b answered 0"), attempts(tested));
    assertEquals(List.of(), tested.mismatches());
  }

  @Test
  void anyFailureMayBreakAnAnswerOff() throws IOException {
    String given = "a: [ { fails: overloaded, answers: 'Half, ' } ], b: { answers: rest }";
    var tested = tested(given, "Half, rest");
    assertEquals(List.of("a overloaded 0", "b answered 6"), attempts(tested));
    assertEquals(List.of(), tested.mismatches());
    String first = "a: { fails: overloaded }, b: { answers: rest }";
    assertEquals(List.of("a overloaded 0", "b answered 0"), attempts(tested(first, "rest")));
  }

  @Test
  void saysWhatIsWrong() {
    var problems =
        suite("a: { fails: interrupted, answer: x }", "").problems().stream()
            .map(Problem::message)
            .toList();
    assertEquals(1, problems.size(), problems::toString);
    assertTrue(problems.getFirst().contains("answer"), problems::toString);
  }

  private static List<String> attempts(SuiteResult.Tested tested) {
    return tested.trace().attempts().stream().map(BrokenOffSuiteTest::attempt).toList();
  }

  private static String attempt(Attempt made) {
    return made.model() + " " + made.outcome().id() + " " + made.continuedAt();
  }

  private SuiteResult.Tested tested(String given, String contains) throws IOException {
    String graph = GRAPH.formatted(midStream);
    try (var rig = new Rig(home, graph)) {
      return rig.program()
          .test(rig.graph(graph), suite(given, contains).suite().orElseThrow())
          .cases()
          .getFirst();
    }
  }

  private SuiteText suite(String given, String contains) {
    return SuiteText.read(
        "graph.suite.yaml",
        """
        graph: graph.yaml
        cases:
          - name: one
            request: { text: "And then?", stream: %s }
            given: { %s }
            expect: { answer: { contains: "%s" } }
        """
            .formatted(stream, given, contains));
  }
}
