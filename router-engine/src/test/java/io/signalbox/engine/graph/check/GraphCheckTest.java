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
        start: error: The graph does not say where requests begin. \
        Add a model, and lead start to it.\
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
        name: error: The graph has no name. Name it, as in `name: Support desk`.
        models.m.provider: error: m has no provider. Say whose model it is, as in `provider: openai`.
        models.m.model: error: m does not say which model of the provider it is. \
        Give the provider's name of it, as in `model: gpt-5.1`.
        nodes.n.message: error: n tells the client nothing. \
        Say why, as in `message: Closed on Sundays`.
        promises[0].name: error: This promise has no name. Say what is promised.
        promises[0]: error: "" promises nothing. Give it only, attempts or usd.
        models.m: warning: No way leads to the model m. Lead a wire to it, or remove it.\
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
        start: error: There is no node or model triag. Did you mean triage?
        nodes.triage.rules[0].to: error: There is no node or model opsu. Did you mean opus?
        nodes.triage.rules[1].to: error: The exit rules[1].to of triage leads nowhere. Lead it to a node or model.
        nodes.triage.otherwise: error: There is no node or model nowhere-at-all. Add it, or name another.\
        """,
        lines(graph));
  }

  @Test
  void circlesAreWrittenOut() {
    RoutingGraph graph =
        GraphSketch.from("a")
            .model("m", "us")
            .rules("a", "stream", "b", "m")
            .rules("b", "stream", "c", "m")
            .rules("c", "stream", "a", "m")
            .graph();
    assertEquals(
        """
        nodes.c.rules[0].to: error: Requests could go in a circle: a → b → c → a. \
        Lead one of these wires elsewhere.\
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
        "error: The graph has 5001 nodes and models; 5000 are the most. Split it into several"
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
        models.a b: error: "a b" cannot be an id. Use 1 to 100 letters (A–Z), digits, `_`, `-` and `.`, not beginning with `.`.
        nodes.x: error: There is a node and a model called x. Rename one of them.\
        """,
        lines(graph));
  }

  @Test
  void whatNoWayReachesIsNamed() {
    RoutingGraph graph =
        GraphSketch.from("a")
            .model("a", "us")
            .model("b", "us")
            .rules("r", "stream", "a", "b")
            .graph();
    assertEquals(
        """
        nodes.r: warning: No way leads to the node r. Lead a wire to it, or remove it.
        models.b: warning: No way leads to the model b. Lead a wire to it, or remove it.\
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
        nodes.split.shares[0].share: error: A share cannot be 0. Give more than 0.
        nodes.budget.usd: error: A budget cannot be 0. Give more than 0.
        nodes.limit.requests: error: A limit cannot be 0. Give 1 or more.
        nodes.no.status: error: 200 is no status of an error. Give 400 to 599; 403 and 429 are usual.
        nodes.fall.retries: error: A branch cannot be tried again -1 times. Give 0 to 10.
        nodes.fall.attempts: error: The most attempts cannot be 0. Give 1 or more.
        nodes.balance.to: error: balance has no branches. Lead it to a node or model.
        nodes.fall.to[1]: warning: m is named twice. Name it once; retries ask the same model again.\
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
        models.m: warning: What m of acme costs is unknown. \
        Add its price to the catalog, or check the name of the model.
        nodes.cap.within: warning: The budget cannot count what it pays for m: the price is unknown, \
        so these requests always go over. Add the price to the catalog, or lead these models around the budget.
        nodes.cheap.to: warning: cheap compares costs, but the price of m is unknown. \
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
        nodes.f.to[1]: warning: small takes 8,000 tokens, fewer than the first branch (200,000): \
        a long request fails here too. \
        Put a model with a larger context window here, or ask tokens in a rule before.\
        """,
        text(
            GraphCheck.check(
                graph,
                model -> GraphSketch.card(model, model.id().equals("big") ? 200_000 : 8_000))));
  }

  @Test
  void modelThatItsProviderHasTakenAwayIsNamed() {
    RoutingGraph graph = GraphSketch.from("m").model("m", "us").graph();
    assertEquals(
        """
        models.m.model: warning: acme has taken m away: asking for it fails. \
        Name another model of acme.\
        """,
        text(GraphCheck.check(graph, GraphSketch::retired)));
  }

  @Test
  void conditionsAskOnlyForTheHealthOfModels() {
    RoutingGraph graph =
        GraphSketch.from("r")
            .model("opus", "us")
            .rules("r", "health.opsu.open || health.opus.open", "opus", "opus")
            .graph();
    assertEquals(
        """
        nodes.r.rules[0].when: error: The condition asks for the health of opsu, \
        but there is no such model. Did you mean opus?\
        """,
        lines(graph));
  }

  @Test
  void unknownProvidersAreNamedOnRequest() {
    RoutingGraph graph = GraphSketch.from("m").model("m", "us").graph();
    assertEquals(
        """
        models.m.provider: error: There is no provider acme. \
        Use one of openai.\
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
