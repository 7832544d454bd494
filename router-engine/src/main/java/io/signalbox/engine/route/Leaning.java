package io.signalbox.engine.route;

import io.signalbox.engine.graph.Exit;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RoutingGraph;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which exits of a node lead to a model. Immutable.
record Leaning(RoutingGraph graph, String model) {
  /// The first exit that may lead there.
  Optional<Exit> exit(Node node) {
    return node.onward().stream().filter(exit -> leads(exit.to(), new HashSet<>())).findFirst();
  }

  /// The indices of targets, from 0, those first that may lead there.
  List<Integer> order(List<String> targets) {
    var first = new ArrayList<Integer>();
    var rest = new ArrayList<Integer>();
    for (int i = 0; i < targets.size(); i++) {
      (leads(targets.get(i), new HashSet<>()) ? first : rest).add(i);
    }
    first.addAll(rest);
    return first;
  }

  private boolean leads(String id, Set<String> visited) {
    if (id.equals(model)) {
      return true;
    }
    return visited.add(id)
        && graph
            .node(id)
            .map(node -> node.onward().stream().anyMatch(exit -> leads(exit.to(), visited)))
            .orElse(false);
  }
}
