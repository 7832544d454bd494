package io.signalbox.app.canvas;

import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.edit.GraphEdit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Puts a node into a wire: what led on leads to the node, and the node leads on.
final class WireSplice {
  private WireSplice() {}

  /// The edit that puts it there; empty if it does not fit: a node fits that leads on, does so
  /// nowhere yet, and closes no circle.
  static Optional<GraphEdit> of(RoutingGraph graph, String id, Connection wire) {
    if (wire.isFree() || wire.to().equals(id) || wire.wire().node().equals(id)) {
      return Optional.empty();
    }
    Set<String> around = new AcyclicTargets(graph).above(id);
    boolean circle =
        around.contains(wire.to())
            || !new AcyclicTargets(graph).from(wire.wire().node()).contains(id);
    return Connection.usual(graph, id)
        .filter(on -> on.isFree() && !circle)
        .map(on ->
            new GraphEdit.Several(List.of(wire.leadTo(graph, id), on.leadTo(graph, wire.to()))));
  }
}
