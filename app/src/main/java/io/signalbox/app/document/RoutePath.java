package io.signalbox.app.document;

import io.signalbox.engine.graph.EffectiveGraph;
import io.signalbox.engine.graph.Exit;
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

  /// The way along these nodes, to the last of them.
  public static RoutePath along(List<String> path, RoutingGraph graph) {
    var exits = new HashSet<NodeExit>();
    for (int i = 1; i < path.size(); i++) {
      String to = path.get(i);
      graph
          .node(path.get(i - 1))
          .map(node ->
              new NodeExit(node.id(), node.exits().stream().map(Exit::to).toList().indexOf(to)))
          .filter(wire -> wire.exit() >= 0)
          .ifPresent(exits::add);
    }
    Optional<String> end =
        path.isEmpty()
            ? Optional.empty()
            : Optional.of(path.getLast()).filter(graph.models()::containsKey);
    return new RoutePath(Set.copyOf(path), exits, Set.of(), end);
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
