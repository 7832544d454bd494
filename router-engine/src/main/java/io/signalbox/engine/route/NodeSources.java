package io.signalbox.engine.route;

import io.signalbox.engine.graph.IntentNode;
import io.signalbox.engine.graph.LearnedNode;
import io.signalbox.engine.graph.RoutingGraph;

/// What nodes that learn have learned. A router asks once for each of its nodes, and keeps what it
/// gets. Safe for threads.
public interface NodeSources {
  /// Nothing was learned: such nodes take `otherwise`.
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
      };

  /// The classifier of an intent node.
  IntentSource intent(IntentNode node);

  /// The router of a learned node.
  ///
  /// @param graph in force, with the node's models
  LearnedSource learned(LearnedNode node, RoutingGraph graph);
}
