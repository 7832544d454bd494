package io.signalbox.app.problems;

import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.Place;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.RoutingGraph;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A problem's words with the name of what it is about in bold.
///
/// @param before comes before the name
/// @param name in bold; may be empty
/// @param after comes after it
record Emphasis(String before, String name, String after) {

  /// The words of a problem of a graph.
  static Emphasis of(Problem problem, RoutingGraph graph) {
    List<Problem.Fragment> pieces = problem.fragments();
    Optional<String> part = problem.place().id().filter(graph::has);
    if (part.isEmpty()) {
      return at(pieces, index(pieces, "promise"), problem.argument("promise").orElse(""))
          .orElseGet(() -> new Emphasis("", "", problem.message()));
    }
    String id = part.get();
    String title = title(graph, id);
    return at(pieces, indexOfId(pieces, id), title)
        .orElseGet(() -> new Emphasis("", title, part(problem.place()) + ": " + problem.message()));
  }

  private static OptionalInt index(List<Problem.Fragment> pieces, String argument) {
    return IntStream.range(0, pieces.size())
        .filter(i -> pieces.get(i).argument().equals(argument))
        .findFirst();
  }

  private static OptionalInt indexOfId(List<Problem.Fragment> pieces, String id) {
    return IntStream.range(0, pieces.size())
        .filter(i -> !pieces.get(i).argument().isEmpty() && pieces.get(i).text().equals(id))
        .findFirst();
  }

  /// Bold letters stand for the quotes around a name.
  private static Optional<Emphasis> at(List<Problem.Fragment> pieces, OptionalInt at, String name) {
    if (at.isEmpty()) {
      return Optional.empty();
    }
    String before = joined(pieces.subList(0, at.getAsInt()));
    String after = joined(pieces.subList(at.getAsInt() + 1, pieces.size()));
    boolean quoted = quote(before, before.length() - 1) && quote(after, 0);
    return Optional.of(
        quoted
            ? new Emphasis(before.substring(0, before.length() - 1), name, after.substring(1))
            : new Emphasis(before, name, after));
  }

  private static boolean quote(String text, int at) {
    return at >= 0 && at < text.length() && "\"`".indexOf(text.charAt(at)) >= 0;
  }

  private static String joined(List<Problem.Fragment> pieces) {
    return pieces.stream().map(Problem.Fragment::text).collect(Collectors.joining());
  }

  private static String part(Place place) {
    OptionalInt rule = place.rule();
    return rule.isPresent() ? ", rule " + (rule.getAsInt() + 1) : "";
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
