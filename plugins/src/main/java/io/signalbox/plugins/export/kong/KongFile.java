package io.signalbox.plugins.export.kong;

import io.signalbox.engine.chat.FailureClass;
import io.signalbox.plugins.export.Address;
import io.signalbox.plugins.export.Scripts;
import io.signalbox.plugins.export.ways.Plan;
import io.signalbox.plugins.export.ways.Way;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The routes of a service with their plug-ins, as values of YAML. Belongs to one thread.
final class KongFile {
  /// Bytes; Kong takes 8 KiB if nothing is said.
  private static final int LARGEST = 32 << 20;

  private static final int REFUSED = 503;
  private static final int MOST_WEIGHT = 65_535;

  private final String name;
  private final Map<String, Address> addresses;
  private final List<Map<String, Object>> routes = new ArrayList<>();
  private boolean advanced;

  /// @param addresses by the models' ids
  KongFile(String name, Map<String, Address> addresses) {
    this.name = name;
    this.addresses = addresses;
  }

  /// Whether a plug-in is used that needs Kong's enterprise licence.
  boolean isAdvanced() {
    return advanced;
  }

  /// The whole file.
  Map<String, Object> all() {
    var service = new LinkedHashMap<String, Object>();
    service.put("name", name);
    service.put("url", "http://127.0.0.1:1"); // its plug-ins call the models
    service.put("routes", routes);
    var all = new LinkedHashMap<String, Object>();
    all.put("_format_version", "3.0");
    all.put("services", List.of(service));
    return all;
  }

  /// @param number of routes that are tried before
  void add(Way<String> way, int number) {
    var route = new LinkedHashMap<String, Object>();
    route.put("name", way.name());
    route.put("expression", expression(way.said()));
    route.put("priority", 1_000_000 - number);
    route.put("plugins", List.of(plugin(way.plan())));
    routes.add(route);
  }

  private static String expression(String said) {
    String path = new KongWords().all(List.of());
    return said.equals(path) ? path : path + " && (" + said + ")";
  }

  private Map<String, Object> plugin(Plan plan) {
    List<Plan.Share> shares =
        plan.shares().stream().filter(each -> !each.chain().calls().isEmpty()).toList();
    if (shares.isEmpty()) {
      return refusal(plan);
    }
    Plan.Chain chain = shares.getFirst().chain();
    if (shares.size() == 1 && chain.calls().size() == 1) {
      var config = target(chain.calls().getFirst());
      config.put("max_request_body_size", LARGEST);
      return plugin("ai-proxy", config);
    }
    advanced = true;
    var config = new LinkedHashMap<String, Object>();
    config.put("balancer", shares.size() > 1 ? draw() : chain(chain));
    config.put("max_request_body_size", LARGEST);
    config.put("targets", shares.size() > 1 ? drawn(shares) : inOrder(chain.calls()));
    return plugin("ai-proxy-advanced", config);
  }

  private static Map<String, Object> plugin(String name, Map<String, Object> config) {
    var plugin = new LinkedHashMap<String, Object>();
    plugin.put("name", name);
    plugin.put("config", config);
    return plugin;
  }

  private static Map<String, Object> refusal(Plan plan) {
    var config = new LinkedHashMap<String, Object>();
    config.put("status_code", plan.refusal().map(Plan.Refusal::status).orElse(REFUSED));
    config.put(
        "message", plan.refusal().map(Plan.Refusal::message).orElse("No model may be called."));
    return plugin("request-termination", config);
  }

  private static Map<String, Object> draw() {
    var balancer = new LinkedHashMap<String, Object>();
    balancer.put("algorithm", "round-robin");
    balancer.put("retries", 0);
    return balancer;
  }

  private static Map<String, Object> chain(Plan.Chain chain) {
    var balancer = new LinkedHashMap<String, Object>();
    balancer.put("algorithm", "priority");
    balancer.put("retries", chain.calls().size() - 1);
    balancer.put("failover_criteria", criteria(chain.limits().on().orElse(Set.of())));
    chain
        .limits()
        .total()
        .ifPresent(total -> balancer.put("read_timeout", Math.max(1, total.toMillis())));
    return balancer;
  }

  /// A POST goes on only with `non_idempotent`.
  private static List<String> criteria(Set<FailureClass> on) {
    var all = new LinkedHashSet<String>();
    all.add("non_idempotent");
    for (FailureClass each : FailureClass.values()) {
      if (on.contains(each)) {
        all.addAll(criteria(each));
      }
    }
    return List.copyOf(all);
  }

  private static List<String> criteria(FailureClass failure) {
    return switch (failure) {
      case RATE_LIMITED -> List.of("http_429");
      case OVERLOADED -> List.of("http_503");
      case SERVER_ERROR -> List.of("http_500", "http_502", "http_503", "http_504");
      case TIMEOUT -> List.of("timeout", "http_504");
      case UNREACHABLE -> List.of("error", "http_502", "http_503");
      case MODEL_NOT_FOUND -> List.of("http_404");
      case OUT_OF_CREDIT,
          CONTEXT_TOO_LONG,
          UNAUTHORIZED,
          BAD_REQUEST,
          CONTENT_FILTERED,
          INTERRUPTED ->
          List.of();
    };
  }

  private List<Map<String, Object>> drawn(List<Plan.Share> shares) {
    int scale = shares.stream().mapToInt(each -> scale(each.weight())).max().orElse(0);
    return shares.stream()
        .map(each -> {
          var target = target(each.chain().calls().getFirst());
          long weight = each.weight().movePointRight(scale).longValue();
          target.put("weight", Math.clamp(weight, 1, MOST_WEIGHT));
          return target;
        })
        .toList();
  }

  /// So many digits that the largest weight fits.
  private static int scale(BigDecimal weight) {
    return Math.clamp(weight.stripTrailingZeros().scale(), 0, 3);
  }

  /// By priority the target with the largest weight comes first.
  private List<Map<String, Object>> inOrder(List<Plan.Call> calls) {
    var all = new ArrayList<Map<String, Object>>();
    for (Plan.Call call : calls) {
      var target = target(call);
      target.put("weight", calls.size() - all.size());
      all.add(target);
    }
    return all;
  }

  private Map<String, Object> target(Plan.Call call) {
    Address address = Objects.requireNonNull(addresses.get(call.model()));
    var options = new LinkedHashMap<String, Object>();
    options.put("upstream_url", address.url() + "/chat/completions");
    call.change().set().forEach((member, json) -> options.put(member, Scripts.parsed(json)));
    address
        .model()
        .params()
        .forEach((member, json) -> {
          if (KongCarrier.unsendable(member, json).isEmpty()) {
            options.put(member, Scripts.parsed(json));
          }
        });
    var model = new LinkedHashMap<String, Object>();
    model.put("provider", "openai");
    model.put("name", address.model().model());
    model.put("options", options);
    var target = new LinkedHashMap<String, Object>();
    target.put("route_type", "llm/v1/chat");
    var auth = new LinkedHashMap<String, Object>();
    auth.put("header_name", "Authorization");
    auth.put(
        "header_value",
        address.key().map(key -> "{vault://env/" + vault(key) + "}").orElse("Bearer none"));
    target.put("auth", auth);
    target.put("model", model);
    return target;
  }

  /// Where Kong finds a header with a key: it reads `openai-api-key-header` from the variable
  /// OPENAI_API_KEY_HEADER.
  private static String vault(String key) {
    return variable(key).toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The variable of a whole header, since Kong puts nothing before a key.
  static String variable(String key) {
    return key.toUpperCase(Locale.ROOT) + "_HEADER";
  }
}
