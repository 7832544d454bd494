package io.signalbox.app.testbench;

import io.signalbox.engine.graph.GateNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.lab.GateBoard;
import io.signalbox.engine.route.gate.GateResult;
import io.signalbox.engine.route.gate.GateState;
import io.signalbox.engine.route.gate.GateVerdict;
import java.util.Optional;

/// How a gate stands. Immutable.
///
/// @param result what came of its last run, whether or not that still counts; empty if there is
///   none
public record GateStanding(GateVerdict verdict, Optional<GateResult> result) {

  /// Reads files.
  ///
  /// @param graph in force
  static GateStanding of(GateNode gate, RoutingGraph graph, GateBoard board) {
    var now = board.now();
    GateState state = board.source(gate, graph).at(now);
    Optional<GateResult> result =
        state instanceof GateState.Measured measured
            ? Optional.of(measured.result())
            : Optional.empty();
    return new GateStanding(GateVerdict.of(gate, state, now), result);
  }
}
