package io.signalbox.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.lab.SuiteResult;
import io.signalbox.engine.lab.SuiteResult.Mismatch;
import io.signalbox.engine.workspace.SuiteText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of graphs with a conversation that was answered before. */
final class GivenStayTest {
  private static final String GRAPH =
      """
      signalbox: 1
      name: Agents
      start: keep
      models:
        a: { provider: fake-openai, model: dear, url: "http://127.0.0.1:1" }
        b: { provider: fake-openai, model: cheap, url: "http://127.0.0.1:1" }
      nodes:
        keep: { kind: stay, to: choice }
        choice: { kind: balance, by: cost, to: [ a, b ] }
      """;

  @TempDir private Path home;

  @Test
  void conversationStaysWhereItWasAnsweredLast() throws IOException {
    String stays = because("stay: { model: a, ago: 2m, cached: 40000 }");
    assertTrue(stays.startsWith("stays with a: 40,000 tokens, last used 120 s ago; b in"), stays);
    assertTrue(stays.endsWith("; 1 are expected"), stays);
    assertEquals("a", model("stay: { model: a, ago: 2m, cached: 40000 }"));
  }

  @Test
  void conversationThatHasLastedLongMovesWhereThatPays() throws IOException {
    String given = "stay: { model: a, ago: 2m, cached: 40000, turns: 1000 }";
    assertTrue(because(given).startsWith("leaves a; b instead: "), because(given));
    assertEquals("b", model(given));
  }

  @Test
  void newOldOrUnhealthyConversationIsFree() throws IOException {
    assertEquals("nothing to stay with", because("seed: 1"));
    assertEquals("nothing to stay with", because("stay: { model: a, ago: 2h, cached: 9 }"));
    assertEquals("nothing to stay with", because("stay: { model: gone }"));
    String down = because("stay: { model: a, cached: 40000 }, health: { a: { open: true } }");
    assertTrue(down.startsWith("leaves a: "), down);
  }

  @Test
  void saysWhatIsWrong() {
    assertEquals(List.of("The key `model` is missing in `stay`."), problems("stay: { ago: 2m }"));
    assertEquals(1, problems("stay: { model: a, ago: soon }").size());
    assertEquals(1, problems("stay: { model: a, cached: -1 }").size());
    assertEquals(1, problems("stay: { model: a, warm: true }").size());
  }

  @Test
  void saysThatTheGraphHasNoSuchModel() throws IOException {
    assertEquals(
        List.of("given.stay.model"),
        tested("stay: { model: gone }").mismatches().stream().map(Mismatch::key).toList());
    assertEquals(List.of(), tested("stay: { model: a }").mismatches());
  }

  private static List<String> problems(String given) {
    return suite(given).problems().stream().map(Problem::message).toList();
  }

  private String because(String given) throws IOException {
    return tested(given).trace().steps().getFirst().because();
  }

  private String model(String given) throws IOException {
    return tested(given).trace().answeredBy();
  }

  private SuiteResult.Tested tested(String given) throws IOException {
    try (var rig = new Rig(home, GRAPH)) {
      return rig.program()
          .test(rig.graph(GRAPH), suite(given).suite().orElseThrow())
          .cases()
          .getFirst();
    }
  }

  private static SuiteText suite(String given) {
    return SuiteText.read(
        "graph.suite.yaml",
        """
        graph: graph.yaml
        cases:
          - name: one
            request: { text: "And then?" }
            given: { %s }
            expect: { status: 200 }
        """
            .formatted(given));
  }
}
