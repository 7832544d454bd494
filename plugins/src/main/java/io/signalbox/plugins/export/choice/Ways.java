package io.signalbox.plugins.export.choice;

import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.BottomUp;
import io.signalbox.engine.graph.BudgetNode;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.LimitNode;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.Scope;
import io.signalbox.engine.graph.SplitNode;
import io.signalbox.engine.graph.condition.Expr;
import io.signalbox.engine.spi.Provider;
import io.signalbox.plugins.export.Balances;
import io.signalbox.plugins.export.Carried;
import io.signalbox.plugins.export.FidelityReport;
import io.signalbox.plugins.export.Nearest;
import io.signalbox.plugins.export.NodeTranslation;
import io.signalbox.plugins.export.Statuses;
import io.signalbox.plugins.export.UnspeakableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// A graph as ways in the order in which they are tried; the last one takes all requests. Rules
/// behind a draw or a chain come before it, since what a rule looks at does not change by it.
/// Belongs to one thread.
final class Ways implements NodeTranslation<List<ChosenWay>> {
  private static final int MOST_WAYS = 100;

  private final RoutingGraph graph;
  private final Map<String, Provider> providers;
  private final Set<String> callable;
  private final Set<String> uncounted;
  private final int mostCalls;
  private final Speech speech;
  private final FidelityReport report;
  private final Chains chains;
  private final Map<String, List<ChosenWay>> done = new HashMap<>();

  /// @param callable the ids of the models that may be called
  /// @param uncounted the limits that the gateway must not count
  /// @param mostCalls of one request
  Ways(
      RoutingGraph graph,
      Map<String, Provider> providers,
      Set<String> callable,
      Set<String> uncounted,
      int mostCalls,
      Speech speech,
      FidelityReport report) {
    this.graph = graph;
    this.providers = providers;
    this.callable = callable;
    this.uncounted = uncounted;
    this.mostCalls = mostCalls;
    this.speech = speech;
    this.report = report;
    this.chains = new Chains(mostCalls, speech, report);
  }

  /// The whole graph, from the leaves upwards.
  List<ChosenWay> whole() {
    var order =
        BottomUp.of(graph.start(), id -> graph.node(id).map(this::targets).orElse(List.of()));
    for (String id : order) {
      report.reach(id);
      done.put(id, graph.node(id).map(this::of).orElseGet(() -> List.of(leaf(id))));
    }
    return branch(graph.start());
  }

  private ChosenWay leaf(String id) {
    return ChosenWay.of(
        callable.contains(id)
            ? ChosenPlan.of(List.of(new ChosenPlan.ChosenCall(id, ChosenPlan.ChosenChange.NONE)))
            : ChosenPlan.refused(),
        id);
  }

  private List<String> targets(Node node) {
    return node instanceof LimitNode limit && counting(limit).isPresent()
        ? List.of(limit.within())
        : Carried.targets(node);
  }

  private List<ChosenWay> branch(String id) {
    return done.getOrDefault(id, List.of(ChosenWay.of(ChosenPlan.refused(), id)));
  }

  @Override
  public FidelityReport report() {
    return report;
  }

  @Override
  public String gateway() {
    return speech.gateway();
  }

  @Override
  public List<ChosenWay> passThrough(Node node, String to) {
    return branch(to);
  }

  @Override
  public List<ChosenWay> rules(RulesNode node) {
    var ways = new ArrayList<ChosenWay>();
    boolean any = false;
    for (RulesNode.Rule rule : node.rules()) {
      Optional<Test> test = test(node, rule);
      any |= test.isPresent();
      test.ifPresent(each -> branch(rule.to()).forEach(way -> ways.add(way.given(List.of(each)))));
    }
    if (any) {
      speech.reportRules(node, report);
    }
    ways.addAll(branch(node.otherwise()));
    if (ways.size() > MOST_WAYS) {
      report.unsupported(
          node.id(),
          "There would be %d paths through the rules; the last ones are left out, their requests take `otherwise`."
              .formatted(ways.size()));
      ChosenWay last = ways.getLast();
      ways.subList(MOST_WAYS - 1, ways.size()).clear();
      ways.add(last);
    }
    return ways;
  }

  private Optional<Test> test(RulesNode node, RulesNode.Rule rule) {
    try {
      var nearest = Nearest.of(rule.when().tree(), this::said);
      nearest.lost().forEach(why -> report.narrowed(node, rule, lack(why)));
      return Optional.of(new Test(nearest.kept(), rule.when().text(), false));
    } catch (UnspeakableException e) {
      report.leftOut(node, rule, lack(e.why()));
      return Optional.empty();
    }
  }

  private String lack(String why) {
    return gateway() + " has no words here for " + why;
  }

  private Expr said(Expr condition) throws UnspeakableException {
    speech.halfSeen().inRule(condition);
    speech.say(condition);
    return condition;
  }

