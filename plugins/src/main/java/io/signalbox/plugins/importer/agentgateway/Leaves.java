package io.signalbox.plugins.importer.agentgateway;

import io.signalbox.engine.graph.Model;
import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.GraphDraft;
import io.signalbox.plugins.importer.JsonValues;
import io.signalbox.plugins.importer.PathRoutes;
import io.signalbox.plugins.importer.Places;
import io.signalbox.plugins.importer.ProviderNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Makes models of what agentgateway calls. Belongs to one thread.
final class Leaves {
  private static final String CLIENTS =
      "The client chooses the model here, and a graph calls models by name: set the model, or add a"
          + " rule for each that your apps ask for.";

  private static final String OTHER_PATH =
      "The provider is called at another path here: set the model's url.";

  private final GraphDraft draft;
  private final Places places;

  Leaves(GraphDraft draft, ProviderNames names) {
    this.draft = draft;
    this.places = new Places(draft, names);
  }

  /// An entry of `llm.models`.
  ///
  /// @param base what it takes from a provider of `llm.providers`
  /// @param asked the model that a wildcard stands for; empty: its own
  String model(ConfigValue entry, Optional<ConfigValue> base, String asked) {
    List<ConfigValue> from = base.map(each -> List.of(entry, each)).orElse(List.of(entry));
    ConfigValue provider =
        base.flatMap(each -> each.get("provider")).or(() -> entry.get("provider")).orElse(entry);
    String name = param(from, "model").flatMap(ConfigValue::asText).orElse(asked);
    String id = draft.id(entry.text("name").filter(each -> !each.contains("*")).orElse(asked));
    if (name.isEmpty()) {
      draft.manual(entry.get("name").orElse(entry), CLIENTS);
    }
    Places.Place place =
        places.of(
            word(provider),
            address(from),
            param(from, "apiKey").filter(Leaves::isText),
            id,
            provider);
    param(from, "apiKey")
        .filter(each -> !isText(each))
        .ifPresent(each ->
            draft.manual(each, "The key is in a file: store it with `signalbox keys set`."));
    return draft.add(
        new Model(
            id,
            place.provider(),
            name,
            place.keys(),
            place.url(),
            members(entry, base),
            Map.of(),
            draft.about(entry.text("name").orElse(id), id, entry)));
  }

  private static boolean isText(ConfigValue value) {
    return value.map().isEmpty();
  }

  private static Optional<ConfigValue> param(List<ConfigValue> from, String key) {
    return from.stream().flatMap(each -> each.at("params", key).stream()).findFirst();
  }

  /// The word for a provider: a text, or the one key of a map.
  static String word(ConfigValue provider) {
    return provider
        .asText()
        .or(() -> provider.map().keySet().stream().findFirst())
        .filter(each -> !each.equals("custom"))
        .orElse("");
  }

  private String address(List<ConfigValue> from) {
    Optional<String> base = param(from, "baseUrl").flatMap(ConfigValue::asText);
    Optional<String> host = param(from, "hostOverride").flatMap(ConfigValue::asText);
    String address = base.or(() -> host.map(each -> at(each) + path(from))).orElse("");
    if (address.isEmpty()) {
      Stream.of("pathOverride", "pathPrefix")
          .flatMap(each -> param(from, each).stream())
          .forEach(each -> draft.manual(each, OTHER_PATH));
    }
    return address;
  }

  private static String path(List<ConfigValue> from) {
    return path(
        param(from, "pathOverride").flatMap(ConfigValue::asText),
        param(from, "pathPrefix").flatMap(ConfigValue::asText));
  }

  private static String path(Optional<String> whole, Optional<String> prefix) {
    return whole.map(PathRoutes::withoutEndpoint).or(() -> prefix).orElse("/v1");
  }

  /// The address of `host:port`.
  static String at(String host) {
    boolean here = host.matches("(localhost|127\\.[0-9.]+|\\[::1])(:.*)?");
    return (here || (host.contains(":") && !host.endsWith(":443")) ? "http://" : "https://")
        + host.replaceFirst(":443$", "");
  }

  /// What the model sets, over what its provider does.
  private static Map<String, String> members(ConfigValue entry, Optional<ConfigValue> base) {
    var members = new LinkedHashMap<String, String>();
    Stream.concat(base.flatMap(each -> each.get("defaults")).stream(), Stream.of(entry))
        .flatMap(each -> Stream.of(each.get("defaults"), each.get("overrides")))
        .flatMap(Optional::stream)
        .forEach(some -> put(members, some));
    return members;
  }

  private static void put(Map<String, String> members, ConfigValue some) {
    some.map()
        .forEach((name, value) -> {
          if (!name.equals("model") && !value.isNothing()) {
            JsonValues.of(value).ifPresent(json -> members.put(name, json));
          }
        });
  }

  /// A provider of an `ai` backend.
  ///
  /// @param key of the route or the backend
  String provider(ConfigValue entry, Optional<ConfigValue> key) {
    ConfigValue provider = entry.get("provider").orElse(entry);
    String word = word(provider);
    String model =
        provider.map().values().stream()
            .flatMap(each -> each.text("model").stream())
            .findFirst()
            .orElse("");
    String name = entry.text("name").orElse(word);
    String address =
        entry
            .text("hostOverride")
            .map(each -> isSafe(entry) ? at(each).replaceFirst("^http:", "https:") : at(each))
            .map(each -> each + path(entry.text("pathOverride"), entry.text("pathPrefix")))
            .orElse("");
    if (address.isEmpty()) {
      Stream.of("pathOverride", "pathPrefix")
          .flatMap(each -> entry.get(each).stream())
          .forEach(each -> draft.manual(each, OTHER_PATH));
    }
    return leaf(name, word, address, model, key, entry);
  }

  private static boolean isSafe(ConfigValue entry) {
    return entry.at("policies", "backendTLS").isPresent();
  }

  /// A server that is only an address.
  String host(ConfigValue host, Optional<ConfigValue> key) {
    String address = host.asText().map(Leaves::at).orElse("");
    return leaf(host.asText().orElse("server"), "", address + "/v1", "", key, host);
  }

  private String leaf(
      String name,
      String word,
      String address,
      String model,
      Optional<ConfigValue> key,
      ConfigValue at) {
    String id = draft.id(name);
    if (model.isEmpty()) {
      draft.manual(at.get("name").or(() -> at.get("provider")).orElse(at), CLIENTS);
    }
    Places.Place place = places.of(word, address, key, id, at.get("provider").orElse(at));
    return draft.add(
        new Model(
            id,
            place.provider(),
            model,
            place.keys(),
            place.url(),
            at.at("policies", "ai").map(ai -> members(ai, Optional.empty())).orElse(Map.of()),
            Map.of(),
            draft.about(name, id, at)));
  }
}
