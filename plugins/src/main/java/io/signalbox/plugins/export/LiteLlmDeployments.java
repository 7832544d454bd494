package io.signalbox.plugins.export;

import io.signalbox.engine.catalog.Price;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes LiteLLM's configuration: one group of deployments, in which tags choose a branch and
/// `order` the tier. Belongs to one thread.
final class LiteLlmDeployments {
  private final String name;
  private final List<LiteLlmPlan.Branch> branches;
  private final FidelityReport report;

  /// @param name the group's, by which clients ask for it
  LiteLlmDeployments(String name, List<LiteLlmPlan.Branch> branches, FidelityReport report) {
    this.name = name;
    this.branches = branches;
    this.report = report;
  }

  Map<String, Object> config() {
    var config = new LinkedHashMap<String, Object>();
    config.put("model_list", list());
    config.put("router_settings", settings());
    config.put("litellm_settings", map("drop_params", true, "num_retries", 0));
    config.put("general_settings", map("master_key", "os.environ/LITELLM_MASTER_KEY"));
    return config;
  }

  /// All first tiers have order 1: after a failure LiteLLM goes through all orders above the lowest
  /// of the group, and would call a first tier with a higher one twice (tried with 1.106.2). Of two
  /// branches whose tags a request has, the weight then takes the earlier.
  private List<Map<String, Object>> list() {
    var all = new ArrayList<Map<String, Object>>();
    int order = 1;
    for (int branch = 0; branch < branches.size(); branch++) {
      var tiers = branches.get(branch).plan().tiers();
      if (tiers.isEmpty()) {
        all.add(refusal(branch, all.size()));
      }
      for (int tier = 0; tier < tiers.size(); tier++) {
        int place = tier == 0 ? 1 : ++order;
        for (LiteLlmPlan.Lot lot : tiers.get(tier)) {
          var params = new LinkedHashMap<String, Object>();
          params.put("order", place);
          params.put("tags", branches.get(branch).tags());
          params.put("weight", weight(lot.weight(), tier == 0 ? branch : 0));
          all.add(deployment(lot, params, all.size()));
        }
      }
    }
    return all;
  }

  private static double weight(BigDecimal share, int branch) {
    return share.movePointLeft(6 * branch).doubleValue();
  }

  private Map<String, Object> deployment(
      LiteLlmPlan.Lot lot, Map<String, Object> place, int number) {
    var params = new LinkedHashMap<String, Object>();
    Address address = lot.address();
    params.put("model", address.dialect() + "/" + address.model().model());
    params.put("api_key", address.key().map(name -> "os.environ/" + name).orElse("none"));
    if (address.dialect().equals("openai") || !address.preset()) {
      params.put("api_base", address.url().toString());
    }
    address.price().map(price -> price.tiers().getFirst()).ifPresent(tier -> prices(tier, params));
    params.putAll(place);
    params.put("max_retries", 0);
    params.putAll(lot.params());
    address
        .model()
        .params()
        .forEach((name, json) -> param(address.model().id(), name, Scripts.parsed(json), params));
    return entry(params, address.model().id(), number);
  }

  private void param(String id, String name, Object value, Map<String, Object> params) {
    var objection = Sayable.liteLlm(name, value);
    if (objection.isPresent()) {
      report.missing(id, "Its parameter " + name + " is left out: " + objection.get() + ".");
    } else if (params.putIfAbsent(name, value) != null) {
      report.missing(
          id, "Its parameter " + name + " is left out: LiteLLM uses this name for a setting.");
    }
  }

  private static void prices(Price.Tier tier, Map<String, Object> params) {
    params.put("input_cost_per_token", tier.input().movePointLeft(6).doubleValue());
    params.put("output_cost_per_token", tier.output().movePointLeft(6).doubleValue());
  }

  /// A deployment that only fails, for paths on which no model may be called.
  private Map<String, Object> refusal(int branch, int number) {
    var params = new LinkedHashMap<String, Object>();
    params.put("model", "openai/refused");
    params.put("api_key", "none");
    params.put("mock_response", "litellm.InternalServerError");
    params.put("order", 1);
    params.put("tags", branches.get(branch).tags());
    params.put("weight", weight(BigDecimal.ONE, branch));
    return entry(params, "refused", number);
  }

  private Map<String, Object> entry(Map<String, Object> params, String id, int number) {
    String unique = plain(id) + "-" + (number + 1);
    return map("model_name", name, "litellm_params", params, "model_info", map("id", unique));
  }

  /// A name that LiteLLM can send back in a header; with others it answers 500 (tried with
  /// 1.106.2). It is no name of a variable either.
  static String plain(String name) {
    String plain = name.replaceAll("[^ -~]", "-").strip();
    return Sayable.isVariable(plain) ? plain.replaceFirst("/", "-") : plain;
  }

  private Map<String, Object> settings() {
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
            .flatMap(branch -> branch.plan().lots().stream())
            .anyMatch(lot -> lot.params().containsKey("rpm") || lot.params().containsKey("tpm"));
    if (limited) {
      settings.put("optional_pre_call_checks", List.of("enforce_model_rate_limits"));
    }
    report.near(
        FidelityReport.WHOLE,
        "A failing model cools down for 5 seconds by LiteLLM's rules, not Signalbox's.");
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
