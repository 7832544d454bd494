package io.signalbox.app.figures;

import io.signalbox.engine.catalog.WindowUsage;
import io.signalbox.engine.graph.QuotaNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.Scope;
import io.signalbox.engine.store.Budgets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// How the budgets and limits of a graph stand now. Not for the UI thread: it reads the disk.
final class QuotaReading {
  private QuotaReading() {}

  /// @param name the name under which the graph is served
  static Map<String, QuotaFigures> of(
      RoutingGraph graph, String name, Budgets budgets, Instant now) {
    var all = new HashMap<String, QuotaFigures>();
    for (var node : graph.nodes().values()) {
      if (node instanceof QuotaNode quota) {
        Instant start = quota.per().startOf(now.atZone(graph.timezone())).toInstant();
        key(quota, name, budgets, start)
            .ifPresent(key -> {
              WindowUsage usage = budgets.used(name, quota.id(), key, quota.per(), start);
              all.put(quota.id(), new QuotaFigures(usage, key));
            });
      }
    }
    return all;
  }

  private static Optional<String> key(
      QuotaNode node, String graph, Budgets budgets, Instant start) {
    return node.of() instanceof Scope.Graph
        ? Optional.of("")
        : budgets.busiest(graph, node.id(), node.per(), start);
  }
}
