package io.signalbox.plugins.export.tensorzero;

import static io.signalbox.plugins.export.tensorzero.TomlText.quoted;

import io.signalbox.plugins.export.Address;
import io.signalbox.plugins.export.ways.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes tensorzero.toml: for each function its variants, and for each variant a model whose
/// providers are the calls in their order. Belongs to one thread.
final class Toml {
  private static final String HEAD =
      """
      # Made by Signalbox: change the graph, not this file.

      [gateway]
      bind_address = "127.0.0.1:3000"
      observability.enabled = false

      [object_storage]
      type = "disabled"
      """;

  private static final String NOBODY = "nobody";

  /// A model for requests that must reach none: nothing listens there.
  private static final String REFUSING =
      """

      [models.nobody]
      routing = ["nobody"]

      [models.nobody.providers.nobody]
      type = "openai"
      model_name = "nobody"
      api_base = "http://127.0.0.1:1/"
      api_key_location = "none"
      """;

  private final Map<String, Address> addresses;
  private final Map<Plan.Chain, String> names = new HashMap<>();
  private final StringBuilder models = new StringBuilder();
  private final StringBuilder functions = new StringBuilder();
  private boolean refuses;

  /// @param addresses by the models' ids
  Toml(Map<String, Address> addresses) {
    this.addresses = addresses;
  }

  String text() {
    return HEAD + models + (refuses ? REFUSING : "") + functions;
  }

  /// Adds a function.
  ///
  /// @param about when a caller has to name it; empty: always
  void add(String function, String about, Plan plan) {
    List<Plan.Share> callable =
        plan.shares().stream().filter(each -> !each.chain().calls().isEmpty()).toList();
    List<Plan.Share> shares = callable.isEmpty() ? Plan.refused().shares() : callable;
    String table = "functions." + quoted(function);
    functions.append("\n[").append(table).append("]\ntype = \"chat\"\n");
    if (!about.isEmpty()) {
      functions.append("description = ").append(quoted(about)).append('\n');
    }
    var weights = new ArrayList<String>();
    for (int i = 0; i < shares.size(); i++) {
      String variant = "v" + (i + 1);
      variant(table + ".variants." + variant, shares.get(i).chain());
      weights.add(variant + " = " + shares.get(i).weight().doubleValue());
    }
    if (shares.size() > 1) {
      functions.append("\n[").append(table).append(".experimentation]\ntype = \"static\"\n");
      functions.append("candidate_variants = { ");
      functions.append(String.join(", ", weights)).append(" }\n");
    }
  }

  private void variant(String table, Plan.Chain chain) {
    functions.append("\n[").append(table).append("]\ntype = \"chat_completion\"\n");
    functions.append("model = ").append(quoted(model(chain))).append('\n');
    if (chain.limits().retries() > 0) {
      functions.append("retries = { num_retries = ").append(chain.limits().retries());
      functions.append(", max_delay_s = 4.0 }\n");
    }
  }

  /// The name of the model that makes these calls.
  private String model(Plan.Chain chain) {
    if (chain.calls().isEmpty()) {
      refuses = true;
      return NOBODY;
    }
    var known = names.get(chain);
    if (known != null) {
      return known;
    }
    String name = "chain-" + (names.size() + 1);
    names.put(chain, name);
    String table = "models." + quoted(name);
    List<String> providers =
        java.util.stream.IntStream.rangeClosed(1, chain.calls().size())
            .mapToObj(i -> "p" + i)
            .toList();
    models.append("\n[").append(table).append("]\nrouting = [");
    models.append(providers.stream().map(TomlText::quoted).collect(Collectors.joining(", ")));
    models.append("]\n");
    chain
        .limits()
        .total()
        .ifPresent(total ->
            models
                .append("timeouts = { non_streaming = { total_ms = ")
                .append(total.toMillis())
                .append(" } }\n"));
    for (int i = 0; i < providers.size(); i++) {
      provider(table + ".providers." + providers.get(i), chain.calls().get(i), chain.limits());
    }
    return name;
  }

  private void provider(String table, Plan.Call call, Plan.CallLimits limits) {
    Address address = java.util.Objects.requireNonNull(addresses.get(call.model()));
    boolean anthropic = address.dialect().equals("anthropic");
    models.append("\n[").append(table).append("]\n");
    line("type", anthropic ? "anthropic" : "openai");
    line("model_name", address.model().model());
    line("api_base", address.url() + (anthropic ? "/v1/messages" : "/"));
    line("api_key_location", address.key().map(key -> "env::" + key).orElse("none"));
    limits
        .first()
        .ifPresent(first ->
            models
                .append("timeouts = { streaming = { ttft_ms = ")
                .append(first.toMillis())
                .append(" } }\n"));
    List<String> body = BodyChange.of(address, call.change());
    if (!body.isEmpty()) {
      models.append("extra_body = [\n  ").append(String.join(",\n  ", body)).append("\n]\n");
    }
  }

  private void line(String name, String value) {
    models.append(name).append(" = ").append(quoted(value)).append('\n');
  }
}
