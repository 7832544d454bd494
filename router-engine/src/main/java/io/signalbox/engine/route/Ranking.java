package io.signalbox.engine.route;

import io.signalbox.engine.catalog.Estimate;
import io.signalbox.engine.catalog.Health;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.Success;
import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.Exit;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RoutingGraph;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Puts the branches of a balance node in order, best first. A branch that is no model counts as
/// the best of the models that it can reach.
final class Ranking {
  /// Before all measures.
  private static final double EXPLORED = -2;

  private final RoutingGraph graph;
  private final Function<Model, ModelCard> cards;
  private final World world;

  Ranking(RoutingGraph graph, Function<Model, ModelCard> cards, World world) {
    this.graph = graph;
    this.cards = cards;
    this.world = world;
  }

  /// The branches in order.
  record Order(List<String> targets, List<String> labels, String because) {}

  private record Branch(Exit exit, double measure, boolean allowed) {}

  Order of(BalanceNode balance, Facts facts) {
    List<Exit> exits = turned(balance);
    var draw = new SuccessDraw(graph.name() + "/" + balance.id() + "\u0000" + facts.requestId());
    int explored =
        balance.by() == BalanceNode.Measure.SUCCESS ? draw.explored(exits.size()).orElse(-1) : -1;
    var branches = new ArrayList<Branch>();
    for (Exit exit : exits) {
      var models = modelsBelow(exit.to());
      double measure =
          branches.size() == explored
              ? EXPLORED
              : models.stream()
                  .mapToDouble(m -> measure(balance.by(), m, facts, draw))
                  .min()
                  .orElse(0);
      boolean allowed = models.stream().anyMatch(model -> allowed(balance.where(), model));
      branches.add(new Branch(exit, measure, allowed));
    }
    boolean any = branches.stream().anyMatch(Branch::allowed);
    branches.sort(
        Comparator.comparing((Branch b) -> !b.allowed()).thenComparingDouble(Branch::measure));
    return new Order(
        branches.stream().map(branch -> branch.exit().to()).toList(),
        branches.stream().map(branch -> branch.exit().label()).toList(),
        because(balance, branches.getFirst(), any));
  }

  private List<Exit> turned(BalanceNode balance) {
    var exits = new ArrayList<>(balance.exits());
    if (balance.by() == BalanceNode.Measure.TURNS) {
      int turn = world.turn(graph.name(), balance.id()) % exits.size();
      java.util.Collections.rotate(exits, -turn);
    }
    return exits;
  }

  private static String because(BalanceNode balance, Branch best, boolean any) {
    String what =
        switch (balance.by()) {
          case COST ->
              best.measure() == Double.MAX_VALUE
                  ? "no price is known"
                  : "cheapest, about $"
                      + new java.math.BigDecimal(best.measure())
                          .round(new java.math.MathContext(3))
                          .stripTrailingZeros()
                          .toPlainString();
          case LATENCY -> "fastest, first token in " + Math.round(best.measure()) + " ms";
          case HEADROOM -> "most headroom, " + Math.round(-best.measure() * 100) + "%";
          case IN_FLIGHT -> "least busy, " + Math.round(best.measure()) + " in flight";
          case TURNS -> "round robin";
          case SUCCESS ->
              best.measure() == EXPLORED
                  ? "tried for its feedback, as each branch is for a share of the requests"
                  : "best by feedback, drawn success rate "
                      + Math.round(-best.measure() * 100)
                      + "%";
        };
    return any ? what : what + "; none meets `where`";
  }

  private double measure(BalanceNode.Measure by, Model model, Facts facts, SuccessDraw draw) {
    return switch (by) {
      case COST -> cost(cards.apply(model), facts);
      case LATENCY -> latency(model);
      case HEADROOM -> -world.health(model).headroom().orElse(1);
      case IN_FLIGHT -> world.health(model).inFlight();
      case TURNS -> 0;
      case SUCCESS -> -draw.guess(model.id(), success(model, facts));
    };
  }

  private Success success(Model model, Facts facts) {
    Success success = world.success(graph.name(), model);
    facts.saw("health." + model.id() + ".success", success.rate());
    facts.saw("health." + model.id() + ".scores", success.count());
    return success;
  }

  private static double cost(ModelCard card, Facts facts) {
    return Estimate.of(card, facts.request(), facts.tokens())
        .usd()
        .map(range -> range.expected().usd().doubleValue())
        .orElse(Double.MAX_VALUE);
  }

  private double latency(Model model) {
    return world
        .health(model)
        .p95FirstToken()
        .map(Duration::toMillis)
        .orElse((long) cards.apply(model).speed().firstTokenMillis());
  }

  private boolean allowed(BalanceNode.Where where, Model model) {
    Health health = world.health(model);
    boolean quick =
        where.p95FirstToken().isEmpty()
            || health
                .p95FirstToken()
                .map(p95 -> p95.compareTo(where.p95FirstToken().get()) <= 0)
                .orElse(true);
    return !health.open()
        && quick
        && health.errorRate() <= where.errorRate().orElse(1)
        && health.headroom().orElse(1) >= where.headroom().orElse(0);
  }

  private List<Model> modelsBelow(String id) {
    var found = new ArrayList<Model>();
    collect(id, found, new HashSet<>());
    return found;
  }

  private void collect(String id, List<Model> found, Set<String> visited) {
    if (!visited.add(id)) {
      return;
    }
    graph.model(id).ifPresent(found::add);
    graph
        .node(id)
        .ifPresent(node -> node.onward().forEach(exit -> collect(exit.to(), found, visited)));
  }
}
