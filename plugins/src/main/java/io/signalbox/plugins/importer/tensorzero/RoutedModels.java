package io.signalbox.plugins.importer.tensorzero;

import io.signalbox.engine.graph.KeyRef;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.Durations;
import io.signalbox.plugins.importer.Fallbacks;
import io.signalbox.plugins.importer.GraphDraft;
import io.signalbox.plugins.importer.KeyPlaces;
import io.signalbox.plugins.importer.Places;
import io.signalbox.plugins.importer.ProviderNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// The models with their providers in the order in which they are tried. Belongs to one thread.
final class RoutedModels {
  private final GraphDraft draft;
  private final Fallbacks fallbacks;
  private final ProviderNames names;
  private final KeyPlaces keys;
  private final SequencedMap<String, String> targets = new LinkedHashMap<>();

  RoutedModels(ConfigValue root, GraphDraft draft, ProviderNames names) {
    this.draft = draft;
    this.fallbacks = new Fallbacks(draft);
    this.names = names;
    this.keys = new KeyPlaces(draft);
    root.get("models")
        .map(ConfigValue::map)
        .orElse(new LinkedHashMap<>())
        .forEach((name, model) -> targets.put(name, routed(name, model)));
  }

  /// The targets by the models' names.
  SequencedMap<String, String> all() {
    return targets;
  }

  /// The target of a name that a variant gives: a model of the file, or `provider::model`.
  Optional<String> target(String name) {
    int colons = name.indexOf("::");
    if (targets.containsKey(name) || colons < 0) {
      return Optional.ofNullable(targets.get(name));
    }
    Optional<Provider> provider = names.named(name.substring(0, colons));
    provider.ifPresent(each -> {
      String model = name.substring(colons + 2);
      String id = draft.id(model.substring(model.lastIndexOf('/') + 1));
      targets.put(name, draft.add(Model.of(id, each.id(), model)));
    });
    return Optional.ofNullable(targets.get(name));
  }

  private String routed(String name, ConfigValue model) {
    var to = new ArrayList<String>();
    ConfigValue routing = model.get("routing").orElse(model);
    for (ConfigValue each : routing.list()) {
      each.asText()
          .flatMap(provider -> model.at("providers", provider))
          .ifPresentOrElse(
              provider -> to.add(leaf(name, provider)),
              () -> draft.manual(each, "The model has no such provider; it was left out."));
    }
    Optional<Duration> total = time(model, "non_streaming", "total_ms");
    Optional<Duration> first = time(model, "streaming", "ttft_ms");
    if (to.isEmpty()) {
      draft.manual(model, "No provider of this model can be called.");
      return "";
    }
    var limits = new Fallbacks.Limits(0, first, total);
    return fallbacks.over(name + "-routing", to, Fallbacks.ANY, limits, routing);
  }

  private static Optional<Duration> time(ConfigValue model, String kind, String key) {
    return model
        .at("timeouts", kind, key)
        .flatMap(ConfigValue::asNumber)
        .flatMap(Durations::millis);
  }

  private String leaf(String name, ConfigValue entry) {
    Optional<ConfigValue> base = entry.get("api_base");
    Optional<Provider> own =
        base.isPresent()
            ? base.flatMap(ConfigValue::asText).flatMap(names::at)
            : entry.text("type").flatMap(names::named);
    Optional<String> url =
        own.isPresent()
            ? Optional.empty()
            : base.flatMap(ConfigValue::asText).flatMap(ProviderNames::url);
    List<KeyRef> key =
        entry.get("api_key_location").map(each -> keys.of(each, own, url, name)).orElse(List.of());
    String provider = own.map(Provider::id).orElseGet(() -> provider(entry, url, key.isEmpty()));
    if (provider.isEmpty()) {
      draft.manual(
          entry.get("type").orElse(entry),
          "Signalbox does not know this provider, or where it is: choose one, or set the url.");
    }
    if (url.isEmpty() && own.filter(Provider::isElsewhereForEach).isPresent()) {
      draft.manual(entry.get("type").orElse(entry), Places.EACH_ELSEWHERE);
    }
    String id = draft.id(name);
    return draft.add(
        new Model(
            id,
            provider,
            entry.text("model_name").orElse(""),
            key,
            url,
            Map.of(),
            Map.of(),
            draft.about(name, id, entry)));
  }

  private String provider(ConfigValue entry, Optional<String> url, boolean open) {
    if (url.isEmpty()) {
      return "";
    }
    String type = entry.text("type").flatMap(names::named).map(Provider::id).orElse("openai");
    return open && type.equals("openai") ? names.server(url.orElse("")) : type;
  }
}