  /// What is made of several branches, for each combination of their ways. The first combination
  /// whose conditions hold has the first way of each branch that does.
  private List<ChosenWay> combined(
      Node node, List<String> to, Function<List<ChosenPlan>, ChosenPlan> made) {
    List<List<ChosenWay>> branches = to.stream().map(this::branch).toList();
    long count =
        branches.stream().mapToLong(List::size).reduce(1, (a, b) -> Math.min(a * b, 10_000));
    if (count > MOST_WAYS) {
      report.unsupported(
          node.id(),
          "There would be too many paths through the rules behind it: they are left out, their"
              + " requests take `otherwise`.");
      branches = branches.stream().map(each -> List.of(each.getLast())).toList();
    }
    return Choices.of(node, branches, made);
  }

  @Override
  public List<ChosenWay> split(SplitNode node) {
    speech.reportSplit(node, report);
    var weights = node.shares().stream().map(SplitNode.Share::share).toList();
    var to = node.shares().stream().map(SplitNode.Share::to).toList();
    return combined(
        node, to, plans -> drawn(node, ChosenPlan.drawn(weights, settled(node, plans))));
  }

  private List<ChosenPlan> settled(SplitNode node, List<ChosenPlan> plans) {
    if (!ChosenPlan.isTooMany(plans)) {
      return plans;
    }
    report.unsupported(
        node.id(),
        "There would be too many shares: of each split within, only the largest share is left.");
    return plans.stream().map(ChosenPlan::settled).toList();
  }

  private ChosenPlan drawn(SplitNode node, ChosenPlan plan) {
    if (speech.draws() || !plan.isDraw()) {
      return plan;
    }
    report.unsupported(
        node.id(), gateway() + " does not split here: every request takes the largest share.");
    return plan.settled();
  }

  @Override
  public List<ChosenWay> balance(BalanceNode node) {
    Optional<String> own = speech.balance(node.by());
    report.approximate(node.id(), own.orElseGet(() -> Balances.frozen(node, gateway())));
    return combined(
        node,
        Balances.order(node, graph, providers),
        plans -> chains.of(node, plans, ChosenPlan.ChosenLimits.NONE, own.isPresent()));
  }

  @Override
  public List<ChosenWay> fallback(FallbackNode node) {
    Statuses.reportUnknown(node, report);
    speech.reportFallback(node, report);
    var limits =
        new ChosenPlan.ChosenLimits(
            node.retries(), node.firstToken(), node.total(), Optional.of(node.on()));
    int most = Math.min(node.mostCalls(), mostCalls);
    return combined(
        node, node.to(), plans -> chains.of(node, plans, limits, false).withinEach(most));
  }

  @Override
  public List<ChosenWay> budget(BudgetNode node) {
    report.uncounted(node, gateway(), "spend", node.over());
    return branch(node.over());
  }

  @Override
  public List<ChosenWay> limit(LimitNode node) {
    Optional<String> counting = counting(node);
    if (counting.isEmpty()) {
      report.uncounted(node, gateway(), "requests and move on", node.over());
      return branch(node.over());
    }
    report.reach(node.over());
    report.approximate(node.id(), counting.get());
    return branch(node.within()).stream().map(way -> way.with(way.plan().countedBy(node))).toList();
  }

  private Optional<String> counting(LimitNode node) {
    boolean plain =
        node.requests().isPresent()
            && node.tokens().isEmpty()
            && node.of() instanceof Scope.Graph
            && !uncounted.contains(node.id());
    return plain
        ? graph
            .node(node.over())
            .filter(RejectNode.class::isInstance)
            .flatMap(over -> speech.counts(node, (RejectNode) over))
        : Optional.empty();
  }

  @Override
  public List<ChosenWay> reject(RejectNode node) {
    speech.reportReject(node, report);
    return List.of(
        ChosenWay.of(
            ChosenPlan.of(
                new ChosenPlan.ChosenChain(
                    List.of(), ChosenPlan.ChosenLimits.NONE, Optional.of(node))),
            node.id()));
  }

  private Test before(Rewritten rewritten, Test test) throws UnspeakableException {
    Test before = rewritten.before(test);
    if (speech.byText() && !before.equals(test)) {
      throw new UnspeakableException("a label");
    }
    var _ = said(before.when());
    return before;
  }

  @Override
  public List<ChosenWay> rewrite(RewriteNode node) {
    if (!node.redact().isEmpty()) {
      report.unsupported(
          node.id(),
          "%s does not redact what Signalbox does. To send no unredacted text, these requests are rejected."
              .formatted(gateway()));
      return List.of(ChosenWay.of(ChosenPlan.refused(), node.id()));
    }
    ChosenPlan.ChosenChange change = new Changes(speech, report).of(node);
    var rewritten = Rewritten.by(node);
    var ways = new ArrayList<ChosenWay>();
    for (ChosenWay way : branch(node.to())) {
      try {
        var tests = new ArrayList<Test>();
        for (Test each : way.tests()) {
          tests.add(before(rewritten, each));
        }
        ways.add(
            new ChosenWay(
                tests,
                way.plan().after(change),
                change.equals(ChosenPlan.ChosenChange.NONE) ? way.label() : node.id()));
      } catch (UnspeakableException e) {
        report.unsupported(
            node.id(),
            "A rule behind it reads %s, which it changes; the rule is left out, its requests fall through to the next rule."
                .formatted(e.why()));
      }
    }
    return ways;
  }
}
