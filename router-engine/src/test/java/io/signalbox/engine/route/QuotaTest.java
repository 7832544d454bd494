package io.signalbox.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.Signalbox;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.Scope;
import io.signalbox.engine.graph.condition.Signal;
import io.signalbox.engine.graph.condition.Signals;
import io.signalbox.engine.lab.Given;
import io.signalbox.engine.trace.Step;
import io.signalbox.engine.workspace.GraphText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tiers of budgets, and expressions that say whose requests are counted together. */
final class QuotaTest {
  private static final String GRAPH =
      """
      signalbox: 1
      name: Spend
      start: cap
      models:
        best: { provider: simulated, model: a }
        good: { provider: simulated, model: b }
        cheap: { provider: simulated, model: c }
        home: { provider: simulated, model: d }
      nodes:
        cap:
          kind: budget
          usd: 40
          per: month
          of: 'metadata.team + "/" + model'
          within: best
          tiers: [ { at: 50%, to: good }, { at: 80%, to: cheap } ]
          over: home
      """;

  @TempDir private Path home;

  @ParameterizedTest
  @CsvSource({
    "0, best, under",
    "19.99, best, under",
    "20, good, from 50%",
    "31.99, good, from 50%",
    "32, cheap, from 80%",
    "39.9, cheap, from 80%",
    "40, home, over"
  })
  void tierIsThatOfTheShareThatIsSpent(String spent, String model, String exit) {
    Step step = step(spent);
    assertEquals(model, step.to());
    assertEquals(exit, step.exit());
  }

  @Test
  void tiersMustRise() {
    assertEquals(
        List.of("0.5 is out of range for `at`."),
        problems(
            GRAPH
                .replace("at: 50%", "at: 80%")
                .replace("at: 80%, to: cheap", "at: 50%, to: cheap")));
    assertTrue(problems(GRAPH.replace("at: 80%", "at: 100%")).getFirst().contains("out of range"));
  }

  @Test
  void noticesMustRise() {
    assertEquals(List.of(), problems(withNotices("[ 50%, 0.8, 100% ]")));
    assertEquals(
        List.of("0.5 is out of range for `notices`."), problems(withNotices("[ 80%, 50% ]")));
    assertEquals(List.of("0.0 is out of range for `notices`."), problems(withNotices("[ 0% ]")));
    assertTrue(problems(withNotices("[ 50%, soon ]")).getFirst().contains("a share of a whole"));
  }

  private static String withNotices(String notices) {
    return GRAPH.replace("per: month", "per: month\n    notices: " + notices);
  }

  @Test
  void expressionTellsWhoseRequestsAreCountedTogether() {
    var scope = (Scope.Computed) Scope.read("metadata.team + '/' + model").orElseThrow();
    Signals signals =
        new Signals() {
          @Override
          public Object value(Signal signal) {
            return signal == Signal.MODEL ? "gpt" : Map.of("team", "blue");
          }

          @Override
          public void saw(String name, Object value) {}
        };
    assertEquals("blue/gpt", scope.by().of(signals));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text",
        "system + user",
        "tokens",
        "spend.day > 1.0 ? 'a' : 'b'",
        "metadata.a +",
        "teem"
      })
  void whatIsNoTextOfTheRequestIsNoScope(String text) {
    assertEquals(Optional.empty(), Scope.read(text));
  }

  @Test
  void labelsWithOddNamesAreStillLabels() {
    assertEquals(
        Optional.of(new Scope.Metadata("cost-center")), Scope.read("metadata.cost-center"));
    assertEquals(Optional.of(new Scope.Metadata("my team")), Scope.read("metadata.my team"));
  }

  private Step step(String spent) {
    Given given =
        new Given(
            Map.of(),
            Optional.empty(),
            Map.of(),
            Map.of(),
            Map.of("cap", Money.of(spent)),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Optional.empty(),
            0);
    try (var engine = Signalbox.at(home)) {
      return engine
          .rehearsal()
          .of(graph(), ChatRequest.ofText("", "hello"), Client.LOCAL, given)
          .steps()
          .getFirst();
    }
  }

  private static RoutingGraph graph() {
    return GraphText.read("test.yaml", GRAPH).graph().orElseThrow();
  }

  private List<String> problems(String text) {
    try (var engine = Signalbox.at(home)) {
      return engine.read("test.yaml", text).problems().stream()
          .filter(problem -> problem.place().node().isPresent())
          .filter(problem -> problem.isError())
          .map(problem -> problem.message())
          .toList();
    }
  }
}
