package io.signalbox.plugins.export.ways;

import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.BudgetNode;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.LimitNode;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.SplitNode;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.spi.Provider;
import io.signalbox.plugins.export.Balances;
import io.signalbox.plugins.export.Carried;
import io.signalbox.plugins.export.FidelityReport;
import io.signalbox.plugins.export.NodeTranslation;
import io.signalbox.plugins.export.Statuses;
import io.signalbox.plugins.export.choice.Rewritten;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes plans of nodes: of what stands before the first draw or fallback one for each rule, by
/// which the gateway or its callers choose. Belongs to one thread.
///
/// @param <C> what the gateway calls a condition
public final class Plans<C> implements NodeTranslation<Plans.Branch<C>> {
  /// Callers may have to choose among them by hand.
  private static final int MOST_WAYS = 200;

  private final RoutingGraph graph;
  private final Map<String, Provider> providers;
  private final Set<String> callable;
  private final String prefix;
  private final int mostCalls;
  private final Carrier<C> carrier;
  private final FidelityReport report;
  private final Map<String, Branch<C>> done = new HashMap<>();

  /// A node or model.
  ///
  /// @param <C> what the gateway calls a condition
  /// @param plan of requests of which no rule holds
  /// @param ways of the others, the first one that holds, as far as nothing is chosen before
  public record Branch<C>(Plan plan, List<Way<C>> ways) {
    public Branch {
      ways = List.copyOf(ways);
    }

    static <C> Branch<C> of(Plan plan) {
      return new Branch<>(plan, List.of());
    }
  }

  /// @param callable the ids of the models that may be called
  /// @param prefix of the names of ways
  /// @param mostCalls of one request
  public Plans(
      RoutingGraph graph,
      Map<String, Provider> providers,
      Set<String> callable,
      String prefix,
      int mostCalls,
      Carrier<C> carrier,
      FidelityReport report) {
    this.graph = graph;
    this.providers = providers;
    this.callable = callable;
    this.prefix = prefix;
    this.mostCalls = mostCalls;
    this.carrier = carrier;
    this.report = report;
  }

  /// The whole graph, from the leaves upwards.
  public Branch<C> whole() {
    for (String id : Carried.bottomUp(graph, graph.start())) {
      report.reach(id);
      done.put(
          id,
          graph
              .node(id)
              .map(this::of)
              .orElseGet(() ->
                  Branch.of(
                      callable.contains(id)
                          ? Plan.of(List.of(new Plan.Call(id, Plan.Change.NONE)))
                          : Plan.refused())));
    }
    return branch(graph.start());
  }

  private Branch<C> branch(String id) {
    return done.getOrDefault(id, Branch.of(Plan.refused()));
  }

  /// A branch behind a choice that no caller makes: its rules are lost.
  private Plan inside(Node outer, String id) {
    Branch<C> branch = branch(id);
    if (!branch.ways().isEmpty()) {
      report.unsupported(
          outer.id(),
          "Rules behind \"%s\" are left out, since %s; their requests take `otherwise`."
              .formatted(id, carrier.tooLate()));
    }
    return branch.plan();
  }

  @Override
  public FidelityReport report() {
    return report;
  }

  @Override
  public String gateway() {
    return carrier.gateway();
  }

  @Override
  public Branch<C> passThrough(Node node, String to) {
    return branch(to);
  }

  @Override
  public Branch<C> rules(RulesNode node) {
    var ways = new ArrayList<Way<C>>();
    var paste = new StringBuilder();
    int number = 0;
    for (RulesNode.Rule rule : node.rules()) {
      String name = prefix + WayName.of(node.id()) + "-" + ++number;
      carrier.said(node, rule, report).ifPresent(said -> ways.addAll(behind(name, rule, said)));
      paste.append(carrier.address(name)).append("  # ");
      paste.append(rule.when().text().replaceAll("\\s+", " ")).append('\n');
    }
    if (!node.rules().isEmpty()) {
      carrier.choice().ifPresent(what -> report.manual(node.id(), what, paste.toString()));
    }
    Branch<C> otherwise = branch(node.otherwise());
    ways.addAll(otherwise.ways());
    if (ways.size() > MOST_WAYS) {
      report.unsupported(
          node.id(),
          "There would be more than %d %s; only these are written."
              .formatted(MOST_WAYS, carrier.ways()));
    }
    return new Branch<>(otherwise.plan(), ways.stream().limit(MOST_WAYS).toList());
  }

  /// The ways of requests for which a rule holds: first those of the rules behind it.
  private List<Way<C>> behind(String name, RulesNode.Rule rule, C said) {
    var ways = new ArrayList<Way<C>>();
    Branch<C> to = branch(rule.to());
    for (Way<C> way : to.ways()) {
      ways.add(
          new Way<>(
              WayName.joined(name, way.name().substring(prefix.length())),
              "(" + rule.when().text() + ") && (" + way.when() + ")",
              carrier.both(said, way.said()),
              way.plan()));
    }
    ways.add(new Way<>(name, rule.when().text(), said, to.plan()));
    return ways;
  }

  @Override
  public Branch<C> split(SplitNode node) {
    report.approximate(node.id(), carrier.drawn());
    var plans = node.shares().stream().map(share -> inside(node, share.to())).toList();
    if (node.shares().stream().anyMatch(share -> isEnd(share.to()))) {
      report.unsupported(
          node.id(),
          "A share ends with a reject or is refused, and %s: all of these requests are rejected."
              .formatted(carrier.drawnEnd()));
      return Branch.of(Plan.refused());
    }
    boolean settles = Plan.isTooMany(plans);
    if (settles) {
      report.unsupported(
          node.id(),
          "There would be too many shares: of each split within, only the largest share is left.");
    }
    return Branch.of(
        Plan.drawn(
            node.shares().stream().map(SplitNode.Share::share).toList(),
            settles ? plans.stream().map(Plan::settled).toList() : plans));
  }

