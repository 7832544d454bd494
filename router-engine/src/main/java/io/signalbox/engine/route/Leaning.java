package io.signalbox.engine.route;

import io.signalbox.engine.graph.Exit;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RoutingGraph;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Which targets lead to a model, worked out once. Immutable.
///
/// @param leading the ids of the model and of all nodes that it can be reached from
record Leaning(Set<String> leading) {
  static Leaning to(RoutingGraph graph, String model) {
    Map<String, List<String>> before = new HashMap<>();
    for (Node node : graph.nodes().values()) {
      for (Exit exit : node.onward()) {
        before.computeIfAbsent(exit.to(), any -> new ArrayList<>()).add(node.id());
      }
    }
    Set<String> leading = new HashSet<>(Set.of(model));
    Deque<String> next = new ArrayDeque<>(leading);
    while (!next.isEmpty()) {
      for (String id : before.getOrDefault(next.pop(), List.of())) {
        if (leading.add(id)) {
          next.push(id);
        }
      }
    }
    return new Leaning(leading);
  }

  /// The first exit that may lead there.
  Optional<Exit> exit(Node node) {
    return node.onward().stream().filter(exit -> leading.contains(exit.to())).findFirst();
  }

  /// The indices of targets, from 0: of the first few, those first that may lead there.
  ///
  /// @param few how many may be put in another order
  List<Integer> order(List<String> targets, int few) {
    var first = new ArrayList<Integer>();
    var rest = new ArrayList<Integer>();
    for (int i = 0; i < targets.size(); i++) {
      (i < few && leading.contains(targets.get(i)) ? first : rest).add(i);
    }
    first.addAll(rest);
    return first;
  }

  /// Targets in the order in which they are tried. Immutable.
  ///
  /// @param dropped what is not among them, and why
  /// @param equals how many of them, from the first, may change places
  record Order(
      List<String> targets, List<String> labels, String because, List<String> dropped, int equals) {
    /// The same without some targets, as long as another one is left.
    ///
    /// @param why why a target is dropped; empty if it is not
    Order without(Function<String, Optional<String>> why) {
      var kept = new ArrayList<Integer>();
      var gone = new LinkedHashSet<>(dropped);
      for (int i = 0; i < targets.size(); i++) {
        String to = targets.get(i);
        Optional<String> reason = why.apply(to);
        reason.ifPresent(each -> gone.add(to + ": " + each));
        if (reason.isEmpty()) {
          kept.add(i);
        }
      }
      return kept.isEmpty() || kept.size() == targets.size() ? this : only(kept, List.copyOf(gone));
    }

    private Order only(List<Integer> kept, List<String> gone) {
      return new Order(
          kept.stream().map(targets::get).toList(),
          kept.stream().map(labels::get).toList(),
          kept.getFirst() == 0 ? because : "the first that is left",
          gone,
          (int) kept.stream().filter(i -> i < equals).count());
    }

    /// The same with the targets first that lead to a model.
    ///
    /// @param why what is said of it
    Order leaning(Leaning to, String why) {
      List<Integer> order = to.order(targets, equals);
      return order.getFirst() == 0
          ? this
          : new Order(
              order.stream().map(targets::get).toList(),
              order.stream().map(labels::get).toList(),
              why,
              dropped,
              equals);
    }
  }
}
