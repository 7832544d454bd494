package io.signalbox.engine.graph;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.graph.check.GraphCheck;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.graph.edit.GraphEdit;
import io.signalbox.engine.graph.proof.Promises;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class EffectiveGraphTest {
  private static final RoutingGraph DESK =
      GraphSketch.from("triage")
          .model("opus", "us")
          .model("gpt", "us")
          .model("home", "eu")
          .rules("triage", "stream", "code", "cap")
          .fallback("code", 0, OptionalInt.empty(), "opus", "gpt", "home")
          .budget("cap", "40", "gpt", "home")
          .graph();

  private static RoutingGraph without(String... ids) {
    return DESK.withDisabled(Set.of(ids));
  }

  private static List<String> exits(RoutingGraph graph, String id) {
    return graph.node(id).orElseThrow().exits().stream().map(Exit::to).toList();
  }

  private static String lines(RoutingGraph graph) {
    return GraphCheck.check(graph, GraphSketch::card).stream()
        .map(Problem::line)
        .collect(joining("\n"));
  }

  @Test
  void graphOfWhichNothingIsDisabledIsInForceItself() {
    assertSame(DESK, DESK.inForce());
    assertEquals(DESK, EffectiveGraph.of(DESK).graph());
  }

  @Test
  void disabledStartIsSkipped() {
    RoutingGraph run = without("triage", "cap").inForce();
    assertEquals("gpt", run.start());
    assertEquals(Set.of("code"), run.nodes().keySet());
    assertEquals(Set.of(), run.disabled());
  }

  @Test
  void eachDisabledKindIsPassedByItsOwnExit() {
    var any = Optional.<String>empty();
    var free = new Scope.Graph();
    var none = OptionalLong.empty();
    var shares =
        List.of(
            new SplitNode.Share("off", BigDecimal.ONE), new SplitNode.Share("a", BigDecimal.ONE));
    List<Node> disabled =
        List.of(
            new RulesNode("n", About.NOTHING, List.of(), "a"),
            new SplitNode("n", About.NOTHING, shares, SplitNode.Sticky.USER, any),
            new BalanceNode(
                "n",
                About.NOTHING,
                List.of("off", "a", "b"),
                BalanceNode.Measure.COST,
                BalanceNode.Where.ANY),
            new BudgetNode("n", About.NOTHING, Money.of("1"), Window.DAY, free, "a", "b"),
            new LimitNode("n", About.NOTHING, none, none, Window.DAY, free, "a", "b"),
            new RewriteNode(
                "n",
                About.NOTHING,
                Map.of(),
                List.of(),
                RewriteNode.SystemText.NONE,
                Set.of(),
                false,
                "a"));
    for (Node node : disabled) {
      RoutingGraph graph =
          GraphSketch.from("n")
              .model("a", "us")
              .model("b", "us")
              .model("off", "us")
              .add(node)
              .graph();
      assertEquals("a", graph.withDisabled(Set.of("n", "off")).inForce().start(), node.toString());
    }
  }

  @Test
  void disabledBranchesAreLeftOutOfLists() {
    assertEquals(List.of("opus", "home"), exits(without("gpt", "cap").inForce(), "code"));
  }

  @Test
  void branchThatWouldStandTwiceStandsWhereItComesFirst() {
    var nodes = new LinkedHashMap<>(DESK.nodes());
    nodes.put("code", DESK.node("code").orElseThrow().withTarget(new Slot.Item("to", 0), "cap"));
    RoutingGraph run = DESK.withNodes(nodes).withDisabled(Set.of("cap")).inForce();
    assertEquals(List.of("gpt", "home"), exits(run, "code"));
    nodes.put("code", DESK.node("code").orElseThrow().withTarget(new Slot.Item("to", 2), "cap"));
    run = DESK.withNodes(nodes).withDisabled(Set.of("cap")).inForce();
    assertEquals(List.of("opus", "gpt"), exits(run, "code"));
    nodes.put("code", DESK.node("code").orElseThrow().withTarget(new Slot.Item("to", 0), "gpt"));
    run = DESK.withNodes(nodes).withDisabled(Set.of("cap")).inForce();
    assertEquals(List.of("gpt", "gpt", "home"), exits(run, "code"), "as it is written");
  }

  @Test
  void sharesOfTheSameTargetAreAdded() {
    RoutingGraph graph = new GraphEdit.PutNode(split("cap", "opus", "gpt")).apply(without("cap"));
    SplitNode run = (SplitNode) graph.inForce().node("code").orElseThrow();
    assertEquals(List.of("gpt", "opus"), exits(graph.inForce(), "code"));
    assertEquals(List.of("70%", "30%"), run.exits().stream().map(Exit::label).toList());
  }

  private static Node split(String first, String second, String third) {
    var shares =
        List.of(
            new SplitNode.Share(first, new BigDecimal("0.5")),
            new SplitNode.Share(second, new BigDecimal("0.3")),
            new SplitNode.Share(third, new BigDecimal("0.2")));
    return new SplitNode("code", About.NOTHING, shares, SplitNode.Sticky.REQUEST, Optional.empty());
  }

  @Test
  void sharesOfDisabledBranchesGoToTheOthers() {
    RoutingGraph graph =
        new GraphEdit.PutNode(split("gpt", "opus", "home")).apply(without("gpt", "cap"));
    assertEquals(
        List.of("60%", "40%"),
        graph.inForce().node("code").orElseThrow().exits().stream().map(Exit::label).toList());
  }

  @Test
  void graphWithoutWhatCanBeLeftOutIsSound() {
    assertEquals("", lines(without("opus")));
    assertEquals(
        "models.home: warning: Model home is unreachable. Connect an output to it, or remove it.",
        lines(
            GraphSketch.from("code")
                .model("opus", "us")
                .model("home", "us")
                .budget("cap", "1", "opus", "home")
                .fallback("code", 0, OptionalInt.empty(), "cap")
                .graph()
                .withDisabled(Set.of("cap"))));
  }

  @Test
  void exitThatCannotDoWithoutIsNamedWithItsCure() {
    assertEquals(
        """
        nodes.cap.over: error: Output over of cap is connected to home, which is disabled. \
        Enable the target, or connect this output to something else.\
        """,
        lines(without("home")));
    assertEquals(
        """
        nodes.triage.otherwise: error: Output otherwise of triage is connected to gpt (through cap), \
        which is disabled. Enable the target, or connect this output to something else.\
        """,
        lines(without("gpt", "cap")));
    assertEquals(
        """
        start: error: The entry point is gpt (through triage), which is disabled. \
        Enable it, or set another entry point.\
        """,
        lines(without("gpt", "cap", "triage")));
    assertEquals(
        """
        nodes.code.to[0]: error: Output to[0] of code is connected to opus, which is disabled. \
        Enable the target, or connect this output to something else.
        nodes.code.to[1]: error: Output to[1] of code is connected to gpt, which is disabled. \
        Enable the target, or connect this output to something else.
        nodes.code.to[2]: error: Output to[2] of code is connected to home, which is disabled. \
        Enable the target, or connect this output to something else.\
        """,
        lines(
            without("opus", "gpt", "home")
                .withStart("code")
                .withNodes(Map.of("code", DESK.nodes().get("code")))));
  }

  @Test
  void problemsStandWhereTheyAreWritten() {
    var nodes = new LinkedHashMap<>(DESK.nodes());
    nodes.put("code", DESK.node("code").orElseThrow().withTarget(new Slot.Item("to", 2), "hom"));
    assertEquals(
        """
        nodes.code.to[2]: error: There is no node or model hom. Did you mean `home`?\
        """,
        lines(DESK.withNodes(nodes).withDisabled(Set.of("opus"))));
  }

  @Test
  void whatIsWrongWithDisabledPartsDoesNotMatter() {
    var nodes = new LinkedHashMap<>(DESK.nodes());
    nodes.put("late", new RejectNode("late", About.NOTHING, 200, ""));
    nodes.put("cap", DESK.node("cap").orElseThrow().withTarget(new Slot.Field("over"), ""));
    RoutingGraph graph = DESK.withNodes(nodes).withDisabled(Set.of("late", "cap"));
    assertEquals("", lines(graph));
  }

  @Test
  void conditionsMayUseTheHealthOfDisabledModels() {
    var rule = new RulesNode.Rule(Condition.of("health.opus.open"), "code", Optional.empty());
    var rules = new RulesNode("triage", About.NOTHING, List.of(rule), "cap");
    assertEquals("", lines(new GraphEdit.PutNode(rules).apply(without("opus"))));
  }

  @Test
  void cycleOfDisabledNodesHasNoTarget() {
    var nodes = new LinkedHashMap<>(DESK.nodes());
    nodes.put("cap", DESK.node("cap").orElseThrow().withTarget(new Slot.Field("within"), "triage"));
    RoutingGraph graph = DESK.withNodes(nodes).withDisabled(Set.of("triage", "cap"));
    assertEquals("", graph.inForce().start());
  }

  @Test
  void stepIsFoundAsItIsWritten() {
    EffectiveGraph run = EffectiveGraph.of(without("opus", "cap"));
    assertEquals("to[1]", run.exit("code", "1st", "gpt").orElseThrow().path());
    assertEquals("otherwise", run.exit("triage", "otherwise", "gpt").orElseThrow().path());
    assertEquals("cap", run.exit("triage", "otherwise", "gpt").orElseThrow().to());
    assertEquals(Optional.empty(), run.exit("code", "1st", "opus"));
    assertEquals(Optional.empty(), run.exit("cap", "under", "gpt"));
  }

  @Test
  void promisesAreAboutWhatIsInForce() {
    RoutingGraph graph =
        GraphSketch.from("a")
            .model("us", "us")
            .model("eu", "eu")
            .fallback("a", 0, OptionalInt.empty(), "us", "eu")
            .only("true", "model.labels.region == 'eu'")
            .graph();
    assertEquals(List.of("Broken"), verdicts(graph));
    assertEquals(List.of("Holds"), verdicts(graph.withDisabled(Set.of("us"))));
  }

  private static List<String> verdicts(RoutingGraph graph) {
    return Promises.prove(graph, GraphSketch::card).stream()
        .map(each -> each.getClass().getSimpleName())
        .toList();
  }

  @Test
  void renamedAndRemovedPartsKeepTrack() {
    RoutingGraph renamed = new GraphEdit.Rename("opus", "big").apply(without("opus"));
    assertEquals(Set.of("big"), renamed.disabled());
    RoutingGraph removed = new GraphEdit.Remove("big").apply(renamed);
    assertEquals(Set.of(), removed.disabled());
    assertEquals(
        Set.of(), new GraphEdit.PutModel(Model.of("big", "acme", "x")).apply(removed).disabled());
  }

  @Test
  void disablingTwiceChangesNothing() {
    RoutingGraph once = new GraphEdit.Disable("opus", true).apply(DESK);
    assertSame(once, new GraphEdit.Disable("opus", true).apply(once));
    assertEquals(DESK, new GraphEdit.Disable("opus", false).apply(once));
    assertEquals(DESK, new GraphEdit.Disable("nobody", true).apply(DESK));
  }
}
