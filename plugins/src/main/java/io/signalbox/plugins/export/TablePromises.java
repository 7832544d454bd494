package io.signalbox.plugins.export;

import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.condition.Expr;
import io.signalbox.engine.graph.condition.Signal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A graph's promises for a [Walker], which looks at them again before each call. Belongs to one
/// thread.
final class TablePromises {
  private final RoutingGraph graph;
  private final Walker walker;
  private final TableModels models;
  private final FidelityReport report;
  private final Set<Integer> always = new LinkedHashSet<>();
  private final List<Map<String, Object>> some = new ArrayList<>();
  private int calls;
  private boolean tellTime;

  TablePromises(RoutingGraph graph, Walker walker, TableModels models, FidelityReport report) {
    this.graph = graph;
    this.walker = walker;
    this.models = models;
    this.report = report;
    graph.promises().forEach(this::add);
  }

  /// The models that no request may reach, by number.
  List<Integer> always() {
    return List.copyOf(always);
  }

  /// What holds for some requests: `when`, and what is then forbidden or how many calls there are.
  List<Map<String, Object>> some() {
    return List.copyOf(some);
  }

  /// The most calls of every request; 0 if nothing is promised.
  int calls() {
    return calls;
  }

  /// Whether a promise depends on the hour or the day.
  boolean tellTime() {
    return tellTime;
  }

  private void add(Promise promise) {
    var forbidden = Promises.forbidden(graph, promise);
    int most = promise.attempts().orElse(0);
    if (promise.when().isEmpty()) {
      always.addAll(models.numbers(forbidden));
      calls = most > 0 && (calls == 0 || most < calls) ? most : calls;
    } else if (!forbidden.isEmpty() || most > 0) {
      conditional(promise, promise.when().get().tree(), forbidden, most);
    }
    if (promise.usd().isPresent()) {
      money(promise);
    }
  }

  private void conditional(Promise promise, Expr when, Set<String> forbidden, int most) {
    try {
      some.add(
          DecisionTable.map(
              "name",
              promise.name(),
              "when",
              new TableCondition(walker).of(when),
              "forbidden",
              models.numbers(forbidden),
              "calls",
              most));
      tellTime |=
          TableCondition.reads(when, Signal.HOUR) || TableCondition.reads(when, Signal.WEEKDAY);
      if (TableCondition.reads(when, Signal.TOKENS) && !walker.can(Skill.COUNTS_TOKENS)) {
        report.approximate(promise, "Tokens are estimated by the length of the texts.");
      }
    } catch (UnspeakableException e) {
      Promises.reportLost(
          promise, forbidden, walker.program() + " cannot evaluate " + e.why(), report);
    }
  }

  /// It was proved of the graph: the rules that keep it are carried over.
  private void money(Promise promise) {
    if (!walker.can(Skill.COUNTS_TOKENS)) {
      report.approximate(
          promise,
          "The rules that keep it are carried over, but %s estimates tokens."
              .formatted(walker.gateway()));
    }
  }
}
