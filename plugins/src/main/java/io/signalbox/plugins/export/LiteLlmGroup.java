package io.signalbox.plugins.export;

import io.signalbox.engine.catalog.Price;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.Scope;
import io.signalbox.engine.graph.Window;
import io.signalbox.engine.spi.Provider;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes LiteLLM's one group of deployments of a graph: rules become tags, an order of models
/// becomes `order`, shares become weights. Belongs to one thread.
final class LiteLlmGroup {
  private static final String GATEWAY = "LiteLLM";

  private final RoutingGraph graph;
  private final Map<String, Provider> providers;
  private final FidelityReport report;
  private final Set<String> forbidden = new LinkedHashSet<>();

  LiteLlmGroup(RoutingGraph graph, Map<String, Provider> providers, FidelityReport report) {
    this.graph = graph;
    this.providers = providers;
    this.report = report;
  }

  /// A model in a tier.
  ///
  /// @param weight its share of the tier
  /// @param params what the nodes above it add to its `litellm_params`
  private record Lot(Address address, BigDecimal weight, Map<String, Object> params) {
    Lot times(BigDecimal share) {
      return new Lot(address, weight.multiply(share), params);
    }

    Lot with(String name, Object value) {
      var more = new LinkedHashMap<>(params);
      more.putIfAbsent(name, value);
      return new Lot(address, weight, more);
    }
  }

  /// Tiers, of which the next is taken when all of one have failed.
  private record Plan(List<List<Lot>> tiers) {
    static final Plan NONE = new Plan(List.of());

    Plan then(Plan next) {
      var all = new ArrayList<>(tiers);
      all.addAll(next.tiers);
      return new Plan(all);
    }

    Plan map(java.util.function.UnaryOperator<Lot> change) {
      return new Plan(tiers.stream().map(tier -> tier.stream().map(change).toList()).toList());
    }

    Plan first(int most) {
      return new Plan(tiers.stream().limit(most).toList());
    }

    long lots() {
      return tiers.stream().mapToLong(List::size).sum();
    }
  }

  /// The requests with one of these tags, and their way.
  private record Branch(List<String> tags, Plan plan) {}

