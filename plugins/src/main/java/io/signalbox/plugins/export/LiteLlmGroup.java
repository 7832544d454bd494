package io.signalbox.plugins.export;

import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.BudgetNode;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.LimitNode;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.Scope;
import io.signalbox.engine.graph.SplitNode;
import io.signalbox.engine.spi.Provider;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes branches with tags of a graph's rules, and of each path a plan: an order of models becomes
/// tiers, shares become weights. Belongs to one thread.
final class LiteLlmGroup implements NodeTranslation<LiteLlmPlan> {
  private static final int MOST_LEVELS = 200;
  private static final String GATEWAY = "LiteLLM";

  private final RoutingGraph graph;
  private final Map<String, Provider> providers;
  private final FidelityReport report;
  private final Map<String, LiteLlmPlan> plans = new HashMap<>();
  private int level;
  private final Set<String> forbidden = new LinkedHashSet<>();

  LiteLlmGroup(RoutingGraph graph, Map<String, Provider> providers, FidelityReport report) {
    this.graph = graph;
    this.providers = providers;
    this.report = report;
  }

  Map<String, Object> config() {
    promises();
    if (!LiteLlmDeployments.plain(graph.name()).equals(graph.name())) {
      report.near(
          FidelityReport.WHOLE,
          "Clients use another model name, because LiteLLM's headers carry only ASCII"
              + " characters and a name that starts with os.environ/ is read as a variable: "
              + LiteLlmDeployments.plain(graph.name()));
    }
    var branches = new ArrayList<LiteLlmPlan.Branch>();
    branches(graph.start(), branches);
    return new LiteLlmDeployments(LiteLlmDeployments.plain(graph.name()), branches, report)
        .config();
  }

  private void promises() {
    for (Promise promise : graph.promises()) {
      var models = Promises.forbidden(graph, promise);
      if (promise.when().isEmpty()) {
        forbidden.addAll(models);
      } else if (!models.isEmpty()) {
        Promises.reportLost(
            promise,
            models,
            "LiteLLM cannot exclude models for some requests after a failure",
            report);
      }
    }
    Promises.reportUnkept(graph, GATEWAY, report);
    int longest = Calls.most(graph);
    int most = Promises.attempts(graph);
    if (longest > most) {
      report.missing(
          FidelityReport.WHOLE,
          "A request can make more than %d calls: LiteLLM does not count calls across tiers."
              .formatted(most));
    }
  }

  /// Follows the rules from the start; what follows "otherwise" is the route without a tag.
  private void branches(String start, List<LiteLlmPlan.Branch> branches) {
    String id = start;
    while (graph.nodes().get(id) instanceof RulesNode rules) {
      tagged(rules, branches);
      id = rules.otherwise();
    }
    branches.add(new LiteLlmPlan.Branch(List.of("default"), plan(id)));
  }

  private void tagged(RulesNode rules, List<LiteLlmPlan.Branch> branches) {
    report.reach(rules.id());
    boolean some = false;
    for (RulesNode.Rule rule : rules.rules()) {
      try {
        var tags = Nearest.of(rule.when().tree(), LiteLlmTags::of);
        branches.add(new LiteLlmPlan.Branch(tags.said(), plan(rule.to())));
        tags.lost().forEach(why -> report.narrowed(rules, rule, why));
        some = true;
      } catch (UnspeakableException e) {
        report.leftOut(rules, rule, e.why());
      }
    }
    if (some) {
      report.near(
          rules.id(),
          "Labels must be sent as tags (x-litellm-tags: KEY=VALUE); when all models of a rule fail,"
              + " a request that also has the tags of a later rule is sent there.");
    }
  }

  private LiteLlmPlan plan(String id) {
    Optional<LiteLlmPlan> known = Optional.ofNullable(plans.get(id));
    if (known.isEmpty() && level == MOST_LEVELS) {
      report.missing(
          FidelityReport.WHOLE,
          "The graph is too deep for LiteLLM, which has flat lists of models: everything more than "
              + MOST_LEVELS
              + " nodes below the first rules was left out.");
      return LiteLlmPlan.NONE;
    }
    level++;
    LiteLlmPlan plan = known.orElseGet(() -> made(id));
    level--;
    plans.put(id, plan);
    return plan;
  }

