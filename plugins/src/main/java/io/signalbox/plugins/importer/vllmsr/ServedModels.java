package io.signalbox.plugins.importer.vllmsr;

import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.SplitNode;
import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.GraphDraft;
import io.signalbox.plugins.importer.Places;
import io.signalbox.plugins.importer.ProviderNames;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// The models with their addresses, in either form of the file. Belongs to one thread.
final class ServedModels {
  private final GraphDraft draft;
  private final Places places;

  /// The addresses by model.
  private final SequencedMap<String, List<Backend>> backends = new LinkedHashMap<>();

  private final Map<String, String> made = new HashMap<>();

  /// An address of a model.
  ///
  /// @param model the server's name of it
  /// @param word the provider's in the source
  private record Backend(
      String model,
      String word,
      String address,
      Optional<ConfigValue> key,
      BigDecimal weight,
      ConfigValue at) {}

  ServedModels(ConfigValue root, GraphDraft draft, ProviderNames names) {
    this.draft = draft;
    this.places = new Places(draft, names);
    list(root.at("providers", "models")).forEach(this::canonical);
    Map<String, ConfigValue> endpoints = new LinkedHashMap<>();
    list(root.get("vllm_endpoints"))
        .forEach(each -> each.text("name").ifPresent(name -> endpoints.put(name, each)));
    root.get("model_config")
        .map(ConfigValue::map)
        .orElse(new LinkedHashMap<>())
        .forEach((name, entry) -> flat(name, entry, endpoints));
  }

  static List<ConfigValue> list(Optional<ConfigValue> value) {
    return value.map(ConfigValue::list).orElse(List.of());
  }

  private void canonical(ConfigValue entry) {
    String name = entry.text("name").orElse("");
    String model = entry.text("provider_model_id").orElse(name);
    String format = entry.text("api_format").orElse("openai");
    var all = new ArrayList<Backend>();
    for (ConfigValue each : list(entry.get("backend_refs"))) {
      String address =
          each.text("base_url")
              .or(() -> each.text("endpoint").map(host -> at(each, host)))
              .orElse("");
      String word = format.equals("openai") ? each.text("provider").orElse(format) : format;
      Optional<ConfigValue> key = each.get("api_key_env").or(() -> each.get("api_key"));
      all.add(new Backend(model, word, address, key, weight(each), all.isEmpty() ? entry : each));
    }
    if (all.isEmpty()) {
      all.add(new Backend(model, format, "", Optional.empty(), BigDecimal.ONE, entry));
    }
    backends.put(name, all);
  }

  private static String at(ConfigValue backend, String host) {
    return host.contains("://")
        ? host
        : backend.text("protocol").orElse("http") + "://" + host.replaceFirst("/+$", "") + "/v1";
  }

  private static BigDecimal weight(ConfigValue entry) {
    return entry.get("weight").flatMap(ConfigValue::asNumber).orElse(BigDecimal.ONE);
  }

  private void flat(String name, ConfigValue entry, Map<String, ConfigValue> endpoints) {
    String model = entry.text("model_name").orElse(name);
    List<String> preferred =
        list(entry.get("preferred_endpoints")).stream()
            .flatMap(each -> each.asText().stream())
            .toList();
    var all = new ArrayList<Backend>();
    endpoints.forEach((id, endpoint) -> {
      if (preferred.isEmpty() || preferred.contains(id)) {
        String port = endpoint.text("port").map(each -> ":" + each).orElse("");
        String address = "http://" + endpoint.text("address").orElse("") + port + "/v1";
        all.add(
            new Backend(
                model,
                "",
                address,
                entry.get("access_key"),
                weight(endpoint),
                all.isEmpty() ? entry : endpoint));
      }
    });
    if (all.isEmpty()) {
      all.add(new Backend(model, "", "", Optional.empty(), BigDecimal.ONE, entry));
    }
    backends.put(name, all);
  }

  /// The names of all models.
  List<String> names() {
    return List.copyOf(backends.keySet());
  }

  /// The target of a model; empty if there is none.
  ///
  /// @param effort of its reasoning; empty: what the client asks for
  Optional<String> target(String name, String effort) {
    List<Backend> all = backends.getOrDefault(name, List.of());
    if (all.isEmpty()) {
      return Optional.empty();
    }
    String key = name + " " + effort;
    if (!made.containsKey(key)) {
      made.put(key, pool(effort.isEmpty() ? name : name + "-" + effort, effort, all));
    }
    return Optional.ofNullable(made.get(key));
  }

  private String pool(String wish, String effort, List<Backend> all) {
    var shares = new ArrayList<SplitNode.Share>();
    all.stream()
        .filter(each -> each.weight().signum() > 0)
        .forEach(each -> shares.add(new SplitNode.Share(model(wish, effort, each), each.weight())));
    boolean even =
        shares.stream().map(each -> each.share().stripTrailingZeros()).distinct().count() < 2;
    if (shares.size() < 2 || !even) {
      return shares.isEmpty() ? "" : draft.split(wish + "-pool", shares, SplitNode.Sticky.REQUEST);
    }
    return draft.add(
        new BalanceNode(
            draft.id(wish + "-pool"),
            About.NOTHING,
            shares.stream().map(SplitNode.Share::to).toList(),
            BalanceNode.Measure.TURNS,
            BalanceNode.Where.ANY));
  }

  private String model(String wish, String effort, Backend backend) {
    String id = draft.id(wish.substring(wish.lastIndexOf('/') + 1));
    ConfigValue at = backend.at().get("name").orElse(backend.at());
    Places.Place place = places.of(backend.word(), backend.address(), backend.key(), wish, at);
    return draft.add(
        new Model(
            id,
            place.provider(),
            backend.model(),
            place.keys(),
            place.url(),
            effort.isEmpty() ? Map.of() : Map.of("reasoning_effort", "\"" + effort + "\""),
            Map.of(),
            draft.about(wish, id, backend.at())));
  }
}
