package io.signalbox.engine.api;

import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.workspace.GraphText;
import java.util.List;
import java.util.Optional;

/// A graph file that was read and checked. Immutable.
///
/// @param problems of the text and of the graph, in the text's order
public record CheckedGraph(GraphText text, List<Problem> problems) {
  public CheckedGraph {
    problems = List.copyOf(problems);
  }

  /// The graph as far as it could be understood.
  public Optional<RoutingGraph> graph() {
    return text.graph();
  }

  /// The graph, if it can be run: it has no error.
  public Optional<RoutingGraph> runnable() {
    return graph().filter(graph -> problems.stream().noneMatch(Problem::isError));
  }
}
