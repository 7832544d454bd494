package io.signalbox.app.figures;

import io.signalbox.app.document.RoutePath;
import io.signalbox.engine.catalog.Health;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.graph.EffectiveGraph;
import io.signalbox.engine.graph.Exit;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.store.RouteTraffic;
import io.signalbox.engine.store.RouteTraffic.GraphPart;
import io.signalbox.engine.store.TrafficInterval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Makes figures of what the ledger has added up. Pure; for one graph.
final class FigureSums {
  private final RoutingGraph graph;
  private final EffectiveGraph force;
  private final Map<RoutePath.NodeExit, Sum> exits = new HashMap<>();
  private final Map<String, Sum> models = new HashMap<>();
  private final Map<String, Long> came = new HashMap<>();
  private final Sum whole = new Sum();

  private FigureSums(RoutingGraph graph) {
    this.graph = graph;
    this.force = EffectiveGraph.of(graph);
  }

  /// What several rows add up to.
  private static final class Sum {
    private long requests;
    private long failed;
    private Money usd = Money.ZERO;
    private final List<TrafficInterval> waits = new ArrayList<>();

    private void add(RouteTraffic row) {
      requests += row.requests();
      failed += row.failed();
      usd = usd.plus(row.usd());
      if (!row.waits().isEmpty()) {
        waits.add(new TrafficInterval(Instant.EPOCH, 0, 0, 0, Money.ZERO, row.waits()));
      }
    }
  }

  /// The figures of a graph.
  ///
  /// @param rows what the ledger has
  /// @param app whose requests count; empty: those of all apps, without what the workbench sent
  /// @param health how the models do, by their ids
  static GraphFigures of(
      RoutingGraph graph,
      FigureSpan span,
      List<RouteTraffic> rows,
      Optional<String> app,
      Map<String, Health> health,
      Map<String, QuotaFigures> quotas) {
    var sums = new FigureSums(graph);
    var apps = new TreeSet<String>();
    for (RouteTraffic row : rows) {
      if (!row.app().equals(Client.WORKBENCH)) {
        apps.add(row.app());
      }
      if (app.map(row.app()::equals).orElse(!row.app().equals(Client.WORKBENCH))) {
        sums.add(row);
      }
    }
    return sums.figures(span, health, quotas, List.copyOf(apps));
  }

  private void add(RouteTraffic row) {
    switch (row.over()) {
      case GraphPart.Whole all -> whole.add(row);
      case GraphPart.Model model -> sum(models, model.id()).add(row);
      case GraphPart.Exit exit -> addExit(exit, row);
    }
  }

  private void addExit(GraphPart.Exit taken, RouteTraffic row) {
    Optional<RoutePath.NodeExit> exit = exit(taken);
    exit.ifPresent(each -> sum(exits, each).add(row));
    if (exit.flatMap(this::at).filter(Exit::besides).isEmpty() && !taken.label().isEmpty()) {
      came.merge(taken.node(), row.requests() - row.onward(), Long::sum);
    }
  }

  private static <K> Sum sum(Map<K, Sum> sums, K key) {
    return sums.computeIfAbsent(key, each -> new Sum());
  }

  private Optional<Exit> at(RoutePath.NodeExit place) {
    return graph.node(place.node()).map(node -> node.exits().get(place.exit()));
  }

  /// The exit as the graph has it now; where its label has changed since, the only one with the
  /// same target.
  private Optional<RoutePath.NodeExit> exit(GraphPart.Exit taken) {
    return graph
        .node(taken.node())
        .flatMap(node ->
            force
                .exit(taken.node(), taken.label(), taken.to())
                .or(() -> onlyTo(node, taken))
                .map(exit -> new RoutePath.NodeExit(node.id(), place(node, exit))));
  }

  private static Optional<Exit> onlyTo(Node node, GraphPart.Exit taken) {
    boolean asked = taken.label().isEmpty();
    List<Exit> all =
        node.exits().stream()
            .filter(exit -> exit.to().equals(taken.to()))
            .filter(exit -> asked == (exit.purpose() == Exit.Purpose.CONSULTED))
            .toList();
    return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
  }

  private static int place(Node node, Exit exit) {
    return node.exits().stream().map(Exit::path).toList().indexOf(exit.path());
  }

  private GraphFigures figures(
      FigureSpan span,
      Map<String, Health> health,
      Map<String, QuotaFigures> quotas,
      List<String> apps) {
    var out = new HashMap<RoutePath.NodeExit, ExitFigures>();
    exits.forEach((exit, sum) -> out.put(exit, figures(exit.node(), sum)));
    var called = new HashMap<String, ModelFigures>();
    for (String id : graph.models().keySet()) {
      Health now = health.getOrDefault(id, Health.UNKNOWN);
      if (models.containsKey(id) || now.open()) {
        called.put(id, figures(models.getOrDefault(id, new Sum()), now));
      }
    }
    return new GraphFigures(
        span, whole.requests, whole.failed, whole.usd, out, called, quotas, apps, 0);
  }

  private ExitFigures figures(String node, Sum sum) {
    return new ExitFigures(
        sum.requests,
        sum.failed,
        share(sum.requests, came.getOrDefault(node, sum.requests)),
        share(sum.requests, whole.requests),
        sum.usd);
  }

  /// Of requests that are at this moment under way between two writes there can be more than all.
  private static double share(long part, long all) {
    return all <= 0 ? 1 : Math.min(1, (double) part / all);
  }

  private static ModelFigures figures(Sum sum, Health health) {
    return new ModelFigures(
        sum.requests, sum.failed, TrafficInterval.wait(sum.waits, 0.95), sum.usd, health);
  }
}
