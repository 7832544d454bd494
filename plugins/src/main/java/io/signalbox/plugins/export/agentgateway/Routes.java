package io.signalbox.plugins.export.agentgateway;

import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.LimitNode;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.plugins.export.Scripts;
import io.signalbox.plugins.export.Statuses;
import io.signalbox.plugins.export.choice.ChosenPlan;
import io.signalbox.plugins.export.choice.Speech;
import io.signalbox.plugins.export.text.YamlText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.NullNode;

/// Writes a route for each plan: agentgateway chooses one by the header that it has set itself.
/// Belongs to one thread.
final class Routes {
  static final String HEADER = "x-signalbox-route";

  static final String UNREADABLE = "unreadable";

  private static final String LABELS = "x-signalbox-metadata";

  private static final Map<String, String> FORMATS = formats();

  /// How long a failed model is passed over, so that the same request does not come back to it.
  private static final String PASSED_OVER = "30s";

  private final Providers providers;
  private final Speech speech;
  private final Map<ChosenPlan, String> names = new LinkedHashMap<>();
  private final List<Map<String, Object>> routes = new ArrayList<>();

  Routes(Providers providers, Speech speech) {
    this.providers = providers;
    this.speech = speech;
  }

  private static Map<String, String> formats() {
    var all = new LinkedHashMap<String, String>();
    all.put("/v1/chat/completions", "completions");
    all.put("/v1/messages", "messages");
    all.put("/v1/responses", "responses");
    all.put("/v1/embeddings", "embeddings");
    return all;
  }

  /// All that were asked for.
  List<Map<String, Object>> written() {
    return routes;
  }

  /// The name of the route that does this, which is written when it is first asked for.
  ///
  /// @param wish for the name
  String name(ChosenPlan plan, String wish) {
    return names.computeIfAbsent(
        plan,
        each -> {
          String name = unique(wish);
          routes.add(route(name, each));
          return name;
        });
  }

  private String unique(String wish) {
    String plain = wish.replaceAll("[^A-Za-z0-9_.-]+", "-").replaceAll("^-+|-+$", "");
    String base = plain.isEmpty() ? "route" : plain.substring(0, Math.min(60, plain.length()));
    String name = base;
    for (int i = 2; names.containsValue(name) || name.equals(UNREADABLE); i++) {
      name = base + "-" + i;
    }
    return name;
  }

  private Map<String, Object> route(String name, ChosenPlan plan) {
    var route = new LinkedHashMap<String, Object>();
    route.put("name", name);
    route.put("matches", List.of(match(name)));
    route.put("policies", policies(plan));
    if (!plan.isRefused()) {
      boolean several = attempts(plan) > 0;
      route.put("backends", backends(plan, several));
    }
    return route;
  }

  private static Map<String, Object> match(String name) {
    var header = new LinkedHashMap<String, Object>();
    header.put("name", HEADER);
    header.put("value", Map.of("exact", name));
    var match = new LinkedHashMap<String, Object>();
    match.put("path", Map.of("pathPrefix", "/v1"));
    match.put("headers", List.of(header));
    return match;
  }

  private Map<String, Object> policies(ChosenPlan plan) {
    var policies = new LinkedHashMap<String, Object>();
    if (!plan.counted().isEmpty()) {
      policies.put("localRateLimit", plan.counted().stream().map(Routes::rate).toList());
    }
    if (plan.isRefused()) {
      policies.put("directResponse", refusal(plan.likeliest().end()));
      return policies;
    }
    policies.put("requestHeaderModifier", Map.of("remove", List.of(HEADER, LABELS)));
    policies.put("ai", Map.of("routes", FORMATS));
    int attempts = attempts(plan);
    if (attempts > 0) {
      var retry = new LinkedHashMap<String, Object>();
      retry.put("attempts", attempts);
      retry.put("codes", Statuses.of(on(plan)));
      policies.put("retry", retry);
    }
    Map<String, Object> timeout = timeout(plan);
    if (!timeout.isEmpty()) {
      policies.put("timeout", timeout);
    }
    return policies;
  }

  private static Map<String, Object> rate(LimitNode limit) {
    var rate = new LinkedHashMap<String, Object>();
    rate.put("maxTokens", limit.requests().getAsLong());
    rate.put("tokensPerFill", limit.requests().getAsLong());
    rate.put(
        "fillInterval",
        switch (limit.per()) {
          case SECOND -> "1s";
          case MINUTE -> "1m";
          case HOUR -> "1h";
          case DAY -> "24h";
          case WEEK -> "168h";
          case MONTH -> "744h";
        });
    return rate;
  }

  /// The same error as Signalbox's for OpenAI's clients.
  private static Map<String, Object> refusal(Optional<RejectNode> end) {
    var error = new LinkedHashMap<String, Object>();
    error.put("message", end.map(RejectNode::message).orElse("No model may answer this request."));
    error.put("type", "routing");
    error.put("code", NullNode.getInstance());
    var response = new LinkedHashMap<String, Object>();
    response.put("status", end.map(RejectNode::status).orElse(403));
    response.put("headers", Map.of("content-type", "\"application/json\""));
    response.put("body", Scripts.json(Map.of("error", error)));
    return response;
  }

