package io.signalbox.app.session;

import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.RoutingGraph;
import java.util.List;

/// A graph as it is open: its text, what was understood of it, and what is wrong with it.
/// Immutable.
///
/// @param file the file's name as people see it
/// @param text the file's content
public record Document(String file, String text, RoutingGraph graph, List<Problem> problems) {
  public Document {
    problems = List.copyOf(problems);
  }

  /// Whether the graph can be run.
  public boolean valid() {
    return problems.stream().noneMatch(Problem::isError);
  }

  /// How many wires lead from node to node, the one to the start among them.
  public int wires() {
    return 1 + graph.nodes().values().stream().mapToInt(node -> node.exits().size()).sum();
  }

  /// The problems of one node or model.
  public List<Problem> problemsOf(String id) {
    return problems.stream()
        .filter(problem ->
            concerns(problem.path(), "nodes." + id) || concerns(problem.path(), "models." + id))
        .toList();
  }

  private static boolean concerns(String path, String place) {
    return path.equals(place) || path.startsWith(place + ".") || path.startsWith(place + "[");
  }

  /// The lines of the file that say what a node or model is; empty if they cannot be found.
  public String textOf(String id) {
    return new Excerpt(text).of(graph.nodes().containsKey(id) ? "nodes" : "models", id);
  }
}
