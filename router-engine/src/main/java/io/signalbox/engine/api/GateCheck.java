package io.signalbox.engine.api;

import io.signalbox.engine.graph.GateNode;
import io.signalbox.engine.graph.Place;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.lab.GateBoard;
import io.signalbox.engine.lab.GateSuite;
import io.signalbox.engine.route.gate.GateVerdict;
import java.util.List;
import java.util.Optional;

/// Checks that gates can be measured, and says which are closed on this machine. A graph runs
/// without; its gates are closed then.
final class GateCheck {
  private GateCheck() {}

  static List<Problem> problems(RoutingGraph graph, GateBoard board) {
    RoutingGraph inForce = graph.inForce();
    return inForce.nodes().values().stream()
        .filter(GateNode.class::isInstance)
        .map(GateNode.class::cast)
        .filter(gate -> !gate.suite().isBlank())
        .flatMap(gate -> problem(gate, inForce, board).stream())
        .toList();
  }

  private static Optional<Problem> problem(GateNode gate, RoutingGraph graph, GateBoard board) {
    return switch (GateSuite.load(gate, graph)) {
      case GateSuite.Failed failed ->
          Optional.of(
              Problem.of(ProblemCode.GATE_WITHOUT_SUITE, Place.node(gate.id()).at("suite"))
                  .with("id", gate.id())
                  .with("file", gate.suite())
                  .with("reason", failed.why()));
      case GateSuite.Ready ready -> closed(gate, board.verdict(gate, graph));
    };
  }

  private static Optional<Problem> closed(GateNode gate, GateVerdict verdict) {
    return verdict.open()
        ? Optional.empty()
        : Optional.of(
            Problem.of(ProblemCode.GATE_CLOSED, Place.node(gate.id()))
                .with("id", gate.id())
                .with("state", verdict.because()));
  }
}
