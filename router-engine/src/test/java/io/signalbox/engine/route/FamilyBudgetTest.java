package io.signalbox.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Price;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.dialect.Dialects;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.check.GraphCheck;
import io.signalbox.engine.lab.Given;
import io.signalbox.engine.lab.RouteSimulation;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Outcome;
import io.signalbox.engine.trace.Step;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.workspace.GraphText;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Budgets of some models: when they are spent only these are dropped. */
final class FamilyBudgetTest {
  private static final String GRAPH =
      """
      signalbox: 1
      name: Family
      start: cap
      models:
        opus: { provider: simulated, model: "10", labels: { family: opus } }
        older: { provider: simulated, model: "2", labels: { family: opus } }
        mini: { provider: simulated, model: "1" }
        home: { provider: simulated, model: "1" }
      nodes:
        cap:
          kind: budget
          usd: 40
          per: month
          when: model.labels.family == "opus"
          within: branch
          over: home
        branch: %s
      """;

  private static final String FALLBACK = "{ kind: fallback, to: [ %s ] }";
  private static final String SPENT = "cap: $40.00 of $40.00 spent this month";

  @Test
  void modelsOfSpentBudgetAreDroppedAndOthersGoOn() {
    Trace trace = route("opus, mini", "40", Map.of());
    assertEquals(List.of("mini"), called(trace));
    Step branch = trace.steps().getLast();
    assertEquals("mini", branch.to());
    assertEquals("the first that is left", branch.because());
    assertEquals(List.of("opus: " + SPENT), branch.dropped());
  }

  @Test
  void eachModelOfTheFamilyIsCheckedForItself() {
    Trace trace = route("opus, older, mini", "35", Map.of());
    assertEquals(List.of("older"), called(trace));
    assertEquals(List.of("opus: cap: no room, a call of opus can cost $10.00"), skipped(trace));
    assertEquals(List.of("mini"), called(route("opus, older, mini", "39", Map.of())));
    assertEquals(List.of("home"), called(route("opus, older", "39", Map.of())));
  }

  @Test
  void nothingIsDroppedWhileThereIsRoom() {
    Trace trace = route("opus, mini", "29", Map.of());
    assertEquals(List.of(), trace.steps().getLast().dropped());
    assertEquals("opus", trace.steps().getLast().to());
  }

  @Test
  void overIsTakenOnceNoOtherModelIsLeft() {
    Trace trace = route("opus, older", "40", Map.of());
    assertEquals(List.of("home"), called(trace));
    Step last = trace.steps().getLast();
    assertEquals("cap over home", last.node() + " " + last.exit() + " " + last.to());
    assertEquals("$40.00 of $40.00 spent this month; no other model is left", last.because());
    assertEquals(List.of("opus: " + SPENT, "older: " + SPENT), skipped(trace));
  }

  @Test
  void overIsTakenWithoutAnyBranches() {
    Trace trace = route(GRAPH.formatted("{ kind: stay, to: opus }"), "40", Map.of());
    assertEquals(List.of("home"), called(trace));
  }

  @Test
  void overIsTakenIfTheOthersFail() {
    var failures = Map.of("mini", FailureClass.OVERLOADED);
    assertEquals(List.of("mini", "home"), called(route("opus, mini", "40", failures)));
    assertEquals(List.of("mini", "home"), called(route("mini, opus", "40", failures)));
  }

  @Test
  void failureThatNoBranchCatchesIsTheAnswer() {
    var failures = Map.of("mini", FailureClass.BAD_REQUEST);
    assertEquals(List.of("mini"), called(route("opus, mini", "40", failures)));
  }

  @Test
  void failuresOfOthersDoNotTakeOverWhileThereIsRoom() {
    var failures = Map.of("opus", FailureClass.OVERLOADED, "mini", FailureClass.OVERLOADED);
    assertEquals(List.of("opus", "mini"), called(route("opus, mini", "1", failures)));
  }

  @Test
  void outerFallbackComesAfterOver() {
    String graph =
        GRAPH
            .replace("start: cap", "start: outer")
            .formatted(
                "{ kind: fallback, to: [ opus ] }\n  outer: { kind: fallback, to: [ cap, mini ] }");
    assertEquals(
        List.of("home", "mini"), called(route(graph, "40", Map.of("home", FailureClass.TIMEOUT))));
  }

