package io.signalbox.engine.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Walks a graph so that a node's targets come before the node. Whatever is worked out of a node's
/// targets then never has to recurse: a chain of thousands of nodes is no deeper than one.
///
/// For example of `a → b → c` and `a → c` it gives `c`, `b`, `a`.
public final class BottomUp {
  private final Function<String, List<String>> next;
  private final Set<String> seen = new HashSet<>();
  private final List<String> order = new ArrayList<>();
  private final Deque<Visit> open = new ArrayDeque<>();

  private record Visit(String id, Iterator<String> left) {}

  private BottomUp(Function<String, List<String>> next) {
    this.next = next;
  }

  /// The ids that are reached from a start, itself the last.
  ///
  /// @param next the targets of an id, in order
  public static List<String> of(String start, Function<String, List<String>> next) {
    var walk = new BottomUp(next);
    walk.enter(start);
    while (!walk.open.isEmpty()) {
      walk.step();
    }
    return walk.order;
  }

  /// The same over all exits of a graph's nodes.
  public static List<String> of(RoutingGraph graph, String start) {
    return of(
        start,
        id ->
            graph.node(id).stream().flatMap(node -> node.exits().stream()).map(Exit::to).toList());
  }

  private void enter(String id) {
    if (seen.add(id)) {
      open.push(new Visit(id, next.apply(id).iterator()));
    }
  }

  private void step() {
    Visit visit = open.element();
    if (visit.left.hasNext()) {
      enter(visit.left.next());
    } else {
      order.add(visit.id);
      open.pop();
    }
  }
}
