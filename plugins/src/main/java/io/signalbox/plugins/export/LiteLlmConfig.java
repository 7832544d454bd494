package io.signalbox.plugins.export;

import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.workspace.GraphText;
import io.signalbox.plugins.export.text.YamlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// LiteLLM's config.yaml: the graph as one model of the provider `signalbox`, which is the router
/// beside it, and a group of deployments for each model that the router calls. Belongs to one
/// thread.
final class LiteLlmConfig implements TableModels.Target {
  private static final String ROUTER = "signalbox_router.router";

  private final RoutingGraph graph;
  private final Map<String, Provider> providers;
  private final FidelityReport report;

  /// @param graph as it is written, with what is disabled
  LiteLlmConfig(RoutingGraph graph, Map<String, Provider> providers, FidelityReport report) {
    this.graph = graph;
    this.providers = providers;
    this.report = report;
  }

  /// By which clients ask for the graph.
  String name() {
    return plain(graph.name());
  }

  /// A name that LiteLLM can send back in a header; with others it answers 500 (tried with
  /// 1.106.2). It is no name of a variable either.
  static String plain(String name) {
    String plain = name.replaceAll("[^ -~]", "-").strip();
    return Sayable.isVariable(plain) ? plain.replaceFirst("/", "-") : plain;
  }

  /// The group of a model's deployments. No client can ask for it: the router turns every request
  /// to the graph.
  String group(int number, Address address) {
    return "signalbox-" + (number + 1) + "-" + plain(address.model().id());
  }

  /// Where a model is, for the router.
  Map<String, Object> place(int number, Address address) {
    return DecisionTable.map("group", group(number, address));
  }

  @Override
  public Optional<Address> spoken(Address address) {
    String id = address.model().id();
    String name = address.model().model();
    if (!plain(name).equals(name)) {
      report.unsupported(
          id,
          "Its answers fail: LiteLLM's headers carry only ASCII characters, and with such a"
              + " name it returns status 500.");
    }
    if (!List.of("openai", "anthropic", "gemini").contains(address.dialect())) {
      report.unsupported(
          id,
          "The export has no LiteLLM settings for the dialect "
              + address.dialect()
              + "; it was left out.");
      return Optional.empty();
    }
    if (address.model().keys().size() > 1) {
      report.approximate(
          id,
          "Each of its %d keys is a deployment: LiteLLM chooses among them at random, not by what is left of their limits, and keeps no conversation at one."
              .formatted(address.model().keys().size()));
    }
    return Optional.of(address);
  }

  @Override
  public Optional<String> objection(String name, @Nullable Object value) {
    return Sayable.liteLlm(name, value);
  }

  String text(List<Address> addresses) {
    var all = new ArrayList<Map<String, Object>>();
    all.add(entry(name(), params("signalbox/graph"), "graph"));
    for (int number = 0; number < addresses.size(); number++) {
      deployments(number, addresses.get(number), all);
    }
    var config = new LinkedHashMap<String, Object>();
    config.put("model_list", all);
    config.put(
        "router_settings",
        DecisionTable.map("num_retries", 0, "disable_cooldowns", true, "timeout", 600));
    config.put(
        "litellm_settings",
        DecisionTable.map(
            "drop_params",
            true,
            "num_retries",
            0,
            "callbacks",
            List.of(ROUTER),
            "custom_provider_map",
            List.of(DecisionTable.map("provider", "signalbox", "custom_handler", ROUTER))));
    config.put(
        "general_settings", DecisionTable.map("master_key", "os.environ/LITELLM_MASTER_KEY"));
    config.put(ConfigExporter.GRAPH_FIELD, GraphText.write(graph)); // LiteLLM ignores it
    return YamlText.of(config);
  }

  private void deployments(int number, Address first, List<Map<String, Object>> all) {
    Model model = first.model();
    if (model.keys().size() < 2) {
      all.add(deployment(number, first, ""));
      return;
    }
    int key = 0;
    for (Model each : model.byKey()) {
      String suffix = "-" + ++key;
      Address.of(each, providers, new FidelityReport(graph))
          .ifPresent(address -> all.add(deployment(number, address, suffix)));
    }
  }

  private Map<String, Object> deployment(int number, Address address, String suffix) {
    Map<String, Object> params = params(address.dialect() + "/" + address.model().model());
    params.put("api_key", address.key().map(name -> "os.environ/" + name).orElse("none"));
    if (address.dialect().equals("openai") || !address.preset()) {
      params.put("api_base", address.url().toString());
    }
    address
        .price()
        .map(price -> price.tiers().getFirst())
        .ifPresent(tier -> {
          params.put("input_cost_per_token", tier.input().movePointLeft(6).doubleValue());
          params.put("output_cost_per_token", tier.output().movePointLeft(6).doubleValue());
        });
    params.put("max_retries", 0);
    return entry(group(number, address), params, group(number, address) + suffix);
  }

  private static Map<String, Object> params(String model) {
    return DecisionTable.map("model", model);
  }

  private static Map<String, Object> entry(String name, Map<String, Object> params, String id) {
    return DecisionTable.map(
        "model_name", name, "litellm_params", params, "model_info", DecisionTable.map("id", id));
  }
}
