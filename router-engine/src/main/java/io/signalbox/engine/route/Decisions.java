package io.signalbox.engine.route;

import static java.util.stream.Collectors.toSet;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.graph.AskNode;
import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.BudgetNode;
import io.signalbox.engine.graph.CacheNode;
import io.signalbox.engine.graph.Exit;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.GateNode;
import io.signalbox.engine.graph.IntentNode;
import io.signalbox.engine.graph.LearnedNode;
import io.signalbox.engine.graph.LimitNode;
import io.signalbox.engine.graph.MirrorNode;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.SplitNode;
import io.signalbox.engine.graph.StayNode;
import io.signalbox.engine.graph.condition.ConditionException;
import io.signalbox.engine.graph.condition.Signal;
import io.signalbox.engine.graph.condition.StepBudgetException;
import io.signalbox.engine.route.client.SplitDraw;
import io.signalbox.engine.route.gate.GateVerdict;
import io.signalbox.engine.trace.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/// How each kind of node decides. The only evaluator of graphs.
final class Decisions {
  private static final String STAYS = "the conversation stays";

  private final RoutingGraph graph;
  private final Function<Model, ModelCard> cards;
  private final World world;
  private final boolean explained;
  private final QuotaDecisions quotas;
  private final Learners learners;
  private final Map<String, Finding> findings;
  private final long budget; // of each condition, in steps
  private final Map<String, Leaning> leanings = new HashMap<>();
  private long mark; // when the last decision was made

  /// @param findings what was found out for nodes before they decide, by their ids
  Decisions(RouteParts parts, QuotaDecisions quotas, Map<String, Finding> findings) {
    this.graph = parts.graph();
    this.cards = parts.cards();
    this.world = parts.world();
    this.explained = parts.explained();
    this.budget = parts.budget();
    this.quotas = quotas;
    this.learners = parts.learners();
    this.findings = findings;
  }

  /// A walk begins or goes on: until now nothing was decided.
  void begin() {
    mark = world.nanos();
  }

  Decision at(Node node, RoutePosition passage) {
    return staying(node, passage)
        .map(exit -> decided(node.id(), exit.label(), STAYS, List.of(), passage.to(exit.to())))
        .orElseGet(() -> own(node, passage));
  }

  /// The exit by which a conversation stays, of a node that draws by lot. What decides by what is
  /// said may be a guard, so it always decides.
  private Optional<Exit> staying(Node node, RoutePosition passage) {
    return node instanceof SplitNode
        ? leaning(passage).flatMap(leaning -> leaning.exit(node))
        : Optional.empty();
  }

  private Optional<Leaning> leaning(RoutePosition passage) {
    return passage
        .warmth()
        .model()
        .map(model -> leanings.computeIfAbsent(model.id(), each -> Leaning.to(graph, each)));
  }

  private Decision own(Node node, RoutePosition passage) {
    return switch (node) {
      case RulesNode rules -> rules(rules, passage);
      case SplitNode split -> split(split, passage);
      case BalanceNode balance -> balance(balance, passage);
      case FallbackNode fallback -> fallback(fallback, passage);
      case BudgetNode budget -> decided(budget.id(), quotas.of(budget, passage));
      case LimitNode limit -> decided(limit.id(), quotas.of(limit, passage));
      case RewriteNode rewrite -> rewrite(rewrite, passage);
      case IntentNode intent -> intent(intent, passage);
      case LearnedNode learned -> learned(learned, passage);
      case AskNode ask -> ask(ask, passage);
      case MirrorNode mirror -> mirror(mirror, passage);
      case CacheNode cache -> cache(cache, passage);
      case StayNode stay -> stay(stay, passage);
      case GateNode gate -> gate(gate, passage);
      case RejectNode reject -> throw new IllegalArgumentException("a reject node has no output");
    };
  }

