package io.signalbox.app.document;

import io.signalbox.engine.graph.EffectiveGraph;
import io.signalbox.engine.graph.Exit;
import io.signalbox.engine.graph.Place;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Outcome;
import io.signalbox.engine.trace.Step;
import io.signalbox.engine.trace.Trace;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The way of a request over the graph, for drawing. Immutable.
///
/// @param nodes the nodes and models that it passed
/// @param exits the exits that it took
/// @param failed the models that were tried in vain
/// @param end the model that answered, or would; empty if none
public record RoutePath(
    Set<String> nodes, Set<NodeExit> exits, Set<String> failed, Optional<String> end) {
  /// No way.
  public static final RoutePath NONE =
      new RoutePath(Set.of(), Set.of(), Set.of(), Optional.empty());

  public RoutePath {
    nodes = Set.copyOf(nodes);
    exits = Set.copyOf(exits);
    failed = Set.copyOf(failed);
  }

  /// The wire of an exit.
  ///
  /// @param exit its place among the node's exits, from 0
  public record NodeExit(String node, int exit) {}

  /// The way that a trace tells of.
  public static RoutePath of(Trace trace, RoutingGraph graph) {
    var nodes = new HashSet<String>();
    var exits = new HashSet<NodeExit>();
    var failed = new HashSet<String>();
    EffectiveGraph force = EffectiveGraph.of(graph);
    for (Step step : trace.steps()) {
      nodes.add(step.node());
      exitOf(graph, force, step).ifPresent(exits::add);
    }
    for (Attempt attempt : trace.attempts()) {
      if (attempt.outcome() instanceof Outcome.Failed) {
        failed.add(attempt.model());
      }
    }
    var end = endOf(trace, graph);
    end.ifPresent(nodes::add);
    end.ifPresent(failed::remove);
    return new RoutePath(nodes, exits, failed, end);
  }

  /// The way along these exits. Those that the graph has not are left out.
  ///
  /// @param exits their places, after [Place#START]
  public static RoutePath along(List<Place> exits, RoutingGraph graph) {
    var nodes = new HashSet<String>();
    var taken = new HashSet<NodeExit>();
    Optional<String> last = Optional.empty();
    for (Place place : exits) {
      last = target(place, graph);
      last.ifPresent(nodes::add);
      exitAt(place, graph)
          .ifPresent(exit -> {
            nodes.add(exit.node());
            taken.add(exit);
          });
    }
    return new RoutePath(nodes, taken, Set.of(), last.filter(graph.models()::containsKey));
  }

  private static Optional<String> target(Place place, RoutingGraph graph) {
    return place.equals(Place.START)
        ? Optional.of(graph.start())
        : exitAt(place, graph)
            .flatMap(at -> graph.node(at.node()).map(node -> node.exits().get(at.exit()).to()));
  }

  private static Optional<NodeExit> exitAt(Place place, RoutingGraph graph) {
    return place
        .node()
        .flatMap(graph::node)
        .map(node ->
            new NodeExit(node.id(), placesOf(node.exits(), Place.node(node.id())).indexOf(place)))
        .filter(at -> at.exit() >= 0);
  }

  private static List<Place> placesOf(List<Exit> exits, Place node) {
    return exits.stream().map(exit -> node.at(exit.slot())).toList();
  }

  private static Optional<String> endOf(Trace trace, RoutingGraph graph) {
    var answered = trace.answer().map(Attempt::model);
    if (answered.isPresent() || !trace.attempts().isEmpty()) {
      return answered;
    }
    return trace.steps().isEmpty()
        ? Optional.of(graph.start()).filter(graph.models()::containsKey)
        : Optional.of(trace.steps().getLast().to()).filter(graph::has);
  }

  private static Optional<NodeExit> exitOf(RoutingGraph graph, EffectiveGraph force, Step step) {
    return force
        .exit(step.node(), step.exit(), step.to())
        .flatMap(exit ->
            graph
                .node(step.node())
                .map(node -> new NodeExit(node.id(), place(node.exits(), exit.path()))));
  }

  private static int place(List<Exit> exits, String path) {
    return exits.stream().map(Exit::path).toList().indexOf(path);
  }
}
