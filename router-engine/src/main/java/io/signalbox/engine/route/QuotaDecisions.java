package io.signalbox.engine.route;

import io.signalbox.engine.catalog.Claim;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.catalog.WindowUsage;
import io.signalbox.engine.graph.BudgetNode;
import io.signalbox.engine.graph.Exit;
import io.signalbox.engine.graph.LimitNode;
import io.signalbox.engine.graph.Scope;
import io.signalbox.engine.graph.condition.ConditionException;
import io.signalbox.engine.graph.condition.Signal;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// How budgets and limits decide. Belongs to one route plan.
final class QuotaDecisions {
  /// Longer texts are counted by their beginning.
  private static final int LONGEST_KEY = 200;

  private final String graph;
  private final World world;
  private final Map<String, Shortage> shortages;
  private final Set<String> explanations = new LinkedHashSet<>();

  /// @param shortages budgets and limits that had no room when it came to holding, by their ids
  QuotaDecisions(String graph, World world, Map<String, Shortage> shortages) {
    this.graph = graph;
    this.world = world;
    this.shortages = shortages;
  }

  /// The exit that was taken.
  record Taken(String exit, String because, RoutePosition on) {}

  Taken of(BudgetNode budget, RoutePosition passage) {
    var claim =
        claim(
            budget.id(),
            budget.per(),
            budget.of(),
            passage.facts(),
            Optional.of(budget.usd()),
            OptionalLong.empty(),
            OptionalLong.empty());
    WindowUsage use = world.used(claim);
    boolean full = use.usd().compareTo(budget.usd()) >= 0;
    boolean over = full || shortages.containsKey(budget.id());
    boolean held = use.held().compareTo(Money.ZERO) > 0;
    String because =
        use.usd().minus(use.held()).shown()
            + " of "
            + budget.usd().shown()
            + " spent this "
            + budget.per().id()
            + (held ? ", " + use.held().shown() + " reserved for requests in flight" : "")
            + noRoom(claim, use, full);
    if (over) {
      return new Taken("over", because, passage.to(budget.over()));
    }
    Exit exit = budget.exitAt(use.usd());
    return new Taken(exit.label(), because, passage.to(exit.to()).claiming(claim));
  }

  Taken of(LimitNode limit, RoutePosition passage) {
    var claim =
        claim(
            limit.id(),
            limit.per(),
            limit.of(),
            passage.facts(),
            Optional.empty(),
            limit.requests(),
            limit.tokens());
    WindowUsage use = world.used(claim);
    boolean full =
        use.requests() >= limit.requests().orElse(Long.MAX_VALUE)
            || use.tokens() >= limit.tokens().orElse(Long.MAX_VALUE);
    boolean over = full || shortages.containsKey(limit.id());
    String because =
        use.requests()
            + " requests and "
            + (use.tokens() - use.heldTokens())
            + " tokens this "
            + limit.per().id()
            + (use.heldTokens() > 0
                ? ", " + use.heldTokens() + " tokens reserved for requests in flight"
                : "")
            + noRoom(claim, use, full);
    RoutePosition on = over ? passage.to(limit.over()) : passage.to(limit.within()).claiming(claim);
    return new Taken(over ? "over" : "under", because, on);
  }

  private String noRoom(Claim claim, WindowUsage use, boolean full) {
    var shortage = Optional.ofNullable(shortages.get(claim.node()));
    if (shortage.isPresent()) {
      shortage.get().toClient(claim, use).ifPresent(explanations::add);
      return "; no room for this request: " + shortage.get().reason(claim);
    }
    if (full) {
      Shortage.ofReserved(claim, use).ifPresent(explanations::add);
    }
    return "";
  }

  /// Why there was no room in budgets and limits that are not used up, for the client; empty if
  /// there was room in all.
  String explanations() {
    return String.join(" ", explanations);
  }

  private Claim claim(
      String node,
      Window per,
      Scope of,
      Facts facts,
      Optional<Money> cap,
      OptionalLong requests,
      OptionalLong tokens) {
    var start = per.startOf(facts.now()).toInstant();
    return new Claim(graph, node, key(of, facts), per, start, cap, requests, tokens, false);
  }

  private static String key(Scope of, Facts facts) {
    return switch (of) {
      case Scope.Graph g -> "";
      case Scope.App a -> facts.text(Signal.APP);
      case Scope.User u -> facts.text(Signal.USER);
      case Scope.Metadata m ->
          String.valueOf(((Map<?, ?>) facts.value(Signal.METADATA)).get(m.key()));
      case Scope.Computed computed -> computed(computed, facts);
    };
  }

  /// What cannot be worked out is counted together.
  private static String computed(Scope.Computed computed, Facts facts) {
    try {
      String key = computed.by().of(facts);
      return key.length() <= LONGEST_KEY ? key : key.substring(0, LONGEST_KEY);
    } catch (ConditionException e) {
      return "";
    }
  }
}
