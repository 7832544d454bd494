package io.signalbox.engine.graph.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.Exit;
import io.signalbox.engine.graph.GraphSketch;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.Slot;
import io.signalbox.engine.graph.SplitNode;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class GraphEditTest {
  private static final RoutingGraph GRAPH =
      GraphSketch.from("triage")
          .model("opus", "us")
          .model("gpt", "us")
          .rules(
              "triage",
              "health.opus.p95 > 3.0 && price.opus.input > 1.0 && text != \"health.opus\"",
              "gpt",
              "code")
          .fallback("code", 0, OptionalInt.empty(), "opus", "gpt")
          .only("health[\"opus\"].open", "model.id != 'x'")
          .graph();

  @Test
  void removedModelLeavesUnconnectedWires() {
    RoutingGraph edited = new GraphEdit.Remove("opus").apply(GRAPH);
    assertEquals(List.of("", "gpt"), targets(edited, "code"));
    assertEquals(List.of("gpt"), List.copyOf(edited.models().keySet()));
  }

  @Test
  void removedStartLeavesNone() {
    assertEquals("", new GraphEdit.Remove("triage").apply(GRAPH).start());
  }

  @Test
  void renamedModelIsRenamedInWiresAndConditions() {
    RoutingGraph edited = new GraphEdit.Rename("opus", "claude-big").apply(GRAPH);
    assertEquals(List.of("claude-big", "gpt"), targets(edited, "code"));
    assertEquals(List.of("claude-big", "gpt"), List.copyOf(edited.models().keySet()));
    assertEquals(
        "health[\"claude-big\"].p95 > 3.0 && price[\"claude-big\"].input > 1.0 && text !="
            + " \"health.opus\"",
        ((RulesNode) edited.nodes().get("triage")).rules().getFirst().when().text());
    assertEquals(
        "health[\"claude-big\"].open", edited.promises().getFirst().when().orElseThrow().text());
    RoutingGraph back = new GraphEdit.Rename("claude-big", "opus").apply(edited);
    assertEquals(GRAPH.nodes(), back.nodes());
  }

  @Test
  void renamedStartIsStillTheStart() {
    RoutingGraph edited = new GraphEdit.Rename("triage", "sort").apply(GRAPH);
    assertEquals("sort", edited.start());
    assertEquals("sort", edited.nodes().firstEntry().getValue().id());
  }

  @Test
  void takenIdChangesNothing() {
    assertSame(GRAPH, new GraphEdit.Rename("opus", "gpt").apply(GRAPH));
    assertSame(GRAPH, new GraphEdit.PutModel(Model.of("code", "acme", "x")).apply(GRAPH));
  }

  @Test
  void exitsAreLedElsewhere() {
    assertEquals(
        List.of("opus", "code"),
        targets(
            new GraphEdit.Connect("triage", new Slot.ItemField("rules", 0, "to"), "opus")
                .apply(GRAPH),
            "triage"));
    assertEquals(
        List.of("opus", "gpt", "x"),
        targets(new GraphEdit.Connect("code", new Slot.Item("to", 2), "x").apply(GRAPH), "code"));
    assertEquals(GRAPH, new GraphEdit.Connect("code", new Slot.Item("to", 9), "x").apply(GRAPH));
  }

  @Test
  void everyExitOfEveryKindCanBeLedElsewhere() {
    for (Node node : kinds()) {
      RoutingGraph graph = GraphSketch.from("n").add(node).graph();
      for (Exit exit : node.exits()) {
        Node edited = new GraphEdit.Connect("n", exit.slot(), "new").apply(graph).nodes().get("n");
        assertEquals(
            Optional.of("new"),
            edited.exits().stream()
                .filter(each -> each.path().equals(exit.path()))
                .map(Exit::to)
                .findFirst());
        long changed = edited.exits().stream().filter(each -> each.to().equals("new")).count();
        assertEquals(1, changed);
      }
      Node renamed = new GraphEdit.Rename("n", "m").apply(graph).nodes().get("m");
      assertEquals(node, renamed.withId("n"));
    }
  }

  @Test
  void partsAreMovedAndReordered() {
    RoutingGraph edited = new GraphEdit.Move("opus", new About.CanvasPoint(3, 4)).apply(GRAPH);
    assertEquals(
        Optional.of(new About.CanvasPoint(3, 4)), edited.model("opus").orElseThrow().about().at());
    RoutingGraph ordered = new GraphEdit.Reorder("triage", 5).apply(GRAPH);
    assertEquals(List.of("code", "triage"), new ArrayList<>(ordered.nodes().keySet()));
  }

  @Test
  void severalEditsAreOne() {
    RoutingGraph edited =
        new GraphEdit.Several(
                List.of(
                    new GraphEdit.SetName("Other"),
                    new GraphEdit.SetTimezone(ZoneId.of("Europe/Berlin")),
                    new GraphEdit.SetStart("gpt"),
                    new GraphEdit.RemovePromise(0)))
            .apply(GRAPH);
    assertEquals("Other", edited.name());
    assertEquals(ZoneId.of("Europe/Berlin"), edited.timezone());
    assertEquals("gpt", edited.start());
    assertTrue(edited.promises().isEmpty());
    RoutingGraph promised = new GraphEdit.PutPromise(0, GRAPH.promises().getFirst()).apply(edited);
    assertEquals(GRAPH.promises(), promised.promises());
  }

  @Test
  void sharesAreShownAsPartsOfTheWhole() {
    assertEquals("75%", kinds().get(1).exits().get(0).label());
    assertEquals("25%", kinds().get(1).exits().get(1).label());
  }

  private static List<String> targets(RoutingGraph graph, String id) {
    return graph.node(id).orElseThrow().exits().stream().map(Exit::to).toList();
  }

  private static List<Node> kinds() {
    RoutingGraph some =
        GraphSketch.from("n")
            .rules("a", "stream", "x", "has_tools", "y", "z")
            .add(
                new SplitNode(
                    "b",
                    About.NOTHING,
                    List.of(
                        new SplitNode.Share("x", BigDecimal.valueOf(3)),
                        new SplitNode.Share("y", BigDecimal.ONE)),
                    SplitNode.Sticky.USER,
                    Optional.of("e")))
            .balance("c", BalanceNode.Measure.COST, "x", "y")
            .fallback("d", 1, OptionalInt.of(2), "x", "y")
            .budget("e", "5", "x", "y")
            .set("f", "metadata.x", "\"y\"", "x")
            .add(new RejectNode("g", About.NOTHING, 403, "no"))
            .graph();
    return some.nodes().values().stream().map(node -> node.withId("n")).toList();
  }
}
