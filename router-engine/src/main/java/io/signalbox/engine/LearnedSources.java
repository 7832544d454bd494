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
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/// What the nodes of a graph that is served have learned: in the background, once it is served.
/// Safe for threads.
final class LearnedSources implements NodeSources {
  private final Intents intents;
  private final LearnedRouters routers;
  private final GateBoard gates;
  private final Deque<Runnable> lessons = new ConcurrentLinkedDeque<>();

  LearnedSources(Intents intents, LearnedRouters routers, GateBoard gates) {
    this.intents = intents;
    this.routers = routers;
    this.gates = gates;
  }

  @Override
  public IntentSource intent(IntentNode node) {
    Intents.Trained classifier = intents.of(node);
    lessons.add(classifier::training);
    return classifier;
  }

  @Override
  public LearnedSource learned(LearnedNode node, RoutingGraph graph) {
    LiveLearned router = routers.live(node, graph);
    lessons.add(router::learn);
    return router;
  }

  @Override
  public GateSource gate(GateNode node, RoutingGraph graph) {
    GateSource source = gates.served(node, graph);
    // Before the nodes learn: a file that changes meanwhile must not count as what they learned.
    lessons.addFirst(() -> source.at(gates.now()));
    return source;
  }

  /// Learns all that was asked for.
  void learn() {
    for (Runnable lesson = lessons.poll(); lesson != null; lesson = lessons.poll()) {
      lesson.run();
    }
  }
}
