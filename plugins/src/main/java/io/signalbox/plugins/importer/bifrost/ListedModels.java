package io.signalbox.plugins.importer.bifrost;

import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.KeyRef;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.Durations;
import io.signalbox.plugins.importer.Fallbacks;
import io.signalbox.plugins.importer.GraphDraft;
import io.signalbox.plugins.importer.KeyPlaces;
import io.signalbox.plugins.importer.Places;
import io.signalbox.plugins.importer.ProviderNames;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Stream;

/// The models of Bifrost's providers by `provider/model`: those that keys list, and those that
/// rules name. Belongs to one thread.
final class ListedModels {
  private static final BigDecimal MOST_RETRIES = BigDecimal.TEN;

  private static final String OFF =
      "The key is off, so it and the models that only it lists were left out.";

  private static final String UNLISTED =
      "No model of the provider is listed: Bifrost 1 then takes all of them, Bifrost 2 none."
          + " Signalbox calls models that the graph names: add a model and a rule for each that"
          + " your apps ask for.";

  private static final List<String> SERVERS =
      List.of("ollama_key_config", "vllm_key_config", "sgl_key_config");

  private final SequencedMap<String, ConfigValue> providers;
  private final GraphDraft draft;
  private final Places places;
  private final Fallbacks fallbacks;
  private final Set<String> known = new HashSet<>();

  /// The places by the paths of keys.
  private final Map<String, Places.Place> at = new HashMap<>();

  private final SequencedMap<String, String> targets = new LinkedHashMap<>();

  ListedModels(ConfigValue root, GraphDraft draft, ProviderNames names) {
    this.draft = draft;
    this.places = new Places(draft, names);
    this.fallbacks = new Fallbacks(draft);
    this.providers = root.get("providers").map(ConfigValue::map).orElse(new LinkedHashMap<>());
    providers.forEach(
        (name, provider) -> listed(provider).forEach(model -> target(name, model, provider)));
    providers.forEach((name, provider) -> {
      sayOpenOnes(provider);
      sayLeftOut(provider);
    });
  }

  private static SequencedSet<String> listed(ConfigValue provider) {
    var models = new LinkedHashSet<String>();
    for (ConfigValue key : keys(provider)) {
      key.get("models").map(ConfigValue::list).orElse(List.of()).stream()
          .flatMap(each -> each.asText().stream())
          .filter(each -> !each.equals("*"))
          .forEach(models::add);
      key.at("vllm_key_config", "model_name").flatMap(ConfigValue::asText).ifPresent(models::add);
    }
    return models;
  }

  private static List<ConfigValue> keys(ConfigValue provider) {
    return all(provider).filter(ListedModels::isOn).toList();
  }

  private static Stream<ConfigValue> all(ConfigValue provider) {
    return provider.get("keys").map(ConfigValue::list).orElse(List.of()).stream();
  }

  private static boolean isOn(ConfigValue key) {
    return key.get("enabled").flatMap(ConfigValue::asTruth).orElse(true);
  }

  /// Keys that are off, and providers that name no model.
  private void sayLeftOut(ConfigValue provider) {
    all(provider).filter(each -> !isOn(each)).forEach(each -> draft.manual(each, OFF));
    boolean open =
        keys(provider).stream()
            .flatMap(each -> each.get("models").stream())
            .anyMatch(each -> !each.list().isEmpty());
    if (!open && listed(provider).isEmpty()) {
      keys(provider).stream()
          .findFirst()
          .map(key -> key.get("models").orElseGet(() -> key.leaves().findFirst().orElse(key)))
          .or(() -> provider.leaves().findFirst())
          .ifPresent(each -> draft.manual(each, UNLISTED));
    }
  }

  private void sayOpenOnes(ConfigValue provider) {
    keys(provider).stream()
        .flatMap(key -> key.get("models").stream())
        .flatMap(models -> models.list().stream())
        .filter(each -> each.asText().filter("*"::equals).isPresent())
        .forEach(each ->
            draft.manual(
                each,
                "All models of the provider: Signalbox calls models that the graph names. Add a"
                    + " model and a rule for each that your apps ask for."));
  }

  /// The targets by `provider/model`.
  SequencedMap<String, String> all() {
    return targets;
  }

  /// The target of a model that a rule names.
  ///
  /// @param at where the rule names it
  Optional<String> target(String provider, String model, ConfigValue at) {
    String name = provider + "/" + model;
    if (!targets.containsKey(name)) {
      Optional<ConfigValue> entry = Optional.ofNullable(providers.get(provider));
      if (entry.isEmpty()) {
        draft.manual(at, "providers has no such provider: connect the branch to a model.");
        return Optional.empty();
      }
      targets.put(name, made(provider, model, entry.get()));
    }
    return Optional.ofNullable(targets.get(name));
  }

