package io.signalbox.app.fixes;

import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.RoutingGraph;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What in a graph a problem is about.
///
/// @param id the node or model
/// @param rest its part: `rules[1].when`; may be empty
public record ProblemPlace(String id, String rest) {
  private static final Pattern INDEX = Pattern.compile("\\w+\\[(\\d{1,9})\\].*");

  /// The node or model; empty if it is about neither. An id may have dots, so the longest that fits
  /// is meant.
  public static Optional<ProblemPlace> of(Problem problem, RoutingGraph graph) {
    return Stream.concat(
            graph.nodes().keySet().stream().map(id -> "nodes." + id),
            graph.models().keySet().stream().map(id -> "models." + id))
        .filter(place -> begins(problem.path(), place))
        .max(Comparator.comparingInt(String::length))
        .map(place -> {
          String rest = problem.path().substring(place.length());
          return new ProblemPlace(
              place.substring(place.indexOf('.') + 1),
              rest.startsWith(".") ? rest.substring(1) : rest);
        });
  }

  private static boolean begins(String path, String place) {
    return path.startsWith(place)
        && (path.length() == place.length() || ".[".indexOf(path.charAt(place.length())) >= 0);
  }

  /// The index in a path: 1 of `rules[1].when`, `promises[1]`.
  public static OptionalInt index(String path) {
    Matcher found = INDEX.matcher(path);
    return found.matches() ? OptionalInt.of(Integer.parseInt(found.group(1))) : OptionalInt.empty();
  }
}
