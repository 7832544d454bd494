package io.signalbox.app.document;

import io.signalbox.engine.graph.Exit;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RoutingGraph;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/// The part of a graph that requests can come to. Pure.
final class Reach {
  private Reach() {}

  /// The nodes and models that can be reached from the entry point.
  static Set<String> of(RoutingGraph graph) {
    var reached = new HashSet<String>();
    var open = new ArrayDeque<>(List.of(graph.start()));
    while (!open.isEmpty()) {
      String id = open.remove();
      if (graph.has(id) && reached.add(id)) {
        graph.node(id).stream()
            .flatMap(node -> node.exits().stream())
            .map(Exit::to)
            .forEach(open::add);
      }
    }
    return reached;
  }

  /// The graph with only these of its nodes and models.
  static RoutingGraph only(RoutingGraph graph, Set<String> ids) {
    var nodes = new LinkedHashMap<String, Node>(graph.nodes());
    nodes.keySet().retainAll(ids);
    var models = new LinkedHashMap<String, Model>(graph.models());
    models.keySet().retainAll(ids);
    var disabled = new HashSet<>(graph.disabled());
    disabled.retainAll(ids);
    return graph.withNodes(nodes).withModels(models).withDisabled(disabled);
  }
}
