package io.signalbox.app.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.Desk;
import io.signalbox.app.document.RoutePath;
import io.signalbox.app.kinds.PaletteItem;
import io.signalbox.app.kit.canvas.LayeredLayout.Point;
import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.NodeKind;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.edit.GraphEdit;
import io.signalbox.engine.graph.edit.NewNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What gestures make of a graph.
final class CanvasEditsTest {
  private static final About.CanvasPoint HERE = new About.CanvasPoint(8, 16);
  private static final Point THERE = new Point(400, 80);

  private final RoutingGraph desk = Desk.graph();

  @Test
  void connectionsNeverCloseCycles() {
    Set<String> may = new AcyclicTargets(desk).from("cap");
    assertFalse(may.contains("cap"));
    assertFalse(may.contains("triage"));
    assertFalse(may.contains("topic"));
    assertTrue(may.containsAll(List.of("cheap", "code", "opus", "home")));
  }

  @Test
  void anyNodeCanBeEntryPoint() {
    assertEquals(11, new AcyclicTargets(desk).from(CardFaces.START).size());
  }

  @Test
  void disconnectedBranchIsRemoved() {
    RoutingGraph cut = lead("code", 1).cut(desk).apply(desk);
    assertEquals(List.of("opus", "reasoner"), to(cut, "code"));
    RoutingGraph open = lead("cap", 1).cut(desk).apply(desk);
    assertEquals("", exit(open, "cap", 1));
  }

  @Test
  void portAfterLastAddsBranch() {
    RoutingGraph grown = lead("code", 3).leadTo(desk, "home").apply(desk);
    assertEquals(List.of("opus", "gpt", "reasoner", "home"), to(grown, "code"));
  }

  @Test
  void deletingNodeDisconnectsOutputs() {
    RoutingGraph rest = Removal.of(desk, List.of("topic", "gpt")).apply(desk);
    assertEquals("", exit(rest, "triage", 3));
    assertEquals(List.of("opus", "reasoner"), to(rest, "code"));
  }

  @Test
  void deleteAndReconnectUsesDefaultOutput() {
    RoutingGraph healed = Removal.healing(desk, List.of("topic")).apply(desk);
    assertEquals("cap", exit(healed, "triage", 3));
    RoutingGraph begun = Removal.healing(desk, List.of("triage")).apply(desk);
    assertEquals("topic", begun.start());
    RoutingGraph both = Removal.healing(desk, List.of("topic", "cap")).apply(desk);
    assertEquals("cheap", exit(both, "triage", 3));
  }

  @Test
  void insertsNewNodeIntoConnection() {
    RoutingGraph with = new GraphEdit.PutNode(NewNode.of(NodeKind.LIMIT, "limit")).apply(desk);
    RoutingGraph spliced =
        WireSplice.of(with, "limit", lead("triage", 3)).orElseThrow().apply(with);
    assertEquals("limit", exit(spliced, "triage", 3));
    assertEquals("topic", exit(spliced, "limit", 0));
  }

  @Test
  void doesNotInsertConnectedNodeIntoConnection() {
    assertEquals(Optional.empty(), WireSplice.of(desk, "cap", lead("triage", 0)));
    RoutingGraph with = new GraphEdit.PutNode(NewNode.of(NodeKind.REJECT, "reject")).apply(desk);
    assertEquals(Optional.empty(), WireSplice.of(with, "reject", lead("triage", 0)));
  }

  @Test
  void doesNotAddModelTwice() {
    Insertion again =
        Insertion.of(desk, new PaletteItem.NewModel("openai", "gpt-5.1", "GPT"), HERE);
    assertEquals("gpt", again.id());
    assertFalse(again.isNew());
  }

  @Test
  void firstNodeIsEntryPoint() {
    RoutingGraph empty = RoutingGraph.empty("New");
    Insertion first = Insertion.of(empty, new PaletteItem.NewNode(NodeKind.RULES), HERE);
    RoutingGraph begun = first.edit().apply(empty);
    assertEquals("rules", begun.start());
    assertEquals(Optional.of(HERE), begun.node("rules").orElseThrow().about().at());
  }

  @Test
  void clipboardHasYamlOfFile() {
    String text = GraphClipboard.text(desk, Set.of("cheap"), Map.of("cheap", new Point(10, 20)));
    assertTrue(text.startsWith("nodes:\n  cheap:"), text);
    assertTrue(text.contains("at: [10, 20]") || text.contains("at: [ 10, 20 ]"), text);
  }

  @Test
  void pastedNodesGetNewIdsAndKeepConnections() {
    String text = GraphClipboard.text(desk, Set.of("cap", "cheap", "chat"), Map.of());
    RoutingGraph part = GraphClipboard.read(text).orElseThrow();
    GraphClipboard.Pasted pasted = GraphClipboard.paste(desk, part, THERE);
    RoutingGraph now = pasted.edit().apply(desk);
    assertEquals(Set.of("cap-2", "cheap-2"), Set.copyOf(pasted.ids()));
    assertEquals("cheap-2", exit(now, "cap-2", 0), "the wire between them");
    assertEquals("home", exit(now, "cap-2", 1), "the wire to what is there");
    assertEquals(List.of("chat", "flash"), to(now, "cheap-2"), "the model is there once");
    assertEquals("cheap", exit(now, "cap", 0), "the old ones stay");
  }

  @Test
  void danglingConnectionsArePastedOpen() {
    String text = GraphClipboard.text(desk, Set.of("cap"), Map.of());
    RoutingGraph empty = RoutingGraph.empty("New");
    RoutingGraph now =
        GraphClipboard.paste(empty, GraphClipboard.read(text).orElseThrow(), THERE)
            .edit()
            .apply(empty);
    assertEquals("", exit(now, "cap", 0));
    assertEquals("cap", now.start());
    About.CanvasPoint at = now.node("cap").orElseThrow().about().at().orElseThrow();
    assertEquals(new About.CanvasPoint(400, 80), at);
  }

  @Test
  void readsYamlFromChatAnswer() {
    String chat =
        """
        Here you are:
        ```yaml
          nodes:
            stop: { kind: reject, status: 503, message: Later. }
        ```
        """;
    assertTrue(GraphClipboard.read(chat).orElseThrow().node("stop").isPresent());
    assertEquals(Optional.empty(), GraphClipboard.read("Nothing of the kind"));
    assertEquals(Optional.empty(), GraphClipboard.read(""));
  }

  private Connection lead(String id, int exit) {
    return Connection.of(desk, new RoutePath.NodeExit(id, exit));
  }

  private static String exit(RoutingGraph graph, String id, int exit) {
    return graph.node(id).orElseThrow().exits().get(exit).to();
  }

  private static List<String> to(RoutingGraph graph, String id) {
    return graph.node(id).orElseThrow().exits().stream().map(each -> each.to()).toList();
  }

  @Test
  void firstPositionWritesAllPositions() {
    var faces = new CardFaces(desk, Desk.installation()).faces();
    CardPositions places = CardPositions.of(desk, faces, new CardPositions.Automatic());
    RoutingGraph pinned = new GraphEdit.Several(places.pins(desk)).apply(desk);
    assertTrue(pinned.nodes().values().stream().allMatch(node -> node.about().at().isPresent()));
    CardPositions again =
        CardPositions.of(
            pinned,
            new CardFaces(pinned, Desk.installation()).faces(),
            new CardPositions.Automatic());
    for (Node node : desk.nodes().values()) {
      double before = places.cards().get(node.id()).getMinY();
      assertEquals(before, again.cards().get(node.id()).getMinY(), 0.5, node.id());
    }
  }
}
