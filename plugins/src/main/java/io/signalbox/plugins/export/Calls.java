package io.signalbox.plugins.export;

import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.BudgetNode;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.LimitNode;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.SplitNode;
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
      case FallbackNode fallback -> sum(fallback.to()) * (1 + fallback.retries());
      case BalanceNode balance -> sum(balance.to());
      case RulesNode n -> largest(n);
      case SplitNode n -> largest(n);
      case BudgetNode n -> most(n.over());
      case LimitNode n -> most(n.over());
      case RewriteNode n -> most(n.to());
      case RejectNode n -> 0;
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
