package io.signalbox.engine.route;

import io.signalbox.engine.graph.GateNode;
import io.signalbox.engine.graph.IntentNode;
import io.signalbox.engine.graph.LearnedNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.route.gate.GateSource;

/// What nodes that learn have learned, and what was measured behind gates. A router asks once for
/// each of its nodes, and keeps what it gets. Safe for threads.
public interface NodeSources {
  /// Nothing was learned or measured: such nodes take `otherwise`.
  NodeSources NONE =
      new NodeSources() {
        @Override
        public IntentSource intent(IntentNode node) {
          return IntentSource.NONE;
        }

        @Override
        public LearnedSource learned(LearnedNode node, RoutingGraph graph) {
          return LearnedSource.NONE;
        }

        @Override
        public GateSource gate(GateNode node, RoutingGraph graph) {
          return GateSource.NONE;
        }
      };

  /// The classifier of an intent node.
  IntentSource intent(IntentNode node);

  /// The router of a learned node.
  ///
  /// @param graph in force, with the node's models
  LearnedSource learned(LearnedNode node, RoutingGraph graph);

  /// What was measured behind a gate.
  ///
  /// @param graph in force, with what the gate leads to
  GateSource gate(GateNode node, RoutingGraph graph);
}
