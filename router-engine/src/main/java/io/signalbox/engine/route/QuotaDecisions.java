package io.signalbox.engine.route;

import io.signalbox.engine.catalog.Claim;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.catalog.WindowUsage;
import io.signalbox.engine.graph.BottomUp;
import io.signalbox.engine.graph.BudgetNode;
import io.signalbox.engine.graph.Exit;
import io.signalbox.engine.graph.LimitNode;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.Scope;
import io.signalbox.engine.graph.condition.ConditionException;
import io.signalbox.engine.graph.condition.Signal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// How budgets and limits decide, and where a request goes on when they have no room. Belongs to
/// one route plan.
///
/// A budget with `when` lets every request pass: what it checks is each model that is to be called
/// behind it. Is it spent, or has no room for the call, it drops the model and the route goes on to
/// the next; where none is left the request goes back to it and takes `over`, once.
final class QuotaDecisions {
  /// Longer texts are counted by their beginning.
  private static final int LONGEST_KEY = 200;

  private final RoutingGraph graph;
  private final World world;
  private final Set<String> explanations = new LinkedHashSet<>();

  /// What had no room when it came to holding, by the ids of budgets and limits.
  private final Map<String, Shortage> shortages = new HashMap<>();

  private final Map<String, Back> passed = new HashMap<>();
  private final Set<String> dropping = new HashSet<>(); // budgets that have dropped a model
  private final Set<String> left = new HashSet<>(); // budgets for which no other model is left

  QuotaDecisions(RoutingGraph graph, World world) {
    this.graph = graph;
    this.world = world;
  }

  /// Where a request stood before a budget or limit, to go back there.
  ///
  /// @param depth how many branching nodes were above it
  record Back(String node, RoutePosition position, int depth) {}

  /// A model that a budget drops.
  ///
  /// @param node the budget's id
  /// @param why for a person
  record Dropped(String node, String why) {}

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
                OptionalLong.empty())
            .telling(budget.notices());
    WindowUsage use = world.used(claim);
    boolean full = isSpent(budget, use);
    boolean ofSome = budget.when().isPresent();
    boolean over = ofSome ? left.contains(budget.id()) : full || shortages.containsKey(budget.id());
    String because =
        spent(budget, use)
            + (ofSome && over ? "; no other model is left" : "")
            + noRoom(claim, use, full && over);
    if (over) {
      return new Taken("over", because, passage.to(budget.over()));
    }
    Exit exit = budget.exitAt(use.usd());
    return new Taken(exit.label(), because, passage.to(exit.to()).claiming(claim));
  }

  private static boolean isSpent(BudgetNode budget, WindowUsage use) {
    return use.usd().compareTo(budget.usd()) >= 0;
  }

  private static String spent(BudgetNode budget, WindowUsage use) {
    boolean held = use.held().compareTo(Money.ZERO) > 0;
    return use.usd().minus(use.held()).shown()
        + " of "
        + budget.usd().shown()
        + " spent this "
        + budget.per().id()
        + (held ? ", " + use.held().shown() + " reserved for requests in flight" : "");
  }

  /// A node has decided. If it is a budget or limit, it may have to be gone back to.
  ///
  /// @param depth how many branching nodes are above it
  void passed(RoutePosition before, Decision decision, int depth) {
    if (decision.passage().claims().size() > before.claims().size()) {
      passed.put(before.at(), new Back(before.at(), before, depth));
    }
    decision.branching().ifPresent(branching -> dropping.addAll(branching.droppedBy()));
  }

  /// Where to go back after something had no room; empty if that has been done before.
  Optional<Back> over(Shortage shortage, RoutePosition at) {
    return shortages.putIfAbsent(shortage.node(), shortage) == null
        ? Optional.ofNullable(passed.get(shortage.node())).filter(back -> isOnTheWay(back, at))
        : Optional.empty();
  }

  /// A budget before the place from where an answer is continued would begin it again.
  private static boolean isOnTheWay(Back back, RoutePosition at) {
    return !at.isBegun() || back.position().isBegun();
  }

  /// The claims that a call of a model makes.
  List<Claim> of(Model model, List<Claim> claims) {
    var made = new ArrayList<Claim>(claims.size());
    for (Claim claim : claims) {
      if (ofSome(claim.node()).map(budget -> budget.counts(model)).orElse(true)) {
        made.add(claim);
      }
    }
    return made;
  }

  /// The budget of some models that has nothing left for this one; empty if none has not.
  Optional<Dropped> dropped(Model model, List<Claim> claims) {
    for (Claim claim : claims) {
      var dropped = ofSome(claim.node()).flatMap(each -> dropped(each, claim, model));
      if (dropped.isPresent()) {
        return dropped;
      }
    }
    return Optional.empty();
  }

  private Optional<Dropped> dropped(BudgetNode budget, Claim claim, Model model) {
    if (!budget.counts(model)) {
      return Optional.empty();
    }
    WindowUsage use = world.used(claim);
    return isSpent(budget, use)
        ? Optional.of(new Dropped(budget.id(), budget.id() + ": " + spent(budget, use)))
        : Optional.empty();
  }

  /// The model of a budget of some models that had no room for its call; empty if it was another
  /// budget, or a limit.
  Optional<Dropped> dropped(Shortage shortage, List<Claim> claims) {
    return ofSome(shortage.node())
        .flatMap(
            budget -> claims.stream().filter(claim -> claim.node().equals(budget.id())).findFirst())
        .map(claim -> {
          shortages.put(claim.node(), shortage);
          return new Dropped(claim.node(), claim.node() + ": no room, " + shortage.reason(claim));
        });
  }

  /// The move past a model that a budget has dropped.
  Move.Skip skip(Model model, Dropped dropped) {
    dropping.add(dropped.node());
    return new Move.Skip(model, dropped.why());
  }

  /// How many branching nodes stay; none if there is nothing to go back to.
  static int depth(Optional<Back> back) {
    return back.map(Back::depth).orElse(0);
  }

  /// The innermost budget on the way here that has dropped a model, and whose `over` is still to be
  /// taken.
  Optional<Back> dropping(RoutePosition at) {
    if (dropping.isEmpty()) {
      return Optional.empty();
    }
    return at.claims().reversed().stream()
        .map(Claim::node)
        .filter(node -> dropping.contains(node) && !left.contains(node))
        .flatMap(node -> Optional.ofNullable(passed.get(node)).stream())
        .filter(back -> isOnTheWay(back, at))
        .findFirst();
  }

  /// Whether a budget on the way here has dropped a model, and its `over` leads to another one.
  boolean hasOver(RoutePosition at) {
    return dropping(at)
        .flatMap(back -> ofSome(back.node()))
        .filter(budget ->
            BottomUp.of(graph, budget.over()).stream().anyMatch(graph.models()::containsKey))
        .isPresent();
  }

  /// A request goes back: a budget of some models takes `over` from now on.
  void leave(Back back) {
    left.add(back.node());
  }

  private Optional<BudgetNode> ofSome(String node) {
    return graph.node(node).orElse(null) instanceof BudgetNode budget && budget.when().isPresent()
        ? Optional.of(budget)
        : Optional.empty();
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

  /// A client whose call found no room in a budget that is not used up hears so first, for the
  /// graph speaks of a budget that is.
  ///
  /// @param message what the graph says
  String told(String message) {
    String why = String.join(" ", explanations);
    return why.isEmpty() ? message : why + " The graph says: " + message;
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
    return new Claim(graph.name(), node, key(of, facts), per, start, cap, requests, tokens, false);
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