  @Test
  void tierThatIsReachedLeadsOnAndItsModelsAreDropped() {
    String graph =
        GRAPH
            .formatted(
                "{ kind: fallback, to: [ opus ] }\n  late: { kind: fallback, to: [ older, mini ] }")
            .replace("over: home", "tiers: [ { at: 50%, to: late } ]\n    over: home");
    assertEquals(List.of("older"), called(route(graph, "20", Map.of())));
    assertEquals(List.of("mini"), called(route(graph, "40", Map.of())));
  }

  @Test
  void bestThatIsLeftIsBalanced() {
    Trace trace =
        route(
            GRAPH.formatted("{ kind: balance, by: headroom, to: [ opus, mini ] }"), "40", Map.of());
    assertEquals(List.of("mini"), called(trace));
    assertEquals(List.of("opus: " + SPENT), trace.steps().getLast().dropped());
    assertTrue(trace.steps().getLast().because().startsWith("most headroom"));
  }

  @Test
  void modelIsNotAskedForDecisionsOnceItsBudgetIsSpent() {
    String ask =
        "{ kind: ask, model: opus, question: Which?, answers: { a: mini }, otherwise: older }";
    Trace trace = route(GRAPH.formatted(ask), "40", Map.of());
    assertTrue(
        trace.steps().get(1).because().contains("opus was not called: " + SPENT),
        trace.steps().toString());
    assertEquals(List.of("home"), called(trace));
  }

  @Test
  void conditionThatHoldsForNoModelIsReported() {
    assertEquals(List.of(), problems(GRAPH));
    assertEquals(
        List.of(
            "model.labels.family == \"gpt\" holds for no model that this budget leads to, so it"
                + " never counts anything."),
        problems(GRAPH.replace("== \"opus\"", "== \"gpt\"")));
  }

  @Test
  void conditionIsOnModelsAlone() {
    String text = GRAPH.replace("model.labels.family", "metadata.family").formatted("{}");
    List<String> problems =
        GraphText.read("test.yaml", text).problems().stream().map(Problem::message).toList();
    assertTrue(problems.toString().contains("metadata"), problems.toString());
  }

  private Trace route(String targets, String spent, Map<String, FailureClass> failures) {
    String graph =
        targets.startsWith("signalbox") ? targets : GRAPH.formatted(FALLBACK.formatted(targets));
    Given given =
        new Given(
            failures,
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
    var simulation =
        new RouteSimulation(
            id -> Optional.of(provider(id)),
            Dialects::of,
            each -> new Router(each, FamilyBudgetTest::card),
            InstantSource.system());
    return simulation.of(
        GraphText.read("test.yaml", graph).graph().orElseThrow(),
        ChatRequest.ofText("", "hello"),
        Client.LOCAL,
        given);
  }

  private static Provider provider(String id) {
    return new Provider(
        id,
        id,
        "http://" + id + ".invalid",
        "openai",
        Optional.empty(),
        Set.of(),
        Provider.Reach.LOCAL,
        List.of());
  }

  /// A dollar for a million tokens of the prompt and as many dollars for a thousand of the answer
  /// as the model's name says.
  private static ModelCard card(Model model) {
    Optional<BigDecimal> none = Optional.empty();
    var perMillion = new BigDecimal(model.model()).movePointRight(3);
    var tier = new Price.Tier(0, BigDecimal.ONE, none, none, none, perMillion);
    var unknown = ModelCard.unknown(model.provider(), model.model());
    return new ModelCard(
        unknown.provider(),
        unknown.model(),
        unknown.name(),
        OptionalLong.of(10_000),
        OptionalLong.of(1_000),
        unknown.abilities(),
        Optional.of(new Price(List.of(tier), Optional.empty(), "test", LocalDate.of(2026, 1, 1))),
        unknown.speed(),
        unknown.encoding(),
        List.of(),
        false);
  }

  private static List<String> called(Trace trace) {
    return trace.attempts().stream().filter(each -> !isSkipped(each)).map(Attempt::model).toList();
  }

  private static List<String> skipped(Trace trace) {
    return trace.attempts().stream()
        .filter(FamilyBudgetTest::isSkipped)
        .map(each -> each.model() + ": " + each.message())
        .toList();
  }

  private static boolean isSkipped(Attempt attempt) {
    return attempt.outcome() instanceof Outcome.Skipped;
  }

  private List<String> problems(String text) {
    var graph =
        GraphText.read("test.yaml", text.formatted(FALLBACK.formatted("opus, mini, older")))
            .graph();
    return GraphCheck.check(graph.orElseThrow(), FamilyBudgetTest::card).stream()
        .map(Problem::message)
        .toList();
  }
}
