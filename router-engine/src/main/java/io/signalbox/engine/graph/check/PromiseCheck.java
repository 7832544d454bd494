package io.signalbox.engine.graph.check;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Place;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.proof.Promises;
import io.signalbox.engine.graph.proof.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Says which promises can be broken, and on which paths.
final class PromiseCheck {
  /// So many paths of one promise are listed; the rest is counted.
  static final int MOST_PATHS = 20;

  private final RoutingGraph graph;
  private final UnaryOperator<Place> written;

  /// @param graph in force
  /// @param written gives a place in the graph as it is written
  PromiseCheck(RoutingGraph graph, UnaryOperator<Place> written) {
    this.graph = graph;
    this.written = written;
  }

  /// @param cards gives what is known of a model
  List<Problem> problems(Function<Model, ModelCard> cards) {
    var problems = new ArrayList<Problem>();
    for (int i = 0; i < graph.promises().size(); i++) {
      Promise promise = graph.promises().get(i);
      Place place = Place.promise(i);
      List<Problem> all =
          Promises.prove(graph, promise, cards).stream()
              .flatMap(verdict -> problem(place, verdict).stream())
              .toList();
      problems.addAll(all.subList(0, Math.min(MOST_PATHS, all.size())));
      more(promise, place, all).ifPresent(problems::add);
    }
    return problems;
  }

  private static Optional<Problem> more(Promise promise, Place place, List<Problem> all) {
    return Optional.of(all.size() - MOST_PATHS)
        .filter(count -> count > 0)
        .map(count ->
            Problem.of(ProblemCode.PROMISE_MORE, place)
                .as(all.get(MOST_PATHS).severity())
                .with("promise", promise.name())
                .with("count", count));
  }

  private Optional<Problem> problem(Place place, Verdict verdict) {
    String name = verdict.promise().name();
    return switch (verdict) {
      case Verdict.Holds holds -> Optional.empty();
      case Verdict.Broken broken -> Optional.of(broken(place, name, broken));
      case Verdict.Unknown unknown ->
          Optional.of(
              Problem.of(ProblemCode.PROMISE_IN_DOUBT, place)
                  .with("promise", name)
                  .with("reason", unknown.reason())
                  .along(written(unknown.exits())));
    };
  }

  /// A cost or a count is a matter of degree; the wrong model is not.
  private Problem broken(Place place, String name, Verdict.Broken broken) {
    return Problem.of(ProblemCode.PROMISE_BROKEN, place)
        .as(broken.out().isPresent() ? Problem.Severity.ERROR : Problem.Severity.WARNING)
        .with("promise", name)
        .with("reason", broken.why() + through(broken) + example(broken.example()))
        .along(written(broken.exits()));
  }

  private List<Place> written(List<Place> exits) {
    return exits.stream().map(written).toList();
  }

  private String through(Verdict.Broken broken) {
    return broken
        .out()
        .filter(out -> !out.equals(Place.START))
        .map(out -> " through " + written.apply(out).path())
        .orElse("");
  }

  private static String example(Map<String, Object> example) {
    return example.isEmpty()
        ? ""
        : example.entrySet().stream()
            .limit(6)
            .map(each -> each.getKey() + " = " + shown(each.getValue()))
            .collect(Collectors.joining(", ", ", for example with ", ""));
  }

  private static String shown(Object value) {
    return value instanceof String text ? "\"" + text + "\"" : String.valueOf(value);
  }
}
