package io.signalbox.app.problems;

import io.signalbox.app.fixes.ProblemPlace;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.RoutingGraph;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A problem's words with the name of what it is about in bold.
///
/// @param before comes before the name
/// @param name in bold; may be empty
/// @param after comes after it
record Emphasis(String before, String name, String after) {
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");

  /// The words of a problem of a graph.
  static Emphasis of(Problem problem, RoutingGraph graph) {
    String message = problem.message();
    Optional<ProblemPlace> place = ProblemPlace.of(problem, graph);
    if (place.isEmpty()) {
      Matcher quoted = QUOTED.matcher(message);
      return problem.path().startsWith("promises[") && quoted.find()
          ? at(message, quoted.start(), quoted.end(), quoted.group(1))
          : new Emphasis("", "", message);
    }
    String id = place.get().id();
    String title = title(graph, id);
    Matcher named =
        Pattern.compile("(?<![\\w.-])" + Pattern.quote(id) + "(?![\\w-])").matcher(message);
    return named.find()
        ? at(message, named.start(), named.end(), title)
        : new Emphasis("", title, part(place.get().rest()) + ": " + message);
  }

  private static Emphasis at(String message, int start, int end, String name) {
    return new Emphasis(message.substring(0, start), name, message.substring(end));
  }

  private static String part(String rest) {
    OptionalInt index = ProblemPlace.index(rest);
    return rest.startsWith("rules[") && index.isPresent() ? ", rule " + (index.getAsInt() + 1) : "";
  }

  private static String title(RoutingGraph graph, String id) {
    return graph
        .node(id)
        .map(Node::title)
        .or(() -> graph.model(id).flatMap(model -> model.about().name()))
        .orElse(id);
  }

  /// All of it as plain text.
  List<String> parts() {
    return List.of(before, name, after);
  }
}
