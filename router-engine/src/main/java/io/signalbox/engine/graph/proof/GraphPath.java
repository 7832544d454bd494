package io.signalbox.engine.graph.proof;

import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.graph.condition.Expr;
import io.signalbox.engine.graph.condition.Signal;
import io.signalbox.engine.graph.condition.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A path through a graph: where it has been, and how conditions were answered. Immutable.
///
/// @param before the path up to the last step; empty at the start
/// @param id the node or model that it has come to
/// @param decisions how the conditions of the last node were answered
/// @param changed the signals that nodes may have changed so far
record GraphPath(
    Optional<GraphPath> before, String id, List<Decision> decisions, Set<Signal> changed) {

  /// The answer to a condition.
  ///
  /// @param certain whether nothing that it reads was changed on the path or, as prices, is what it
  ///   is for every request
  record Decision(Condition condition, boolean held, boolean certain) {}

  static GraphPath start(String id, List<Decision> decisions) {
    return new GraphPath(Optional.empty(), id, decisions, Set.of());
  }

  GraphPath to(String next, List<Decision> answers) {
    return new GraphPath(Optional.of(this), next, answers, changed);
  }

  GraphPath to(String next, Set<Signal> nowChanged) {
    return new GraphPath(Optional.of(this), next, List.of(), nowChanged);
  }

  Decision decision(Condition condition, boolean held) {
    boolean certain =
        Variables.of(condition.tree()).stream()
            .map(Expr.Variable::signal)
            .noneMatch(each -> each == Signal.PRICE || changed.contains(each));
    return new Decision(condition, held, certain);
  }

  /// The ids from the start to here.
  List<String> path() {
    var ids = new ArrayList<String>();
    for (Optional<GraphPath> at = Optional.of(this); at.isPresent(); at = at.get().before()) {
      ids.add(at.get().id());
    }
    return ids.reversed();
  }

  /// All answers from the start to here.
  List<Decision> answers() {
    var all = new ArrayList<Decision>();
    for (Optional<GraphPath> at = Optional.of(this); at.isPresent(); at = at.get().before()) {
      all.addAll(at.get().decisions());
    }
    return all;
  }
}
