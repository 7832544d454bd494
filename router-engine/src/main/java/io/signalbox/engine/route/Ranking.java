package io.signalbox.engine.route;

import io.signalbox.engine.catalog.Estimate;
import io.signalbox.engine.catalog.Health;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.Success;
import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.Exit;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RoutingGraph;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Puts the branches of a balance node in order, best first. A branch that is no model counts as
/// the best of the models that it can reach.
final class Ranking {
  /// Before all measures.
  private static final double EXPLORED = -2;

  private final RoutingGraph graph;
  private final Function<Model, ModelCard> cards;
  private final World world;
  private final BiFunction<String, Model, Optional<String>> dropped;

  /// @param dropped why a model below a branch is not to be called, whatever is measured of it;
  ///   empty if nothing says so
  Ranking(
      RoutingGraph graph,
      Function<Model, ModelCard> cards,
      World world,
      BiFunction<String, Model, Optional<String>> dropped) {
    this.graph = graph;
    this.cards = cards;
    this.world = world;
    this.dropped = dropped;
  }

  /// The branches in order.
  ///
  /// @param dropped those that come last because they must not be chosen, each with the reason
  /// @param allowed how many of them, from the first, may take part
  record Order(
      List<String> targets,
      List<String> labels,
      String because,
      List<String> dropped,
      int allowed) {}

  /// @param objections why its models must not be chosen; empty if one of them may
  private record Branch(Exit exit, double measure, List<String> objections) {
    boolean allowed() {
      return objections.isEmpty();
    }

    String dropped() {
      return exit.to() + ": " + String.join("; ", objections);
    }
  }

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
      branches.add(new Branch(exit, measure, objections(exit.to(), balance.where(), models)));
    }
    boolean any = branches.stream().anyMatch(Branch::allowed);
    branches.sort(
        Comparator.comparing((Branch b) -> !b.allowed()).thenComparingDouble(Branch::measure));
    return new Order(
        branches.stream().map(branch -> branch.exit().to()).toList(),
        branches.stream().map(branch -> branch.exit().label()).toList(),
        because(balance, branches.getFirst(), any),
        branches.stream().skip(1).filter(b -> !b.allowed()).map(Branch::dropped).toList(),
        any ? (int) branches.stream().filter(Branch::allowed).count() : branches.size());
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
                      + new BigDecimal(best.measure())
                          .round(new MathContext(3))
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
      case COST -> cost(model, facts);
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

  /// A call that a plan pays for costs nothing more.
  private double cost(Model model, Facts facts) {
    Optional<String> plan = world.plan(model);
    plan.ifPresent(id -> facts.saw("plan of " + model.id(), id));
    return plan.isPresent() ? 0 : cost(cards.apply(model), facts);
  }

  private static double cost(ModelCard card, Facts facts) {
    return Estimate.of(card, facts.request(), card.promptTokens(facts.request(), facts.tokens()))
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

  private List<String> objections(String branch, BalanceNode.Where where, List<Model> models) {
    var objections = new ArrayList<String>();
    for (Model model : models) {
      Optional<String> why =
          dropped.apply(branch, model).or(() -> objection(where, world.health(model)));
      if (why.isEmpty()) {
        return List.of();
      }
      String whose = models.size() == 1 ? "" : model.id() + ": ";
      objections.add(whose + why.get());
    }
    return models.isEmpty() ? List.of("it reaches no model") : objections;
  }

  private static Optional<String> objection(BalanceNode.Where where, Health health) {
    if (health.open()) {
      return Optional.of(health.why().isEmpty() ? "it is cooling down" : health.why());
    }
    var slow = where.p95FirstToken().filter(most -> isOver(health.p95FirstToken(), most));
    if (slow.isPresent()) {
      long p95 = health.p95FirstToken().map(Duration::toMillis).orElse(0L);
      return Optional.of(
          "its p95 first token of %d ms is over %d ms".formatted(p95, slow.get().toMillis()));
    }
    if (health.errorRate() > where.errorRate().orElse(1)) {
      double most = where.errorRate().orElse(1);
      return Optional.of(
          "its error rate of " + percent(health.errorRate()) + " is over " + percent(most));
    }
    double headroom = health.headroom().orElse(1);
    double least = where.headroom().orElse(0);
    return headroom >= least
        ? Optional.empty()
        : Optional.of("its headroom of " + percent(headroom) + " is under " + percent(least));
  }

  private static boolean isOver(Optional<Duration> measured, Duration most) {
    return measured.filter(each -> each.compareTo(most) > 0).isPresent();
  }

  private static String percent(double share) {
    return BigDecimal.valueOf(share * 100)
            .round(new MathContext(3))
            .stripTrailingZeros()
            .toPlainString()
        + " %";
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
