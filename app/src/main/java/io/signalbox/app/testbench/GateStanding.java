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
/// @param state what its verdict follows from
public record GateStanding(GateVerdict verdict, GateState state) {

  /// Reads files.
  ///
  /// @param graph in force
  static GateStanding of(GateNode gate, RoutingGraph graph, GateBoard board) {
    var now = board.now();
    GateState state = board.source(gate, graph).at(now);
    return new GateStanding(GateVerdict.of(gate, state, now), state);
  }

  /// What came of its last run, whether or not that still counts; empty if there is none, or it is
  /// of no use.
  public Optional<GateResult> result() {
    return state instanceof GateState.Measured measured
        ? Optional.of(measured.result())
        : Optional.empty();
  }
}
