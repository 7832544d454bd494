package io.signalbox.app.canvas;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.document.RoutePath;
import io.signalbox.app.kinds.Kinds;
import io.signalbox.app.kinds.NodeFace;
import io.signalbox.app.kit.canvas.CardFace;
import io.signalbox.app.testbench.GateStanding;
import io.signalbox.app.wording.ExitLabel;
import io.signalbox.app.wording.GateWords;
import io.signalbox.app.wording.Wording;
import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.Exit;
import io.signalbox.engine.graph.GateNode;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RoutingGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The faces of a graph's nodes and models.
///
/// @param gates how gates stand, by id, as far as that is known
record CardFaces(RoutingGraph graph, Installation installation, Map<String, GateStanding> gates) {
  /// The id of the card by which requests come in; no node can have it.
  static final String START = " requests";

  /// The face of nothing.
  static final CardFace UNKNOWN =
      new CardFace("", Kinds.START.style(), "", "", List.of(), "", CardFace.WIDTH);

  private static final List<String> ORDINALS =
      List.of("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth");

  /// With gates of which nothing is known.
  CardFaces(RoutingGraph graph, Installation installation) {
    this(graph, installation, Map.of());
  }

  List<CardFace> faces() {
    var faces = new ArrayList<CardFace>();
    if (!graph.nodes().isEmpty() || !graph.models().isEmpty()) {
      faces.add(start());
    }
    graph.nodes().values().forEach(node -> faces.add(face(node)));
    graph.models().values().forEach(model -> faces.add(face(model)));
    return faces;
  }

  private CardFace start() {
    return new CardFace(
        START,
        Kinds.START.style(),
        Kinds.START.name(),
        "from any app",
        List.of(new CardFace.Row("next", "")),
        "Requests, connected to " + title(graph.start()),
        CardFace.NARROW);
  }

  private CardFace face(Node node) {
    NodeFace kind = Kinds.of(node);
    List<CardFace.Row> rows =
        node.exits().stream()
            .map(exit -> new CardFace.Row(ExitLabel.of(node, exit.label()), ""))
            .toList();
    return new CardFace(
        node.id(),
        kind.style(),
        node.title(),
        subtitle(node),
        rows,
        spoken(kind.name(), node) + off(node.id()),
        CardFace.WIDTH,
        extra(Connection.grows(node), node.id(), node.about()));
  }

  private String subtitle(Node node) {
    return node instanceof GateNode gate && gates.containsKey(gate.id())
        ? subtitle(gate, gates.get(gate.id()))
        : Kinds.subtitle(node);
  }

  private static String subtitle(GateNode gate, GateStanding standing) {
    return GateWords.card(gate, standing.verdict(), standing.state());
  }

  private CardFace face(Model model) {
    String subtitle = Wording.subtitle(model, installation);
    return new CardFace(
        model.id(),
        Kinds.MODEL.style(),
        model.title(),
        subtitle,
        List.of(),
        "Model, " + model.title() + ", " + subtitle + off(model.id()),
        CardFace.WIDTH,
        extra(false, model.id(), model.about()));
  }

  private CardFace.Extra extra(boolean grows, String id, About about) {
    return new CardFace.Extra(grows, graph.isDisabled(id), about.note().orElse(""));
  }

  private String off(String id) {
    return graph.isDisabled(id) ? ", disabled" : "";
  }

  /// What a screen reader says of one exit: `Rules, Triage, third exit, tier is free, leads to Free
  /// tier cap`.
  String spokenExit(String id, int exit) {
    String of =
        graph
            .node(id)
            .map(node -> Kinds.of(node).name() + ", " + node.title())
            .orElse(Kinds.START.name());
    String ordinal = exit < ORDINALS.size() ? ORDINALS.get(exit) : (exit + 1) + "th";
    String to = Connection.of(graph, new RoutePath.NodeExit(id, exit)).to();
    String label =
        graph
            .node(id)
            .filter(node -> exit < node.exits().size())
            .map(node -> ", " + ExitLabel.of(node, node.exits().get(exit).label()))
            .orElse("");
    return of + ", " + ordinal + " output" + label + ", connected to " + title(to);
  }

  private String spoken(String kind, Node node) {
    String exits =
        node.exits().stream().map(exit -> spoken(node, exit)).collect(Collectors.joining(", "));
    return kind + ", " + node.title() + (exits.isEmpty() ? "" : ", " + exits);
  }

  private String spoken(Node node, Exit exit) {
    return ExitLabel.of(node, exit.label()) + " connected to " + title(exit.to());
  }

  /// How people call a node or model.
  String title(String id) {
    return graph
        .node(id)
        .map(Node::title)
        .or(() -> graph.model(id).map(Model::title))
        .orElse("nothing");
  }
}
