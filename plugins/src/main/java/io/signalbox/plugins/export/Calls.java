package io.signalbox.plugins.export;

import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RoutingGraph;
import java.util.List;

/// How many calls one request can lead to when nobody limits them over the whole way.
final class Calls {
  private final RoutingGraph graph;

  Calls(RoutingGraph graph) {
    this.graph = graph;
  }

  /// The most calls from here on.
  int most(String id) {
    return graph.node(id).map(this::most).orElse(1);
  }

  private int most(Node node) {
    return switch (node) {
      case Node.Fallback fallback -> sum(fallback.to()) * (1 + fallback.retries());
      case Node.Balance balance -> sum(balance.to());
      case Node.Rules n -> largest(n);
      case Node.Split n -> largest(n);
      case Node.Budget n -> most(n.over());
      case Node.Limit n -> most(n.over());
      case Node.Rewrite n -> most(n.to());
      case Node.Reject n -> 0;
    };
  }

  /// A group is cut to the most calls that one request may have.
  private int sum(List<String> to) {
    return to.stream().limit(Promises.attempts(graph)).mapToInt(this::most).sum();
  }

  private int largest(Node node) {
    return node.exits().stream().mapToInt(exit -> most(exit.to())).max().orElse(0);
  }
}
