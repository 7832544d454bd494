package io.signalbox.engine.graph.check;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.BalanceNode.Measure;
import io.signalbox.engine.graph.GraphSketch;
import io.signalbox.engine.graph.LimitNode;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.Scope;
import io.signalbox.engine.graph.SplitNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

public final class GraphCheckTest {
  @Test
  void graphThatIsRightHasNoProblems() {
    RoutingGraph graph =
        GraphSketch.from("triage")
            .model("a", "us")
            .model("b", "eu")
            .rules("triage", "tokens > 10", "a", "b")
            .graph();
    assertEquals("", lines(graph));
  }

  @Test
  void emptyGraphHasNoStart() {
    assertEquals(
        """
        start: error: The graph has no entry point. \
        Set `start` to a node or model.\
        """,
        lines(RoutingGraph.empty("Empty")));
  }

  @Test
  void halfBuiltPartsSayWhatTheyLack() {
    var promise =
        new Promise("", Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty());
    RoutingGraph graph =
        GraphSketch.from("n")
            .add(new RejectNode("n", About.NOTHING, 503, ""))
            .promise(promise)
            .graph()
            .withName("")
            .withModels(Map.of("m", Model.of("m", "", "")));
    assertEquals(
        """
        name: error: The graph has no name. Add one, as in `name: Support desk`.
        models.m.provider: error: m has no provider. Add one, as in `provider: openai`.
        models.m.model: error: m has no model. Add one, as in `model: gpt-5.1`.
        nodes.n.message: error: n has no message. \
        Add one, as in `message: Closed on Sundays`.
        promises[0].name: error: Promise 1 has no name. Add one, as in `name: Patient data stays here`.
        promises[0]: error: The promise "" has no requirement. Set only, attempts or usd.
        models.m: warning: Model m is unreachable. Connect an output to it, or remove it.\
        """,
        lines(graph));
  }

  @Test
  void targetsMustExist() {
    RoutingGraph graph =
        GraphSketch.from("triag")
            .model("opus", "us")
            .rules("triage", "stream", "opsu", "has_tools", "", "nowhere-at-all")
            .graph();
    assertEquals(
        """
        start: error: There is no node or model triag. Did you mean `triage`?
        nodes.triage.rules[0].to: error: There is no node or model opsu. Did you mean `opus`?
        nodes.triage.rules[1].to: error: Output rules[1].to of triage is not connected. Connect it to a node or model.
        nodes.triage.otherwise: error: There is no node or model nowhere-at-all. Add it, or connect to another node or model.\
        """,
        lines(graph));
  }

  @Test
  void cyclesAreWrittenOut() {
    RoutingGraph graph =
        GraphSketch.from("a")
            .model("m", "us")
            .rules("a", "stream", "b", "m")
            .rules("b", "stream", "c", "m")
            .rules("c", "stream", "a", "m")
            .graph();
    assertEquals(
        """
        nodes.c.rules[0].to: error: The connections form a cycle: a → b → c → a. \
        Connect one of these outputs to something else.\
        """,
        lines(graph));
  }

  @Test
  void longChainIsNoTrouble() {
    var sketch = GraphSketch.from("n0").model("m", "us");
    for (int i = 0; i < 4_000; i++) {
      sketch.rules("n" + i, "stream", "m", i == 3_999 ? "m" : "n" + (i + 1));
    }
    assertTrue(errors(sketch.graph()).isEmpty());
  }

  @Test
  void tooLargeGraphIsRefused() {
    var sketch = GraphSketch.from("m0");
    for (int i = 0; i <= GraphCheck.MOST_PARTS; i++) {
      sketch.model("m" + i, "us");
    }
    assertEquals(
        "error: The graph has 5001 nodes and models; the limit is 5000. Split it into several"
            + " graphs.",
        lines(sketch.graph()));
  }

  @Test
  void idMayBeWhatTheModelIsCalled() {
    RoutingGraph graph =
        GraphSketch.from("v1.2")
            .model("gpt-5.1", "us")
            .rules("v1.2", "health[\"gpt-5.1\"].p95 > 2.0", "gpt-5.1", "gpt-5.1")
            .graph();
    assertEquals("", lines(graph));
  }

  @Test
  void idsAreSimpleAndNotTakenTwice() {
    RoutingGraph graph =
        GraphSketch.from("x")
            .model("x", "us")
            .model("a b", "us")
            .rules("x", "stream", "a b", "a b")
            .graph();
    assertEquals(
        """
        models.a b: error: `a b` is not a valid id. Use 1 to 100 letters (A–Z), digits, `_`, `-` and `.`, not beginning with `.`.
        nodes.x: error: The id `x` is used by both a node and a model. Rename one of them.\
        """,
        lines(graph));
  }

  @Test
  void unreachableNodesAreNamed() {
    RoutingGraph graph =
        GraphSketch.from("a")
            .model("a", "us")
            .model("b", "us")
            .rules("r", "stream", "a", "b")
            .graph();
    assertEquals(
        """
        nodes.r: warning: Node r is unreachable. Connect an output to it, or remove it.
        models.b: warning: Model b is unreachable. Connect an output to it, or remove it.\
        """,
        lines(graph));
  }

