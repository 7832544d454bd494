package io.signalbox.engine.graph.proof;

import io.signalbox.engine.graph.Exit;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.Place;
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
/// @param by how it came there: by an exit of a node, or [Place#START]
/// @param decisions how the conditions of the last node were answered
/// @param changed the signals that nodes may have changed so far
/// @param out by what it came to where it must not be; empty while it has not
record GraphPath(
    Optional<GraphPath> before,
    String id,
    Place by,
    List<Decision> decisions,
    Set<Signal> changed,
    Optional<Place> out) {

  /// The answer to a condition.
  ///
  /// @param certain whether nothing that it reads was changed on the path or, as prices, is what it
  ///   is for every request
  record Decision(Condition condition, boolean held, boolean certain) {}

  static GraphPath start(String id, List<Decision> decisions) {
    return new GraphPath(Optional.empty(), id, Place.START, decisions, Set.of(), Optional.empty());
  }

  GraphPath to(Node from, Exit exit, List<Decision> answers) {
    return to(from, exit, answers, changed);
  }

  GraphPath to(Node from, Exit exit, Set<Signal> nowChanged) {
    return to(from, exit, List.of(), nowChanged);
  }

  private GraphPath to(Node from, Exit exit, List<Decision> answers, Set<Signal> nowChanged) {
    Place taken = Place.node(from.id()).at(exit.slot());
    // A call besides the answer gets out by itself, wherever the answer comes from.
    Optional<Place> still = exit.besides() ? Optional.empty() : out;
    return new GraphPath(Optional.of(this), exit.to(), taken, answers, nowChanged, still);
  }

  /// The same path where its end must not be reached.
  GraphPath outside() {
    return out.isPresent()
        ? this
        : new GraphPath(before, id, by, decisions, changed, Optional.of(by));
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
    return steps().stream().map(GraphPath::id).toList();
  }

  /// The exits from the start to here; the first is the start.
  List<Place> exits() {
    return steps().stream().map(GraphPath::by).toList();
  }

  /// All answers, those of the last node first.
  List<Decision> answers() {
    return steps().reversed().stream().flatMap(step -> step.decisions().stream()).toList();
  }

  private List<GraphPath> steps() {
    var steps = new ArrayList<GraphPath>();
    for (Optional<GraphPath> at = Optional.of(this); at.isPresent(); at = at.get().before()) {
      steps.add(at.get());
    }
    return steps.reversed();
  }
}
