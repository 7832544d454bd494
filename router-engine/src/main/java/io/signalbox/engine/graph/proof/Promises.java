package io.signalbox.engine.graph.proof;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.graph.condition.ConditionException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Finds out which promises of a graph hold for every request that there can be. [Verdict.Holds] is
/// said only where nothing can go wrong; what cannot be decided is [Verdict.Unknown].
public final class Promises {
  private Promises() {}

  /// The verdicts on all promises in their order: one for each part (`only`, `attempts`, `usd`) of
  /// a promise. The graph must be free of circles.
  ///
  /// @param cards gives what is known of a model
  public static List<Verdict> prove(RoutingGraph graph, Function<Model, ModelCard> cards) {
    RoutingGraph inForce = graph.inForce();
    return inForce.promises().stream()
        .flatMap(promise -> prove(inForce, promise, cards).stream())
        .toList();
  }

  public static List<Verdict> prove(
      RoutingGraph graph, Promise promise, Function<Model, ModelCard> cards) {
    var verdicts = new ArrayList<Verdict>();
    promise.only().ifPresent(only -> verdicts.add(OnlyProof.of(graph, promise, only)));
    promise.attempts().ifPresent(most -> verdicts.add(AttemptsProof.of(graph, promise, most)));
    promise.usd().ifPresent(most -> verdicts.add(CostProof.of(graph, promise, most, cards)));
    return verdicts;
  }

  /// Whether a condition on models holds for one; one that cannot be worked out does not.
  public static boolean allows(Condition only, Model model) {
    Map<String, Object> seen = new HashMap<>();
    seen.put("id", model.id());
    seen.put("name", model.model());
    seen.put("provider", model.provider());
    seen.put("labels", model.labels());
    try {
      return only.holds(signal -> seen);
    } catch (ConditionException e) {
      return false;
    }
  }

  /// The cases in which a promise is about a request.
  static List<Knowledge> cases(Promise promise) {
    return promise
        .when()
        .map(when -> Assumption.holds(when, Knowledge.NOTHING))
        .orElse(List.of(Knowledge.NOTHING));
  }

  /// What the promise itself asks of the requests of a way.
  static List<GraphPath.Decision> decisions(Promise promise) {
    return promise.when().stream().map(when -> new GraphPath.Decision(when, true, true)).toList();
  }

  static String shown(List<String> path) {
    return path.size() <= 12
        ? String.join(" → ", path)
        : path.stream().limit(8).collect(Collectors.joining(" → ")) + " → … → " + path.getLast();
  }
}