  @Test
  void fieldsAreInRange() {
    RoutingGraph graph =
        GraphSketch.from("split")
            .model("m", "us")
            .add(
                new SplitNode(
                    "split",
                    About.NOTHING,
                    List.of(
                        new SplitNode.Share("budget", BigDecimal.ZERO),
                        new SplitNode.Share("limit", BigDecimal.ONE),
                        new SplitNode.Share("fall", BigDecimal.ONE),
                        new SplitNode.Share("balance", BigDecimal.ONE)),
                    SplitNode.Sticky.REQUEST,
                    Optional.empty()))
            .budget("budget", "0", "m", "no")
            .add(
                new LimitNode(
                    "limit",
                    About.NOTHING,
                    OptionalLong.of(0),
                    OptionalLong.empty(),
                    Window.DAY,
                    new Scope.App(),
                    "m",
                    "no"))
            .add(new RejectNode("no", About.NOTHING, 200, "no"))
            .fallback("fall", -1, OptionalInt.of(0), "m", "m")
            .balance("balance", Measure.TURNS)
            .graph();
    assertEquals(
        """
        nodes.split.shares[0].share: error: 0 is out of range for `share`. Use a number above 0.
        nodes.budget.usd: error: 0 is out of range for `usd`. Use a number above 0.
        nodes.limit.requests: error: 0 is out of range for `requests`. Use 1 or more.
        nodes.no.status: error: 200 is out of range for `status`. Use 400 to 599; 403 and 429 are common.
        nodes.fall.retries: error: -1 is out of range for `retries`. Use 0 to 10.
        nodes.fall.attempts: error: 0 is out of range for `attempts`. Use 1 to 10.
        nodes.balance.to: error: balance has no branches. Connect it to a node or model.
        nodes.fall.to[1]: warning: m is listed twice. List it once; use retries to call the same model again.\
        """,
        lines(graph));
  }

  @Test
  void missingPricesMatterWhereMoneyIsCounted() {
    RoutingGraph graph =
        GraphSketch.from("cap")
            .model("m", "us")
            .budget("cap", "5", "cheap", "m")
            .balance("cheap", Measure.COST, "m")
            .graph();
    assertEquals(
        """
        models.m: warning: The price of m from acme is unknown. \
        Add its price to the catalog, or check the model's name.
        nodes.cap.within: warning: The budget cannot count the cost of m because the price is unknown, \
        so it never has room for their calls: they take the over branch, or with `when` another model. Add the price to the catalog, or route these models around the budget.
        nodes.cheap.to: warning: cheap balances by cost, but the price of m is unknown. \
        Add the price to the catalog, or balance by another measure.\
        """,
        text(GraphCheck.check(graph, model -> ModelCard.unknown("acme", model.model()))));
  }

  @Test
  void smallerContextFurtherOnIsNamed() {
    RoutingGraph graph =
        GraphSketch.from("f")
            .model("big", "us")
            .model("small", "us")
            .fallback("f", 0, OptionalInt.empty(), "big", "small")
            .graph();
    assertEquals(
        """
        nodes.f.to[1]: warning: small takes 8,000 tokens, fewer than the first branch (200,000), \
        so a request that is too long for the first branch fails here too. \
        Use a model with a larger context window here, or add a rule on tokens before this node.\
        """,
        text(
            GraphCheck.check(
                graph,
                model -> GraphSketch.card(model, model.id().equals("big") ? 200_000 : 8_000))));
  }

  @Test
  void retiredModelIsNamed() {
    RoutingGraph graph = GraphSketch.from("m").model("m", "us").graph();
    assertEquals(
        """
        models.m.model: warning: acme has retired m, so calls to it fail. \
        Use another model of acme.\
        """,
        text(GraphCheck.check(graph, GraphSketch::retired)));
  }

  @Test
  void healthInConditionsNamesModelsOnly() {
    RoutingGraph graph =
        GraphSketch.from("r")
            .model("opus", "us")
            .rules("r", "health.opsu.open || health.opus.open", "opus", "opus")
            .graph();
    assertEquals(
        """
        nodes.r.rules[0].when: error: The condition reads the health of opsu, \
        but there is no such model. Did you mean `opus`?\
        """,
        lines(graph));
  }

  @Test
  void unknownProvidersAreNamedOnRequest() {
    RoutingGraph graph = GraphSketch.from("m").model("m", "us").graph();
    assertEquals(
        """
        models.m.provider: error: There is no provider acme. \
        Use one of: openai.\
        """,
        text(GraphCheck.check(graph, GraphSketch::card, List.of("openai"))));
  }

  public static List<Problem> errors(RoutingGraph graph) {
    return GraphCheck.check(graph, GraphSketch::card).stream().filter(Problem::isError).toList();
  }

  public static String lines(RoutingGraph graph) {
    return text(GraphCheck.check(graph, GraphSketch::card));
  }

  static String text(List<Problem> problems) {
    return problems.stream().map(Problem::line).collect(joining("\n"));
  }
}
