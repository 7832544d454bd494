package io.signalbox.engine;

import io.signalbox.engine.graph.GateNode;
import io.signalbox.engine.graph.IntentNode;
import io.signalbox.engine.graph.LearnedNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.lab.GateBoard;
import io.signalbox.engine.route.IntentSource;
import io.signalbox.engine.route.LearnedSource;
import io.signalbox.engine.route.NodeSources;
import io.signalbox.engine.route.gate.GateSource;

/// What the nodes of a graph have learned, for trying it out: who asks first waits until it is
/// learned, so that the same request always takes the same route. Safe for threads.
///
/// @param intents of intent nodes
/// @param routers of learned nodes
/// @param gates what was measured
record PatientSources(Intents intents, LearnedRouters routers, GateBoard gates)
    implements NodeSources {
  @Override
  public IntentSource intent(IntentNode node) {
    return intents.of(node);
  }

  @Override
  public LearnedSource learned(LearnedNode node, RoutingGraph graph) {
    return routers.patient(node, graph);
  }

  @Override
  public GateSource gate(GateNode node, RoutingGraph graph) {
    return gates.source(node, graph);
  }
}