  private Decision rules(RulesNode rules, RoutePosition passage) {
    var misses = new ArrayList<String>();
    for (int i = 0; i < rules.rules().size(); i++) {
      var rule = rules.rules().get(i);
      Optional<String> trouble = Optional.empty();
      try {
        if (rule.when().holds(passage.facts(), budget)) {
          String because = "rule " + (i + 1) + " holds: " + rule.when().text();
          return decided(rules.id(), rule.label(), because, misses, passage.to(rule.to()));
        }
      } catch (StepBudgetException e) {
        trouble = Optional.of("rule " + (i + 1) + " not evaluated: " + e.getMessage());
      } catch (ConditionException e) {
        trouble = Optional.of("rule " + (i + 1) + " could not be evaluated: " + e.getMessage());
      }
      trouble.ifPresent(misses::add);
      if (explained && trouble.isEmpty()) {
        rule.when().nearMiss(passage.facts()).ifPresent(misses::add);
      }
    }
    return decided(
        rules.id(), "otherwise", "no rule matched", misses, passage.to(rules.otherwise()));
  }

  private Decision split(SplitNode split, RoutePosition passage) {
    var draw = SplitDraw.of(split, graph.name(), passage.facts().requestId(), passage.facts());
    Exit exit = split.exits().get(draw.branch());
    RoutePosition on = passage.to(exit.to());
    Step step = step(split.id(), exit.label(), draw.because(), List.of(), on);
    return new Decision(step.in(split.experiment().orElse("")), on, Optional.empty());
  }

  private Decision balance(BalanceNode balance, RoutePosition passage) {
    var ranking =
        new Ranking(graph, cards, world, objections(targets(balance), passage))
            .of(balance, passage.facts());
    return branching(
        balance.id(),
        passage,
        new Leaning.Order(
            ranking.targets(),
            ranking.labels(),
            ranking.because(),
            ranking.dropped(),
            ranking.allowed()),
        order ->
            new Failover(
                balance.id(),
                passage,
                order.targets(),
                order.labels(),
                FallbackNode.USUAL,
                0,
                RoutingGraph.MOST_ATTEMPTS));
  }

  private Decision fallback(FallbackNode fallback, RoutePosition passage) {
    RoutePosition bounded = passage.within(fallback.firstToken(), fallback.total());
    List<String> labels = fallback.exits().stream().map(Exit::label).toList();
    return branching(
        fallback.id(),
        bounded,
        new Leaning.Order(fallback.to(), labels, "first in order", List.of(), labels.size()),
        order ->
            new Failover(
                    fallback.id(),
                    bounded,
                    order.targets(),
                    order.labels(),
                    fallback.on(),
                    fallback.retries(),
                    fallback.mostCalls())
                .hedging(fallback.hedgeAfter())
                .binding(fallback.attempts().isPresent())
                .within(fallback.total(), world::nanos)
                .continuing(fallback.continues()));
  }

  private Decision branching(
      String node,
      RoutePosition passage,
      Leaning.Order usual,
      Function<Leaning.Order, Failover> failover) {
    var objections = objections(targets(graph.node(node).orElseThrow()), passage);
    Leaning.Order left =
        usual.without(to -> graph.model(to).flatMap(model -> objections.apply(to, model)));
    Leaning.Order order = leaning(passage).map(each -> left.leaning(each, STAYS)).orElse(left);
    Failover branching = failover.apply(order).droppedBy(droppedBy(usual, left, passage));
    var step = step(node, branching.label(), order.because(), List.of(), branching.here());
    return new Decision(step.dropping(order.dropped()), branching.here(), Optional.of(branching));
  }

  /// Why a model is not to be called from here on, if a budget says so.
  private Function<Model, Optional<String>> spent(RoutePosition at) {
    return model -> quotas.dropped(model, at.claims()).map(QuotaDecisions.Dropped::why);
  }

  /// Why a model below a branch is not to be called; empty if nothing says so.
  ///
  /// @param branches in the order of the file
  private BiFunction<String, Model, Optional<String>> objections(
      List<String> branches, RoutePosition at) {
    return ModelFit.objections(branches, graph, cards, at.facts(), spent(at));
  }

  private static List<String> targets(Node node) {
    var targets = new ArrayList<String>();
    for (Exit exit : node.exits()) {
      if (!exit.besides()) {
        targets.add(exit.to());
      }
    }
    return targets;
  }

  private Set<String> droppedBy(Leaning.Order usual, Leaning.Order left, RoutePosition at) {
    if (left.targets().size() == usual.targets().size()) {
      return Set.of();
    }
    return usual.targets().stream()
        .filter(to -> !left.targets().contains(to))
        .flatMap(to -> graph.model(to).flatMap(m -> quotas.dropped(m, at.claims())).stream())
        .map(QuotaDecisions.Dropped::node)
        .collect(toSet());
  }

