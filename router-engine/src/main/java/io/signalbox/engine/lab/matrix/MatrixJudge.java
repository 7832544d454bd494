package io.signalbox.engine.lab.matrix;

import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RoutingGraph;

/// Who compares answers, and with whose. Immutable.
///
/// @param model the judge
/// @param key the same for the same model and rubric
/// @param graph in which it is called: nothing but itself
/// @param rubric what makes an answer better
/// @param base the answers of this one are what the others are compared with
/// @param bothOrders whether each pair is judged twice, in either order
public record MatrixJudge(
    Model model,
    String key,
    RoutingGraph graph,
    String rubric,
    MatrixTarget base,
    boolean bothOrders) {
  /// How often each pair is judged.
  int turns() {
    return bothOrders ? 2 : 1;
  }
}