  /// Whether requests end there: no model after it may be called. A model that was left out is no
  /// end.
  private boolean isEnd(String id) {
    return graph.node(id).isPresent() && branch(id).plan().isRefused();
  }

  @Override
  public Branch<C> balance(BalanceNode node) {
    report.approximate(node.id(), Balances.frozen(node, gateway()));
    return Branch.of(
        chain(
            node,
            Balances.order(node, graph, providers),
            new Plan.CallLimits(
                0, Optional.empty(), Optional.empty(), carrier.classes(FallbackNode.USUAL)),
            mostCalls));
  }

  @Override
  public Branch<C> fallback(FallbackNode node) {
    Statuses.reportUnknown(node, report);
    carrier.fallback(node, report);
    var limits =
        new Plan.CallLimits(
            node.retries(), node.firstToken(), node.total(), carrier.classes(node.on()));
    return Branch.of(chain(node, node.to(), limits, Math.min(mostCalls, node.mostCalls())));
  }

  /// Branches one after the other; of a draw its likeliest, but where a draw comes first and the
  /// gateway can go on from it.
  private Plan chain(Node node, List<String> to, Plan.CallLimits limits, int most) {
    Plan all = Plan.of(List.of());
    boolean first = true;
    int again = carrier.repeats() ? 0 : limits.retries();
    var own = new Plan.CallLimits(again, limits.first(), limits.total(), limits.on());
    for (String each : to) {
      Plan plan = inside(node, each);
      Statuses.reportNested(
          node.id(), plan.likeliest().limits().on(), limits.on(), gateway(), report);
      boolean draws = plan.isDraw() && first && carrier.drawsFirst() && limits.retries() == 0;
      if (plan.isDraw() && !draws) {
        report.unsupported(
            node.id(),
            "A fallback has no split within it: \"" + each + "\" takes its largest share.");
      }
      all =
          draws
              ? plan
              : all.followedBy(repeated(plan.likeliest(), limits), plan.likeliest().limits());
      first = first && plan.isRefused();
      if (isEnd(each)) {
        break;
      }
    }
    return all.followedBy(List.of(), own).within(most, carrier.drawsGoOn());
  }

  private List<Plan.Call> repeated(Plan.Chain chain, Plan.CallLimits limits) {
    int times = carrier.repeats() ? limits.retries() + 1 : 1;
    return Collections.nCopies(times, chain.calls()).stream().flatMap(List::stream).toList();
  }

  @Override
  public Branch<C> budget(BudgetNode node) {
    report.uncounted(node, gateway(), "spend", node.over());
    return branch(node.over());
  }

  @Override
  public Branch<C> limit(LimitNode node) {
    report.uncounted(node, gateway(), "requests and move on", node.over());
    return branch(node.over());
  }

  @Override
  public Branch<C> reject(RejectNode node) {
    carrier.refusal().ifPresent(why -> report.approximate(node.id(), why));
    carrier.reject(node, report);
    return Branch.of(Plan.refused(node.status(), node.message()));
  }

  @Override
  public Branch<C> rewrite(RewriteNode node) {
    if (!node.redact().isEmpty()) {
      report.unsupported(
          node.id(),
          gateway() + " cannot redact. To send no unredacted text, these requests are rejected.");
      return Branch.of(Plan.refused());
    }
    if (node.prepend().isPresent() || node.append().isPresent()) {
      report.unsupported(
          node.id(), gateway() + " adds to no system prompt here; it stays as it is.");
    }
    var set = new LinkedHashMap<String, String>();
    node.set().forEach((name, json) -> set(node, name, json, set));
    var drop = new LinkedHashSet<String>();
    node.drop().stream().filter(name -> isDropped(node, name)).forEach(drop::add);
    var change = new Plan.Change(set, drop);
    Branch<C> to = branch(node.to());
    return new Branch<>(
        to.plan().after(change),
        to.ways().stream()
            .filter(way -> isAsked(node, way))
            .map(way -> way.after(change))
            .toList());
  }

  /// Whether a way behind a rewrite can be chosen before it.
  private boolean isAsked(RewriteNode node, Way<C> way) {
    boolean same =
        switch (Condition.read(way.when())) {
          case Condition.Parsed.Ready ready -> Rewritten.by(node).keeps(ready.condition().tree());
          case Condition.Parsed.Broken broken -> false;
        };
    if (same) {
      return true;
    }
    boolean byHand = carrier.choice().isPresent();
    report.unsupported(
        node.id(),
        "The rule %s behind it reads what it changes, and %s chooses before: %s."
            .formatted(
                way.when().replaceAll("\\s+", " "),
                byHand ? "the caller" : gateway(),
                byHand
                    ? "its condition is that of the rewritten request"
                    : "it is left out, its requests fall through to the next rule"));
    return byHand;
  }

  private void set(RewriteNode node, String name, String json, Map<String, String> set) {
    if (name.startsWith("metadata.")) {
      report.unsupported(
          node.id(), name + " is not set: nothing reads labels in " + gateway() + ".");
      return;
    }
    carrier
        .cannotSet(name, json)
        .ifPresentOrElse(
            why -> report.unsupported(node.id(), name + " is not set: " + why + "."),
            () -> {
              set.put(name, json);
              carrier.beside(name).ifPresent(why -> report.approximate(node.id(), why));
            });
  }

  private boolean isDropped(RewriteNode node, String name) {
    Optional<String> why = carrier.cannotDrop(name);
    why.ifPresent(each -> report.unsupported(node.id(), each));
    return why.isEmpty() && !name.startsWith("metadata");
  }
}