  private LiteLlmPlan made(String id) {
    report.reach(id);
    if (graph.model(id).isPresent()) {
      return forbidden.contains(id) ? LiteLlmPlan.NONE : leaf(graph.model(id).get());
    }
    return graph.node(id).map(this::of).orElse(LiteLlmPlan.NONE);
  }

  @Override
  public FidelityReport report() {
    return report;
  }

  @Override
  public String gateway() {
    return GATEWAY;
  }

  @Override
  public LiteLlmPlan reject(RejectNode node) {
    report.near(
        node.id(),
        "Requests are rejected with status 500 and LiteLLM's own message, not with %d and this message."
            .formatted(node.status()));
    return LiteLlmPlan.NONE;
  }

  @Override
  public String ownCache() {
    return "LiteLLM's own (litellm_settings: cache) is left off: it holds for all models of the"
        + " proxy at once and shares answers among all keys.";
  }

  @Override
  public LiteLlmPlan passThrough(Node node, String to) {
    return plan(to);
  }

  private LiteLlmPlan leaf(Model model) {
    return LiteLlmPlan.of(
        model, each -> Address.of(each, providers, report).filter(this::spoken), report);
  }

  private boolean spoken(Address address) {
    if (!LiteLlmDeployments.plain(address.model().model()).equals(address.model().model())) {
      report.missing(
          address.model().id(),
          "Its answers fail: LiteLLM's headers carry only ASCII characters, and with such a"
              + " name it returns status 500.");
    }
    boolean spoken = Set.of("openai", "anthropic", "gemini").contains(address.dialect());
    if (!spoken) {
      report.missing(
          address.model().id(),
          "The export has no LiteLLM settings for the dialect "
              + address.dialect()
              + "; it was left out.");
    }
    return spoken;
  }

  @Override
  public LiteLlmPlan rules(RulesNode rules) {
    report.missing(
        rules.id(),
        "LiteLLM has rules only at the start; here every request takes \"%s\"."
            .formatted(rules.otherwise()));
    return plan(rules.otherwise());
  }

  @Override
  public LiteLlmPlan split(SplitNode node) {
    if (node.sticky() != SplitNode.Sticky.REQUEST) {
      report.near(node.id(), "The split is random per request: LiteLLM has no sticky assignment.");
    }
    var first = new ArrayList<LiteLlmPlan.Lot>();
    for (SplitNode.Share share : node.shares()) {
      LiteLlmPlan plan = plan(share.to());
      if (plan.tiers().size() > 1) {
        report.missing(
            node.id(),
            "Only the first branch of \"%s\" is exported: LiteLLM has no fallback within a share."
                .formatted(share.to()));
      }
      plan.tiers().stream()
          .limit(1)
          .forEach(tier -> tier.forEach(lot -> first.add(lot.times(share.share()))));
    }
    first.removeIf(lot -> lot.weight().signum() == 0);
    return first.isEmpty() ? LiteLlmPlan.NONE : LiteLlmPlan.of(first);
  }

  @Override
  public LiteLlmPlan balance(BalanceNode node) {
    report.near(node.id(), Balances.frozen(node, GATEWAY));
    return chain(Balances.order(node, graph, providers))
        .first(Math.min(Promises.attempts(graph), RoutingGraph.MOST_ATTEMPTS));
  }

  private LiteLlmPlan chain(List<String> to) {
    LiteLlmPlan chain = LiteLlmPlan.NONE;
    for (String id : to) {
      chain = chain.then(plan(id));
    }
    return chain;
  }

