package io.signalbox.plugins.export;

import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RoutingGraph;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How many calls one request can cause without a limit over the whole path.
final class Calls {
  private static final long MANY = 1_000_000;

  private final RoutingGraph graph;
  private final Map<String, Integer> known = new HashMap<>();

  private Calls(RoutingGraph graph) {
    this.graph = graph;
  }

  /// The most calls of one request.
  static int most(RoutingGraph graph) {
    var calls = new Calls(graph);
    for (String id : Carried.bottomUp(graph, graph.start())) {
      calls.known.put(id, graph.node(id).map(calls::most).orElse(1));
    }
    return calls.most(graph.start());
  }

  private int most(String id) {
    return known.getOrDefault(id, 1);
  }

  private int most(Node node) {
    return node.failover()
        .map(rule -> times(sum(Carried.targets(node)), 1 + rule.retries()))
        .orElseGet(() -> largest(Carried.targets(node)));
  }

  /// A group is cut to the most calls that one request may have.
  private int sum(List<String> to) {
    return to.stream().limit(Promises.attempts(graph)).mapToInt(this::most).reduce(0, Calls::plus);
  }

  private int largest(List<String> to) {
    return to.stream().mapToInt(this::most).max().orElse(0);
  }

  private static int plus(int a, int b) {
    return (int) Math.min(MANY, (long) a + b);
  }

  private static int times(int a, int b) {
    return (int) Math.min(MANY, (long) a * b);
  }
}