  Map<String, Object> config() {
    promises();
    if (!plain(graph.name()).equals(graph.name())) {
      report.near(
          FidelityReport.WHOLE,
          "Clients ask for it by another name, for LiteLLM's headers carry only plain characters: "
              + plain(graph.name()));
    }
    var branches = new ArrayList<Branch>();
    branches(graph.start(), branches);
    var config = new LinkedHashMap<String, Object>();
    config.put("model_list", deployments(branches));
    config.put("router_settings", settings(branches));
    config.put("litellm_settings", map("drop_params", true, "num_retries", 0));
    config.put("general_settings", map("master_key", "os.environ/LITELLM_MASTER_KEY"));
    return config;
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
            "LiteLLM cannot keep some requests from some models after a failure",
            report);
      }
    }
    Promises.reportUnkept(graph, GATEWAY, report);
    int longest = new Calls(graph).most(graph.start());
    int most = Promises.attempts(graph);
    if (longest > most) {
      report.missing(
          FidelityReport.WHOLE,
          "A request can be tried more than %d times: LiteLLM counts no calls over all tiers."
              .formatted(most));
    }
  }

  /// Follows the rules from the start; what follows "otherwise" is the way without a tag.
  private void branches(String id, List<Branch> branches) {
    if (!(graph.nodes().get(id) instanceof Node.Rules rules)) {
      branches.add(new Branch(List.of("default"), plan(id)));
      return;
    }
    report.reach(id);
    boolean some = false;
    for (Node.Rules.Rule rule : rules.rules()) {
      var tags = LiteLlmTags.of(rule.when().tree());
      tags.ifPresent(each -> branches.add(new Branch(each, plan(rule.to()))));
      some |= tags.isPresent();
      if (tags.isEmpty()) {
        leftOut(rules, rule);
      }
    }
    if (some) {
      report.near(
          id,
          "Labels must be sent as tags (x-litellm-tags: KEY=VALUE); when all models of a rule fail,"
              + " a request with tags of a later rule goes on there.");
    }
    branches(rules.otherwise(), branches);
  }

  private void leftOut(Node.Rules node, Node.Rules.Rule rule) {
    report.missing(
        node.id(),
        "%s: LiteLLM's tags can only say that a label has a value; the rule is left out, its requests take the next rule."
            .formatted(rule.when().text()));
  }

  private Plan plan(String id) {
    report.reach(id);
    if (graph.model(id).isPresent()) {
      return forbidden.contains(id) ? Plan.NONE : leaf(graph.model(id).get());
    }
    return graph.node(id).map(this::plan).orElse(Plan.NONE);
  }

  private Plan plan(Node node) {
    return switch (node) {
      case Node.Rules rules -> inner(rules);
      case Node.Split split -> split(split);
      case Node.Balance balance -> balance(balance);
      case Node.Fallback fallback -> fallback(fallback);
      case Node.Budget budget -> budget(budget);
      case Node.Limit limit -> limit(limit);
      case Node.Rewrite rewrite -> rewrite(rewrite);
      case Node.Reject reject -> {
        report.near(
            reject.id(),
            "Requests are refused with status 500 and LiteLLM's own text, not with %d and this message."
                .formatted(reject.status()));
        yield Plan.NONE;
      }
    };
  }

  private Plan leaf(Model model) {
    return Address.of(model, providers, report)
        .filter(this::spoken)
        .map(address -> new Plan(List.of(List.of(new Lot(address, BigDecimal.ONE, Map.of())))))
        .orElse(Plan.NONE);
  }

  private boolean spoken(Address address) {
    boolean spoken = Set.of("openai", "anthropic", "gemini").contains(address.dialect());
    if (!spoken) {
      report.missing(
          address.model().id(),
          "LiteLLM is not told how to ask an API of the shape "
              + address.dialect()
              + "; it was left out.");
    }
    return spoken;
  }

  private Plan inner(Node.Rules rules) {
    report.missing(
        rules.id(),
        "LiteLLM has rules only at the start; here every request takes \"%s\"."
            .formatted(rules.otherwise()));
    return plan(rules.otherwise());
  }

  private Plan split(Node.Split node) {
    if (node.sticky() != Node.Split.Sticky.REQUEST) {
      report.near(node.id(), "Each request draws anew: LiteLLM keeps nobody's lot.");
    }
    var first = new ArrayList<Lot>();
    for (Node.Split.Share share : node.shares()) {
      Plan plan = plan(share.to());
      if (plan.tiers().size() > 1) {
        report.missing(
            node.id(),
            "Of \"%s\" only the first choice is there: LiteLLM cannot fall back inside a share."
                .formatted(share.to()));
      }
      plan.tiers().stream()
          .limit(1)
          .forEach(tier -> tier.forEach(lot -> first.add(lot.times(share.share()))));
    }
    first.removeIf(lot -> lot.weight().signum() == 0);
    return first.isEmpty() ? Plan.NONE : new Plan(List.of(first));
  }

  private Plan balance(Node.Balance node) {
    report.near(node.id(), Balances.frozen(node, GATEWAY));
    return chain(Balances.order(node, graph, providers)).first(Promises.attempts(graph));
  }

  private Plan chain(List<String> to) {
    Plan chain = Plan.NONE;
    for (String id : to) {
      chain = chain.then(plan(id));
    }
    return chain;
  }

  private Plan fallback(Node.Fallback node) {
    report.near(
        node.id(),
        "Any failure leads on, whatever its class: LiteLLM's order of deployments does not look at"
            + " it.");
    if (node.retries() > 0) {
      report.near(node.id(), "Nothing is tried again before the next model.");
    }
    int most = Math.min(Promises.attempts(graph), node.attempts().orElse(Integer.MAX_VALUE));
    Plan plan = chain(node.to()).first(most);
    if (node.firstToken().isPresent()) {
      double seconds = node.firstToken().get().toMillis() / 1000.0;
      plan = plan.map(lot -> lot.with("stream_timeout", seconds));
      report.near(
          node.id(),
          "The limit on the first token holds for streams; other answers have only the limit on the"
              + " whole.");
    }
    if (node.total().isPresent()) {
      double seconds = node.total().get().toMillis() / 1000.0;
      plan = plan.map(lot -> lot.with("timeout", seconds));
    }
    return plan;
  }

  /// Each deployment gets its part of the cap, so that together they never exceed it.
  private Plan budget(Node.Budget node) {
    Plan within = plan(node.within());
    boolean priced =
        within.tiers().stream()
            .flatMap(List::stream)
            .allMatch(lot -> lot.address().price().isPresent());
    if (within.lots() == 0 || !priced || node.per() == Window.SECOND) {
      report.uncounted(node, GATEWAY, "spend on models of unknown price", node.over());
      return plan(node.over());
    }
    var part =
        node.usd().usd().divide(BigDecimal.valueOf(within.lots()), java.math.MathContext.DECIMAL32);
    report.near(
        node.id(),
        "LiteLLM caps each model, not the branch: each may spend an equal part of the cap; the"
            + " window begins with the first request, and parallel requests can overrun it.");
    if (!(node.of() instanceof Scope.Graph)) {
      report.missing(
          node.id(),
          "One cap holds for all together, not one for each %s.".formatted(node.of().id()));
    }
    return within
        .map(lot ->
            lot.with("max_budget", part.stripTrailingZeros().doubleValue())
                .with("budget_duration", duration(node.per())))
        .then(plan(node.over()));
  }

  private static String duration(Window window) {
    return switch (window) {
      case SECOND -> "1s";
      case MINUTE -> "1m";
      case HOUR -> "1h";
      case DAY -> "1d";
      case WEEK -> "7d";
      case MONTH -> "30d";
    };
  }

  private Plan limit(Node.Limit node) {
    Plan within = plan(node.within());
    long lots = within.lots();
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
          "One limit holds for all together, not one for each %s.".formatted(node.of().id()));
    }
    Plan limited = within;
    if (node.requests().isPresent()) {
      limited = limited.map(lot -> lot.with("rpm", node.requests().getAsLong() / lots));
    }
    if (node.tokens().isPresent()) {
      limited = limited.map(lot -> lot.with("tpm", node.tokens().getAsLong() / lots));
    }
    return limited.then(plan(node.over()));
  }

  private Plan rewrite(Node.Rewrite node) {
    if (!node.redact().isEmpty()) {
      report.missing(
          node.id(),
          "LiteLLM's routing cannot redact; so that no text leaves unredacted, these requests are"
              + " refused.");
      return Plan.NONE;
    }
    report.missing(
        node.id(),
        "The request goes on unchanged: LiteLLM's routing does not rewrite on one branch alone.");
    return plan(node.to());
  }

  private List<Map<String, Object>> deployments(List<Branch> branches) {
    boolean weighted =
        branches.stream()
            .flatMap(branch -> branch.plan().tiers().stream())
            .flatMap(List::stream)
            .anyMatch(lot -> lot.weight().compareTo(BigDecimal.ONE) != 0);
    var all = new ArrayList<Map<String, Object>>();
    int order = 0;
    for (Branch branch : branches) {
      if (branch.plan().lots() == 0) {
        all.add(refusal(branch, ++order, all.size()));
      }
      for (List<Lot> tier : branch.plan().tiers()) {
        order++;
        for (Lot lot : tier) {
          all.add(deployment(branch, lot, order, weighted, all.size()));
        }
      }
    }
    return all;
  }

  private Map<String, Object> deployment(
      Branch branch, Lot lot, int order, boolean weighted, int number) {
    var params = new LinkedHashMap<String, Object>();
    Address address = lot.address();
    params.put("model", address.dialect() + "/" + address.model().model());
    params.put("api_key", address.key().map(name -> "os.environ/" + name).orElse("none"));
    if (address.dialect().equals("openai") || !address.preset()) {
      params.put("api_base", address.url().toString());
    }
    address.price().map(price -> price.tiers().getFirst()).ifPresent(tier -> prices(tier, params));
    params.put("order", order);
    params.put("tags", branch.tags());
    if (weighted) {
      params.put("weight", lot.weight());
    }
    params.put("max_retries", 0);
    params.putAll(lot.params());
    address
        .model()
        .params()
        .forEach((name, json) -> param(address.model().id(), name, Scripts.parsed(json), params));
    return entry(params, address.model().id(), number);
  }

  /// LiteLLM reads any text that begins so as the name of a variable.
  private void param(String id, String name, Object value, Map<String, Object> params) {
    if (value instanceof String text && text.startsWith("os.environ/")) {
      report.missing(
          id, "Its parameter " + name + " is left out: LiteLLM would read it as a variable.");
    } else if (params.putIfAbsent(name, value) != null) {
      report.missing(
          id, "Its parameter " + name + " is left out: LiteLLM's own setting has that name.");
    }
  }

  private static void prices(Price.Tier tier, Map<String, Object> params) {
    params.put("input_cost_per_token", tier.input().movePointLeft(6).doubleValue());
    params.put("output_cost_per_token", tier.output().movePointLeft(6).doubleValue());
  }

  /// A deployment that only fails, for ways on which nobody may be asked.
  private Map<String, Object> refusal(Branch branch, int order, int number) {
    var params = new LinkedHashMap<String, Object>();
    params.put("model", "openai/refused");
    params.put("api_key", "none");
    params.put("mock_response", "litellm.InternalServerError");
    params.put("order", order);
    params.put("tags", branch.tags());
    return entry(params, "refused", number);
  }

  private Map<String, Object> entry(Map<String, Object> params, String id, int number) {
    String unique = plain(id) + "-" + (number + 1);
    return map(
        "model_name",
        plain(graph.name()),
        "litellm_params",
        params,
        "model_info",
        map("id", unique));
  }

  /// A name that LiteLLM can send back in a header; with others it answers 500 (tried with
  /// 1.106.2).
  static String plain(String name) {
    return name.replaceAll("[^ -~]", "-").strip();
  }

  private Map<String, Object> settings(List<Branch> branches) {
    var settings = new LinkedHashMap<String, Object>();
    settings.put("routing_strategy", "simple-shuffle");
    settings.put("enable_tag_filtering", true);
    settings.put("num_retries", 0);
    settings.put(
        "max_fallbacks",
        2 + branches.stream().mapToInt(each -> 1 + each.plan().tiers().size()).sum());
    settings.put("cooldown_time", 5);
    settings.put("allowed_fails", 5);
    settings.put("timeout", 600);
    boolean limited =
        branches.stream()
            .flatMap(branch -> branch.plan().tiers().stream())
            .flatMap(List::stream)
            .anyMatch(lot -> lot.params().containsKey("rpm") || lot.params().containsKey("tpm"));
    if (limited) {
      settings.put("optional_pre_call_checks", List.of("enforce_model_rate_limits"));
    }
    report.near(
        FidelityReport.WHOLE,
        "A model rests for 5 seconds after failures by LiteLLM's own rules, not Signalbox's.");
    return settings;
  }

  private static Map<String, Object> map(Object... pairs) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i].toString(), pairs[i + 1]);
    }
    return map;
  }
}
