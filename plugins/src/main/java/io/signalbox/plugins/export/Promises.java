package io.signalbox.plugins.export;

import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.graph.condition.ConditionException;
import io.signalbox.engine.graph.condition.Signal;
import io.signalbox.engine.graph.condition.Signals;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// What a graph's promises mean for its models.
public final class Promises {
  private Promises() {}

  /// The models that a promise forbids, in the order of the graph.
  public static Set<String> forbidden(RoutingGraph graph, Promise promise) {
    var forbidden = new LinkedHashSet<String>();
    promise
        .only()
        .ifPresent(only ->
            graph.models().values().stream()
                .filter(model -> !allows(only, model))
                .forEach(model -> forbidden.add(model.id())));
    return forbidden;
  }

  private static boolean allows(Condition only, Model model) {
    Map<String, Object> view =
        Map.of(
            "id", model.id(),
            "provider", model.provider(),
            "name", model.model(),
            "labels", model.labels());
    Signals signals = signal -> signal == Signal.MODEL ? view : "";
    try {
      return only.holds(signals);
    } catch (ConditionException e) {
      return false;
    }
  }

  /// The most calls of one request.
  public static int attempts(RoutingGraph graph) {
    return graph.promises().stream()
        .filter(promise -> promise.when().isEmpty())
        .flatMapToInt(promise -> promise.attempts().stream())
        .reduce(graph.mostAttempts(), Math::min);
  }

  /// Reports the promises of money, which no gateway keeps, and of calls under a condition.
  public static void reportUnkept(RoutingGraph graph, String gateway, FidelityReport report) {
    for (Promise promise : graph.promises()) {
      if (promise.usd().isPresent()) {
        report.unsupported(
            promise,
            "The promise is lost: %s does not estimate the cost of a call before it is made."
                .formatted(gateway));
      }
      if (promise.attempts().isPresent() && promise.when().isPresent()) {
        report.unsupported(
            promise,
            "The promise is lost: %s limits calls for all requests alike.".formatted(gateway));
      }
    }
  }

  /// Reports a promise about models that is lost.
  public static void reportLost(
      Promise promise, Set<String> forbidden, String why, FidelityReport report) {
    report.unsupported(
        promise,
        "The promise is lost: %s; its requests can reach %s."
            .formatted(why, String.join(", ", forbidden)));
  }
}
