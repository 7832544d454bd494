package io.signalbox.app.canvas;

import io.signalbox.engine.graph.Exit;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RoutingGraph;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Where wires may lead without closing a circle. Immutable.
record AcyclicTargets(RoutingGraph graph) {

  /// What a wire of this node, or of the card by which requests come in, may lead to.
  Set<String> from(String id) {
    var may = new LinkedHashSet<String>(graph.nodes().keySet());
    may.addAll(graph.models().keySet());
    may.removeAll(above(id));
    may.remove(id);
    return may;
  }

  /// All nodes from which a way leads to this one.
  Set<String> above(String id) {
    Map<String, Set<String>> callers = callers();
    var found = new HashSet<String>();
    var open = new ArrayDeque<String>(callers.getOrDefault(id, Set.of()));
    while (!open.isEmpty()) {
      String next = open.pop();
      if (found.add(next)) {
        open.addAll(callers.getOrDefault(next, Set.of()));
      }
    }
    return found;
  }

  private Map<String, Set<String>> callers() {
    var callers = new HashMap<String, Set<String>>();
    for (Node node : graph.nodes().values()) {
      for (Exit exit : node.exits()) {
        callers.computeIfAbsent(exit.to(), key -> new HashSet<>()).add(node.id());
      }
    }
    return callers;
  }

  /// The wires that lead to one of these from elsewhere.
  List<Connection> into(Set<String> ids) {
    return graph.nodes().values().stream()
        .filter(node -> !ids.contains(node.id()))
        .flatMap(node -> Connection.all(graph, node.id()).stream())
        .filter(lead -> ids.contains(lead.to()))
        .toList();
  }
}