  static Map<String, Object> unreadable() {
    return refusal(
        Optional.of(
            new RejectNode(
                "unreadable",
                io.signalbox.engine.graph.About.NOTHING,
                400,
                "The body is not JSON, or it is too large.")));
  }

  /// How often it may call again. Of a draw the shortest chain counts, so that none begins anew.
  private static int attempts(ChosenPlan plan) {
    boolean leads = on(plan).contains(FailureClass.UNREACHABLE);
    return leads
        ? plan.shares().stream()
            .map(ChosenPlan.ChosenShare::chain)
            .filter(chain -> !chain.calls().isEmpty())
            .mapToInt(chain -> chain.calls().size() * (1 + chain.limits().retries()) - 1)
            .min()
            .orElse(0)
        : 0;
  }

  /// The failures that lead on in all chains of a draw.
  private static Set<FailureClass> on(ChosenPlan plan) {
    var common = EnumSet.allOf(FailureClass.class);
    plan.shares().stream()
        .map(each -> each.chain().limits().on().orElse(usual()))
        .forEach(common::retainAll);
    return common;
  }

  private static Set<FailureClass> usual() {
    return io.signalbox.engine.graph.FallbackNode.USUAL;
  }

  private static Map<String, Object> timeout(ChosenPlan plan) {
    var timeout = new LinkedHashMap<String, Object>();
    least(plan, chain -> chain.limits().total())
        .ifPresent(each -> timeout.put("requestTimeout", each.toMillis() + "ms"));
    least(plan, chain -> chain.limits().first())
        .filter(each -> on(plan).contains(FailureClass.TIMEOUT))
        .ifPresent(each -> timeout.put("backendRequestTimeout", each.toMillis() + "ms"));
    return timeout;
  }

  private static Optional<Duration> least(
      ChosenPlan plan, java.util.function.Function<ChosenPlan.ChosenChain, Optional<Duration>> of) {
    return plan.shares().stream()
        .flatMap(each -> of.apply(each.chain()).stream())
        .min(java.util.Comparator.naturalOrder());
  }

  private List<Map<String, Object>> backends(ChosenPlan plan, boolean several) {
    var backends = new ArrayList<Map<String, Object>>();
    for (ChosenPlan.ChosenShare share : plan.shares()) {
      Map<String, Object> backend = backend(share, several);
      if (plan.isDraw()) {
        backend.put("weight", weight(share.weight(), digits(plan)));
      }
      backends.add(backend);
    }
    return backends;
  }

  private Map<String, Object> backend(ChosenPlan.ChosenShare share, boolean several) {
    var backend = new LinkedHashMap<String, Object>();
    List<ChosenPlan.ChosenCall> calls = share.chain().calls();
    if (calls.isEmpty()) {
      backend.put("invalid", new YamlText.Raw("null"));
    } else {
      backend.put("ai", ai(share.chain(), several));
    }
    return backend;
  }

  /// Whole numbers are wanted: of small weights ten-thousandths.
  private static long weight(BigDecimal share, int digits) {
    return Math.clamp(
        share.movePointRight(digits).setScale(0, RoundingMode.HALF_UP).longValue(),
        1,
        1_000_000_000);
  }

  private static int digits(ChosenPlan plan) {
    return plan.shares().stream()
        .mapToInt(each -> each.weight().stripTrailingZeros().scale())
        .map(scale -> Math.clamp(scale, 0, 4))
        .max()
        .orElse(0);
  }

  private Object ai(ChosenPlan.ChosenChain chain, boolean several) {
    Optional<Map<String, Object>> health =
        several && chain.calls().size() > 1 ? Optional.of(health(chain)) : Optional.empty();
    var groups = new ArrayList<List<Object>>();
    var names = new java.util.HashSet<String>();
    for (ChosenPlan.ChosenCall call : chain.calls()) {
      String name = call.model();
      for (int i = 2; !names.add(name); i++) {
        name = call.model() + " (" + i + ")";
      }
      if (!call.beside() || groups.isEmpty()) {
        groups.add(new ArrayList<>());
      }
      groups.getLast().add(providers.provider(name, call, speech, health));
    }
    return groups.size() == 1 && groups.getFirst().size() == 1
        ? groups.getFirst().getFirst()
        : Map.of("groups", groups.stream().map(each -> Map.of("providers", each)).toList());
  }

  /// A call without an answer has no status.
  private static Map<String, Object> health(ChosenPlan.ChosenChain chain) {
    var statuses = new ArrayList<Integer>(List.of(0));
    statuses.addAll(Statuses.of(chain.limits().on().orElse(usual())));
    var eviction = new LinkedHashMap<String, Object>();
    eviction.put("duration", PASSED_OVER);
    if (chain.limits().retries() > 0) {
      eviction.put("consecutiveFailures", chain.limits().retries() + 1);
    }
    var health = new LinkedHashMap<String, Object>();
    health.put("unhealthyExpression", "default(response.code, 0) in " + statuses);
    health.put("eviction", eviction);
    return health;
  }

  /// What agentgateway's clients must send.
  static YamlText.Raw variable(String name) {
    return new YamlText.Raw("\"$" + name + "\"");
  }
}