  private String made(String provider, String model, ConfigValue entry) {
    boolean first = known.add(provider);
    Places.Place place = place(provider, model, entry);
    String id = draft.id(model.substring(model.lastIndexOf('/') + 1));
    draft.add(
        new Model(
            id,
            place.provider(),
            model,
            place.keys(),
            place.url(),
            Map.of(),
            Map.of(),
            GraphDraft.about(
                provider + "/" + model, id, first ? draft.note(entry) : Optional.empty())));
    return limited(id, entry);
  }

  private Places.Place place(String provider, String model, ConfigValue entry) {
    var all = new LinkedHashSet<KeyRef>();
    Optional<Places.Place> place = Optional.empty();
    for (ConfigValue key : keys(entry)) {
      if (has(key, model)) {
        Places.Place one = at.computeIfAbsent(key.path(), path -> place(provider, entry, key));
        all.addAll(one.keys().isEmpty() ? variable(key) : one.keys());
        place = place.or(() -> Optional.of(one));
      }
    }
    Places.Place found =
        place.orElseGet(() ->
            places.of(
                word(provider, entry),
                address(provider, entry, Optional.empty()),
                Optional.empty(),
                provider,
                entry));
    List<KeyRef> some = all.stream().limit(Model.MOST_KEYS).toList();
    return new Places.Place(found.provider(), found.url(), some.size() > 1 ? some : found.keys());
  }

  private Places.Place place(String provider, ConfigValue entry, ConfigValue key) {
    return places.of(
        word(provider, entry),
        address(provider, entry, Optional.of(key)),
        key.get("value"),
        provider,
        key.get("name").orElse(key));
  }

  private static String word(String provider, ConfigValue entry) {
    return entry
        .at("custom_provider_config", "base_provider_type")
        .flatMap(ConfigValue::asText)
        .orElse(provider);
  }

  /// The base address; Bifrost adds the version of OpenAI's dialect itself.
  private static String address(String provider, ConfigValue entry, Optional<ConfigValue> key) {
    String base =
        entry
            .at("network_config", "base_url")
            .or(() -> key.flatMap(ListedModels::server))
            .flatMap(ConfigValue::asText)
            .orElse("");
    boolean whole =
        base.isEmpty() || base.matches(".*/v[0-9].*") || word(provider, entry).equals("anthropic");
    return whole ? base : base.replaceFirst("/+$", "") + "/v1";
  }

  /// The address that is said beside a key of a server of one's own.
  private static Optional<ConfigValue> server(ConfigValue key) {
    return SERVERS.stream().flatMap(each -> key.at(each, "url").stream()).findFirst();
  }

  /// Whether a key may call a model.
  private static boolean has(ConfigValue key, String model) {
    List<String> models =
        key.get("models").map(ConfigValue::list).orElse(List.of()).stream()
            .flatMap(each -> each.asText().stream())
            .toList();
    Optional<String> own = key.at("vllm_key_config", "model_name").flatMap(ConfigValue::asText);
    return own.isPresent()
        ? own.get().equals(model)
        : models.isEmpty() || models.contains("*") || models.contains(model);
  }

  /// The provider's usual variable, which a model names only beside others.
  private static List<KeyRef> variable(ConfigValue key) {
    return key.text("value").flatMap(KeyPlaces::variable).stream()
        .<KeyRef>map(KeyRef.Env::new)
        .toList();
  }

  private String limited(String id, ConfigValue entry) {
    Optional<ConfigValue> network = entry.get("network_config");
    int retries =
        network
            .flatMap(each -> each.get("max_retries"))
            .flatMap(ConfigValue::asNumber)
            .map(each -> each.max(BigDecimal.ZERO).min(MOST_RETRIES).intValue())
            .orElse(0);
    var total =
        network
            .flatMap(each -> each.get("default_request_timeout_in_seconds"))
            .flatMap(ConfigValue::asNumber)
            .flatMap(Durations::seconds)
            .map(each -> each.multipliedBy(retries + 1L));
    var limits = new Fallbacks.Limits(retries, Optional.empty(), total);
    ConfigValue place = network.flatMap(each -> each.get("max_retries")).orElse(entry);
    return fallbacks.over(id + "-tries", List.of(id), FallbackNode.USUAL, limits, place);
  }
}
