package io.signalbox.app.canvas;

import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.edit.GraphEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Takes nodes and models away.
final class Removal {
  private Removal() {}

  /// The edit after which they are gone. Wires to them lead nowhere; branches of lists go with
  /// them.
  static GraphEdit of(RoutingGraph graph, List<String> ids) {
    var edits = new ArrayList<GraphEdit>();
    Set<String> gone = Set.copyOf(ids);
    for (Node node : graph.nodes().values()) {
      Node rest = Connection.keeping(node, to -> !gone.contains(to));
      if (!gone.contains(node.id()) && !rest.equals(node)) {
        edits.add(new GraphEdit.PutNode(rest));
      }
    }
    ids.forEach(id -> edits.add(new GraphEdit.Remove(id)));
    return new GraphEdit.Several(edits);
  }

  /// The edit after which they are gone and whatever led to one leads where it usually led on.
  static GraphEdit healing(RoutingGraph graph, List<String> ids) {
    var edits = new ArrayList<GraphEdit>();
    RoutingGraph now = graph;
    for (String id : ids) {
      GraphEdit edit = healed(now, id);
      edits.add(edit);
      now = edit.apply(now);
    }
    return new GraphEdit.Several(edits);
  }

  private static GraphEdit healed(RoutingGraph graph, String id) {
    Optional<String> on =
        Connection.usual(graph, id)
            .map(Connection::to)
            .filter(graph::has)
            .filter(to -> !to.equals(id));
    var edits = new ArrayList<GraphEdit>();
    on.ifPresent(target -> {
      for (Connection lead : new AcyclicTargets(graph).into(Set.of(id))) {
        edits.add(lead.leadTo(graph, target));
      }
      if (graph.start().equals(id)) {
        edits.add(new GraphEdit.SetStart(target));
      }
    });
    RoutingGraph led = new GraphEdit.Several(edits).apply(graph);
    edits.add(of(led, List.of(id)));
    return new GraphEdit.Several(edits);
  }
}
