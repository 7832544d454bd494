package io.signalbox.plugins.importer.envoy;

import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.SplitNode;
import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.Fallbacks;
import io.signalbox.plugins.importer.GraphDraft;
import io.signalbox.plugins.importer.Places;
import io.signalbox.plugins.importer.ProviderNames;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The clusters by name: a model for each address. Belongs to one thread.
final class Clusters {
  private static final String CLIENTS =
      "The client chooses the model here, and a graph calls models by name: set the model, or add a"
          + " rule for each that your apps ask for.";

  private final Map<String, ConfigValue> entries = new HashMap<>();
  private final GraphDraft draft;
  private final Places places;
  private final Fallbacks fallbacks;
  private final Map<String, String> made = new HashMap<>();
  private final Set<String> within = new HashSet<>();

  Clusters(ConfigValue root, GraphDraft draft, ProviderNames names) {
    this.draft = draft;
    this.places = new Places(draft, names);
    this.fallbacks = new Fallbacks(draft);
    root.at("static_resources", "clusters")
        .map(ConfigValue::list)
        .orElse(List.of())
        .forEach(each -> each.text("name").ifPresent(name -> entries.putIfAbsent(name, each)));
  }

  /// The target of a cluster.
  ///
  /// @param base the path of its addresses
  /// @param at where it is named
  Optional<String> target(String name, String base, ConfigValue at) {
    Optional<ConfigValue> entry = Optional.ofNullable(entries.get(name));
    if (entry.isEmpty() || !within.add(name)) {
      draft.manual(at, "static_resources.clusters has no such cluster: connect it to a model.");
      return Optional.empty();
    }
    String key = name + " " + base;
    if (!made.containsKey(key)) {
      cluster(name, base, entry.get())
          .ifPresent(to -> {
            draft.became(entry.get(), to);
            made.put(key, to);
          });
    }
    within.remove(name);
    return Optional.ofNullable(made.get(key));
  }

  private Optional<String> cluster(String name, String base, ConfigValue entry) {
    List<ConfigValue> others =
        entry
            .get("cluster_type")
            .flatMap(each -> each.at("typed_config", "clusters"))
            .map(ConfigValue::list)
            .orElse(List.of());
    var to = new ArrayList<String>();
    for (ConfigValue each : others) {
      each.asText()
          .or(() -> each.text("name"))
          .flatMap(n -> target(n, base, each))
          .ifPresent(to::add);
    }
    if (others.isEmpty()) {
      levels(entry).values().forEach(each -> pool(name, base, entry, each).ifPresent(to::add));
    }
    return to.isEmpty()
        ? Optional.empty()
        : Optional.of(
            fallbacks.over(
                name + "-chain",
                to,
                Fallbacks.ANY,
                Fallbacks.Limits.NONE,
                entry.get("name").orElse(entry)));
  }

  /// The endpoints by priority.
  private static Map<BigDecimal, List<ConfigValue>> levels(ConfigValue entry) {
    var levels = new TreeMap<BigDecimal, List<ConfigValue>>();
    List<ConfigValue> localities =
        entry.at("load_assignment", "endpoints").map(ConfigValue::list).orElse(List.of());
    for (ConfigValue each : localities) {
      BigDecimal priority =
          each.get("priority").flatMap(ConfigValue::asNumber).orElse(BigDecimal.ZERO);
      levels
          .computeIfAbsent(priority, p -> new ArrayList<>())
          .addAll(each.get("lb_endpoints").map(ConfigValue::list).orElse(List.of()));
    }
    return levels;
  }

  private Optional<String> pool(
      String name, String base, ConfigValue entry, List<ConfigValue> endpoints) {
    var weights = new ArrayList<SplitNode.Share>();
    for (ConfigValue each : endpoints) {
      BigDecimal weight =
          each.get("load_balancing_weight").flatMap(ConfigValue::asNumber).orElse(BigDecimal.ONE);
      if (weight.signum() > 0) {
        weights.add(new SplitNode.Share(model(name, base, entry, each), weight));
      }
    }
    boolean even =
        weights.stream().map(each -> each.share().stripTrailingZeros()).distinct().count() < 2;
    if (weights.isEmpty()) {
      draft.manual(entry, "The cluster has no address: set the model's provider and url.");
      return Optional.empty();
    }
    if (weights.size() > 1 && even) {
      List<String> to = weights.stream().map(SplitNode.Share::to).distinct().toList();
      return Optional.of(
          draft.add(
              new BalanceNode(
                  draft.id(name + "-pool"),
                  About.NOTHING,
                  to,
                  measure(entry),
                  BalanceNode.Where.ANY)));
    }
    return Optional.of(draft.split(name + "-pool", weights, SplitNode.Sticky.REQUEST));
  }

  private static BalanceNode.Measure measure(ConfigValue entry) {
    return entry.text("lb_policy").filter("LEAST_REQUEST"::equals).isPresent()
        ? BalanceNode.Measure.IN_FLIGHT
        : BalanceNode.Measure.TURNS;
  }

  private String model(String name, String base, ConfigValue entry, ConfigValue endpoint) {
    Optional<ConfigValue> socket = endpoint.at("endpoint", "address", "socket_address");
    ConfigValue at = socket.flatMap(each -> each.get("address")).orElse(endpoint);
    String host = at.asText().orElse("");
    String port =
        socket
            .flatMap(each -> each.get("port_value"))
            .flatMap(ConfigValue::asNumber)
            .map(each -> each.toBigInteger().toString())
            .orElse("");
    boolean secure = entry.get("transport_socket").isPresent() || port.equals("443");
    String plain = port.isEmpty() || port.equals(secure ? "443" : "80") ? host : host + ":" + port;
    String address = host.isEmpty() ? "" : (secure ? "https://" : "http://") + plain + base;
    String id = draft.id(name);
    Places.Place place = places.of("", address, Optional.empty(), name, at);
    draft.manual(entry.get("name").orElse(entry), CLIENTS);
    return draft.add(
        new Model(
            id,
            place.provider(),
            "",
            place.keys(),
            place.url(),
            Map.of(),
            Map.of(),
            draft.about(name, id, entry)));
  }
}
