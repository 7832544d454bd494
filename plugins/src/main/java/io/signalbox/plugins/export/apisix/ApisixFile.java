package io.signalbox.plugins.export.apisix;

import io.signalbox.plugins.export.Address;
import io.signalbox.plugins.export.Scripts;
import io.signalbox.plugins.export.Statuses;
import io.signalbox.plugins.export.ways.Plan;
import io.signalbox.plugins.export.ways.Way;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The routes with their plug-ins, as values of YAML. Belongs to one thread.
final class ApisixFile {
  private static final int MOST_MILLIS = 600_000;
  private static final int REFUSED = 503;

  /// APISIX reads variables into messages.
  private static final String DOLLAR = "$";

  private final Map<String, Address> addresses;
  private final List<Map<String, Object>> routes = new ArrayList<>();

  /// @param addresses by the models' ids
  ApisixFile(Map<String, Address> addresses) {
    this.addresses = addresses;
  }

  /// The whole file, without the mark at its end.
  Map<String, Object> all() {
    return Map.of("routes", routes);
  }

  /// @param number of routes that are tried before
  void add(Way<List<Object>> way, int number) {
    var route = new LinkedHashMap<String, Object>();
    route.put("id", "signalbox-" + (number + 1));
    route.put("name", way.name());
    route.put("uri", "/v1/chat/completions");
    route.put("methods", List.of("POST"));
    route.put("priority", 1_000_000 - number);
    if (!way.when().isEmpty()) {
      route.put("vars", List.of(way.said()));
    }
    route.put("plugins", plugins(way.plan()));
    routes.add(route);
  }

  private Map<String, Object> plugins(Plan plan) {
    List<Plan.Share> shares =
        plan.shares().stream().filter(each -> !each.chain().calls().isEmpty()).toList();
    if (shares.isEmpty()) {
      return Map.of("fault-injection", Map.of("abort", refusal(plan)));
    }
    var config = new LinkedHashMap<String, Object>();
    Plan.Chain chain = shares.getFirst().chain();
    if (shares.size() == 1 && chain.calls().size() > 1) {
      goOn(chain, config);
    }
    if (shares.size() == 1) {
      chain
          .limits()
          .total()
          .ifPresent(total -> config.put("timeout", Math.clamp(total.toMillis(), 1, MOST_MILLIS)));
    }
    config.put("instances", shares.size() > 1 ? drawn(shares) : inOrder(chain.calls()));
    return Map.of("ai-proxy-multi", config);
  }

  private static Map<String, Object> refusal(Plan plan) {
    var abort = new LinkedHashMap<String, Object>();
    abort.put("http_status", plan.refusal().map(Plan.Refusal::status).orElse(REFUSED));
    String message = plan.refusal().map(Plan.Refusal::message).orElse("No model may be called.");
    if (!message.contains(DOLLAR)) {
      abort.put("body", message);
    }
    return abort;
  }

  /// `rate_limiting` is of a plug-in that is not used: without a strategy no status counts.
  private static void goOn(Plan.Chain chain, Map<String, Object> config) {
    List<Integer> statuses = Statuses.of(chain.limits().on().orElse(Set.of()));
    if (!statuses.isEmpty()) {
      config.put("fallback_strategy", List.of("rate_limiting"));
      config.put("fallback_http_statuses", statuses);
    }
    config.put("max_retries", statuses.isEmpty() ? 0 : chain.calls().size() - 1);
  }

  private List<Map<String, Object>> drawn(List<Plan.Share> shares) {
    int scale = shares.stream().mapToInt(each -> scale(each.weight())).max().orElse(0);
    var all = new ArrayList<Map<String, Object>>();
    for (Plan.Share share : shares) {
      long weight = share.weight().movePointRight(scale).longValue();
      all.add(instance(share.chain().calls().getFirst(), all.size() + 1, 0, Math.max(1, weight)));
    }
    return all;
  }

  private static int scale(BigDecimal weight) {
    return Math.clamp(weight.stripTrailingZeros().scale(), 0, 4);
  }

  private List<Map<String, Object>> inOrder(List<Plan.Call> calls) {
    var all = new ArrayList<Map<String, Object>>();
    for (Plan.Call call : calls) {
      all.add(instance(call, all.size() + 1, calls.size() - all.size(), 1));
    }
    return all;
  }

  private Map<String, Object> instance(Plan.Call call, int number, int priority, long weight) {
    Address address = Objects.requireNonNull(addresses.get(call.model()));
    var options = new LinkedHashMap<String, Object>();
    call.change().set().forEach((member, json) -> options.put(member, Scripts.parsed(json)));
    address
        .model()
        .params()
        .forEach((member, json) -> {
          if (ApisixCarrier.unsendable(member, json).isEmpty()) {
            options.put(member, Scripts.parsed(json));
          }
        });
    options.put("model", address.model().model());
    var instance = new LinkedHashMap<String, Object>();
    instance.put("name", "call-" + number);
    instance.put("provider", "openai-compatible");
    instance.put("priority", priority);
    instance.put("weight", weight);
    instance.put("auth", Map.of("header", header(address)));
    instance.put("options", options);
    instance.put("override", Map.of("endpoint", address.url() + "/chat/completions"));
    return instance;
  }

  private static Map<String, Object> header(Address address) {
    return Map.of(
        "Authorization", address.key().map(key -> "Bearer ${{" + key + "}}").orElse("Bearer none"));
  }
}
