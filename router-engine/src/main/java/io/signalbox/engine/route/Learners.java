package io.signalbox.engine.route;

import io.signalbox.engine.graph.GateNode;
import io.signalbox.engine.graph.IntentNode;
import io.signalbox.engine.graph.LearnedNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.route.gate.GateSource;
import java.util.HashMap;
import java.util.Map;

/// What the nodes of one graph have learned, and what was measured behind its gates, by their ids.
/// Immutable.
record Learners(
    Map<String, IntentSource> intents,
    Map<String, LearnedSource> routers,
    Map<String, GateSource> gates) {
  static Learners of(RoutingGraph graph, NodeSources sources) {
    Map<String, IntentSource> intents = new HashMap<>();
    Map<String, LearnedSource> routers = new HashMap<>();
    Map<String, GateSource> gates = new HashMap<>();
    graph
        .nodes()
        .forEach((id, node) -> {
          if (node instanceof IntentNode intent) {
            intents.put(id, sources.intent(intent));
          } else if (node instanceof LearnedNode learned) {
            routers.put(id, sources.learned(learned, graph));
          } else if (node instanceof GateNode gate) {
            gates.put(id, sources.gate(gate, graph));
          }
        });
    return new Learners(Map.copyOf(intents), Map.copyOf(routers), Map.copyOf(gates));
  }

  IntentSource intent(IntentNode node) {
    return intents.getOrDefault(node.id(), IntentSource.NONE);
  }

  LearnedSource router(LearnedNode node) {
    return routers.getOrDefault(node.id(), LearnedSource.NONE);
  }

  GateSource gate(GateNode node) {
    return gates.getOrDefault(node.id(), GateSource.NONE);
  }
}