  @Override
  public LiteLlmPlan fallback(FallbackNode node) {
    report.near(
        node.id(),
        "Every failure falls back, whatever its class: LiteLLM's order of deployments ignores"
            + " it.");
    Statuses.reportUnknown(node, report);
    if (node.retries() > 0) {
      report.near(node.id(), "There are no retries before the next model.");
    }
    int most = Math.min(Promises.attempts(graph), node.mostCalls());
    LiteLlmPlan plan = chain(node.to()).first(most);
    if (node.firstToken().isPresent()) {
      double seconds = node.firstToken().get().toMillis() / 1000.0;
      plan = plan.map(lot -> lot.with("stream_timeout", seconds));
      report.near(
          node.id(),
          "The first token timeout applies to streams only; other answers have the total timeout of"
              + " the whole.");
    }
    if (node.total().isPresent()) {
      double seconds = node.total().get().toMillis() / 1000.0;
      plan = plan.map(lot -> lot.with("timeout", seconds));
    }
    return plan;
  }

  /// Each deployment gets its part of the cap, so that together they never exceed it.
  @Override
  public LiteLlmPlan budget(BudgetNode node) {
    LiteLlmPlan within = plan(node.within());
    boolean priced = within.lots().stream().allMatch(lot -> lot.address().price().isPresent());
    if (node.when().isPresent()) {
      report.uncounted(node, GATEWAY, "spend on some of the models", node.over());
      return plan(node.over());
    }
    if (within.lots().isEmpty() || !priced || node.per() == Window.SECOND) {
      report.uncounted(node, GATEWAY, "spend on models of unknown price", node.over());
      return plan(node.over());
    }
    var part =
        node.usd()
            .usd()
            .divide(BigDecimal.valueOf(within.lots().size()), java.math.MathContext.DECIMAL32);
    report.near(
        node.id(),
        "LiteLLM caps each model, not the branch: each may spend an equal part of the cap; the"
            + " window begins with the first request, and parallel requests can overrun it.");
    if (!node.tiers().isEmpty()) {
      report.missing(
          node.id(), "Its tiers are left out: the branch within the budget is used up to the cap.");
    }
    if (!(node.of() instanceof Scope.Graph)) {
      report.missing(
          node.id(),
          "There is one cap for all requests, not one per %s.".formatted(node.of().id()));
    }
    return within
        .map(lot ->
            lot.with("max_budget", part.stripTrailingZeros().doubleValue())
                .with("budget_duration", LiteLlmPlan.duration(node.per())))
        .then(plan(node.over()));
  }

  @Override
  public LiteLlmPlan limit(LimitNode node) {
    LiteLlmPlan within = plan(node.within());
    long lots = within.lots().size();
    boolean room =
        node.requests().orElse(Long.MAX_VALUE) >= lots
            && node.tokens().orElse(Long.MAX_VALUE) >= lots;
    if (node.per() != Window.MINUTE || lots == 0 || !room) {
      report.uncounted(node, GATEWAY, "requests in such a window", node.over());
      return plan(node.over());
    }
    report.near(node.id(), "LiteLLM limits each model, not the branch: each gets an equal part.");
    if (!(node.of() instanceof Scope.Graph)) {
      report.missing(
          node.id(),
          "There is one limit for all requests, not one per %s.".formatted(node.of().id()));
    }
    LiteLlmPlan limited = within;
    if (node.requests().isPresent()) {
      limited = limited.map(lot -> lot.with("rpm", node.requests().getAsLong() / lots));
    }
    if (node.tokens().isPresent()) {
      limited = limited.map(lot -> lot.with("tpm", node.tokens().getAsLong() / lots));
    }
    return limited.then(plan(node.over()));
  }

  @Override
  public LiteLlmPlan rewrite(RewriteNode node) {
    if (!node.redact().isEmpty()) {
      report.missing(
          node.id(),
          "LiteLLM's routing cannot redact. To send no unredacted text, these requests are"
              + " refused.");
      return LiteLlmPlan.NONE;
    }
    report.missing(
        node.id(),
        "The request is not changed: LiteLLM's routing cannot rewrite on a single branch.");
    return plan(node.to());
  }
}
