package io.signalbox.engine.graph.proof;

import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.condition.Condition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Proves that only certain models are reached.
final class OnlyProof {
  /// So many paths in doubt are looked at closely.
  private static final int MOST_DOUBTS = 40;

  private final Promise promise;
  private Optional<Verdict> broken = Optional.empty();
  private Optional<List<String>> doubt = Optional.empty();
  private int doubts;

  private OnlyProof(Promise promise) {
    this.promise = promise;
  }

  static Verdict of(RoutingGraph graph, Promise promise, Condition only) {
    Set<String> forbidden =
        graph.models().values().stream()
            .filter(model -> !Promise.allows(only, model))
            .map(Model::id)
            .collect(Collectors.toSet());
    return new OnlyProof(promise).prove(graph, forbidden);
  }

  private Verdict prove(RoutingGraph graph, Set<String> forbidden) {
    var walk = new PathExploration(graph, forbidden, this::reached);
    boolean ended = walk.go(Promises.cases(promise), Promises.decisions(promise));
    if (broken.isPresent()) {
      return broken.get();
    }
    if (!ended) {
      String reason = "there are too many paths to check all of them";
      return new Verdict.Unknown(promise, reason, doubt.orElse(List.of()));
    }
    return doubt
        .<Verdict>map(path -> new Verdict.Unknown(promise, reason(path), path))
        .orElseGet(() -> new Verdict.Holds(promise));
  }

  private static String reason(List<String> path) {
    return "a request might take the path "
        + Promises.shown(path)
        + ", but no request was found that does";
  }

  private boolean reached(Model model, Knowledge known, GraphPath way) {
    doubts++;
    Optional<Map<String, Object>> example =
        doubts <= MOST_DOUBTS ? Witness.of(way, known) : Optional.empty();
    if (example.isPresent()) {
      String why = "a request can take the path " + Promises.shown(way.path());
      broken = Optional.of(new Verdict.Broken(promise, way.path(), example.get(), why));
      return false;
    }
    if (doubt.isEmpty()) {
      doubt = Optional.of(way.path());
    }
    return true;
  }
}