  private Decision stay(StayNode stay, RoutePosition passage) {
    var staying = new Stays(graph, cards, world).of(stay, passage, this::usual, spent(passage));
    return decided(stay.id(), "then", staying.because(), List.of(), staying.on());
  }

  private Decision gate(GateNode gate, RoutePosition passage) {
    Instant now = world.now();
    var verdict =
        world
            .gate(gate.id())
            .map(GateVerdict::given)
            .orElseGet(() -> GateVerdict.of(gate, learners.gate(gate).at(now), now));
    String exit = verdict.open() ? GateNode.OPEN : GateNode.OTHERWISE;
    String to = verdict.open() ? gate.to() : gate.otherwise();
    return decided(gate.id(), exit, verdict.because(), List.of(), passage.to(to));
  }

  /// The model that a request from a place on would get, if that can be told without doing
  /// anything.
  private Optional<Model> usual(RoutePosition from) {
    long before = mark;
    RoutePosition at = from.unwatched();
    Optional<Model> model = graph.model(at.at());
    Optional<Node> node = graph.node(at.at());
    while (model.isEmpty() && node.filter(Stays::isForeseeable).isPresent()) {
      at = node.get() instanceof StayNode stay ? at.to(stay.to()) : at(node.get(), at).passage();
      model = graph.model(at.at());
      node = graph.node(at.at());
    }
    mark = before;
    return model;
  }

  private Decision ask(AskNode ask, RoutePosition passage) {
    Finding finding = finding(ask);
    String exit = finding.label().orElse("otherwise");
    String to = finding.label().map(ask.answers()::get).orElse(ask.otherwise());
    return decided(ask.id(), exit, finding.because(), List.of(), passage.to(to));
  }

  private Decision mirror(MirrorNode mirror, RoutePosition passage) {
    Finding copy = finding(mirror);
    var on = passage.to(mirror.to());
    var decision = decided(mirror.id(), "then", copy.because(), List.of(), on);
    return copy.label().isEmpty()
        ? decision
        : new Decision(decision.step().in(mirror.id()), on, Optional.empty());
  }

  private Decision cache(CacheNode cache, RoutePosition passage) {
    String because = finding(cache).because();
    return decided(cache.id(), "miss", because, List.of(), passage.to(cache.to()));
  }

  private Finding finding(Node node) {
    return findings.getOrDefault(node.id(), Finding.none("nothing was found out"));
  }

  private Decision rewrite(RewriteNode rewrite, RoutePosition passage) {
    var rewriting = Rewriting.of(rewrite, passage.facts().request(), passage.marks());
    RoutePosition on = passage.with(rewriting, rewrite.redact()).to(rewrite.to());
    return decided(rewrite.id(), "then", rewriting.because(), List.of(), on);
  }

  private Decision intent(IntentNode intent, RoutePosition passage) {
    IntentSource source = learners.intent(intent);
    var choice = IntentChoice.of(intent, source, passage.facts().text(Signal.TEXT));
    return decided(
        intent.id(), choice.exit(), choice.because(), List.of(), passage.to(choice.to()));
  }

  private Decision learned(LearnedNode learned, RoutePosition passage) {
    LearnedSource source = learners.router(learned);
    var choice = LearnedChoice.of(learned, source, passage.facts().text(Signal.TEXT));
    return branching(
        learned.id(),
        passage,
        new Leaning.Order(
            choice.targets(),
            choice.labels(),
            choice.because(),
            choice.dropped(),
            choice.targets().size()),
        order ->
            new Failover(
                learned.id(),
                passage,
                order.targets(),
                order.labels(),
                FallbackNode.USUAL,
                0,
                RoutingGraph.MOST_ATTEMPTS));
  }

  private Decision decided(String node, QuotaDecisions.Taken taken) {
    return decided(node, taken.exit(), taken.because(), List.of(), taken.on());
  }

  private Decision decided(
      String node, String exit, String because, List<String> misses, RoutePosition on) {
    return new Decision(step(node, exit, because, misses, on), on, Optional.empty());
  }

  private Step step(
      String node, String exit, String because, List<String> misses, RoutePosition on) {
    long now = world.nanos();
    long micros = (now - mark) / 1_000;
    mark = now;
    return new Step(node, exit, on.at(), because, on.facts().takeSeen(explained), misses, micros);
  }
}
