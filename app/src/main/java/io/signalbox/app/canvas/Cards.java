package io.signalbox.app.canvas;

import io.signalbox.app.kit.CardFace;
import io.signalbox.app.session.Kinds;
import io.signalbox.app.session.Surroundings;
import io.signalbox.app.session.Wording;
import io.signalbox.engine.graph.Exit;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RoutingGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The faces of a graph's nodes and models.
record Cards(RoutingGraph graph, Surroundings surroundings) {
  /// The id of the card by which requests come in; no node can have it.
  static final String START = " requests";

  List<CardFace> faces() {
    var faces = new ArrayList<CardFace>();
    if (graph.has(graph.start())) {
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
        "Requests, lead to " + title(graph.start()),
        CardFace.NARROW);
  }

  private CardFace face(Node node) {
    Kinds.Kind kind = Kinds.of(node);
    List<CardFace.Row> rows =
        node.exits().stream()
            .map(exit -> new CardFace.Row(Wording.exit(exit.label()), ""))
            .toList();
    return new CardFace(
        node.id(),
        kind.style(),
        node.title(),
        Wording.subtitle(node),
        rows,
        spoken(kind.name(), node),
        CardFace.WIDTH);
  }

  private CardFace face(Model model) {
    String subtitle = Wording.subtitle(model, surroundings);
    return new CardFace(
        model.id(),
        Kinds.MODEL.style(),
        model.title(),
        subtitle,
        List.of(),
        "Model, " + model.title() + ", " + subtitle,
        CardFace.WIDTH);
  }

  private String spoken(String kind, Node node) {
    String exits = node.exits().stream().map(this::spoken).collect(Collectors.joining(", "));
    return kind + ", " + node.title() + (exits.isEmpty() ? "" : ", " + exits);
  }

  private String spoken(Exit exit) {
    return Wording.exit(exit.label()) + " leads to " + title(exit.to());
  }

  private String title(String id) {
    return graph
        .node(id)
        .map(Node::title)
        .or(() -> graph.model(id).map(Model::title))
        .orElse("nothing");
  }
}
