package io.signalbox.plugins.importer.ccr;

import io.signalbox.engine.graph.KeyRef;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.GraphDraft;
import io.signalbox.plugins.importer.KeyPlaces;
import io.signalbox.plugins.importer.ProviderNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;

/// The models of all providers, by `provider,model`. Belongs to one thread.
final class RouterModels {
  /// Transformers that only make a provider's dialect of a request.
  private static final Set<String> DIALECTS =
      Set.of("anthropic", "gemini", "openrouter", "deepseek", "groq", "openai", "vertex-gemini");

  private final SequencedMap<String, String> ids = new LinkedHashMap<>();
  private final Map<String, Listed> providers = new LinkedHashMap<>();
  private final GraphDraft draft;
  private final ProviderNames names;
  private final KeyPlaces keys;

  RouterModels(ConfigValue root, GraphDraft draft, ProviderNames names) {
    this.draft = draft;
    this.names = names;
    this.keys = new KeyPlaces(draft);
    ClaudeCodeRouterImporter.providers(root).forEach(this::provider);
  }

  /// Where a provider is.
  private record Place(String provider, Optional<String> url, List<KeyRef> keys) {}

  /// A provider by the name that the file gives it.
  private record Listed(String name, Place place) {}

  private void provider(ConfigValue provider) {
    String name = provider.text("name").orElse("");
    List<ConfigValue> models =
        provider
            .get("models")
            .map(each -> each.list().isEmpty() ? List.of(each) : each.list())
            .orElse(List.of());
    Place place = place(provider, name);
    providers.putIfAbsent(name.toLowerCase(Locale.ROOT), new Listed(name, place));
    List<Optional<String>> own = models.stream().map(draft::note).toList();
    Optional<String> above = draft.note(provider);
    for (int i = 0; i < models.size(); i++) {
      Optional<String> note = i == 0 ? both(above, own.getFirst()) : own.get(i);
      models.get(i).asText().ifPresent(each -> add(name, each, place, note));
    }
    provider.at("transformer", "use").ifPresent(this::transformers);
  }

  private static Optional<String> both(Optional<String> above, Optional<String> own) {
    return Stream.of(above, own)
        .flatMap(Optional::stream)
        .distinct()
        .reduce((a, b) -> a + "\n" + b);
  }

  private void add(String provider, String model, Place place, Optional<String> note) {
    String name = provider + "," + model;
    if (ids.containsKey(name)) {
      return;
    }
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
            GraphDraft.about(name, id, note)));
    ids.put(name, id);
  }

  private Place place(ConfigValue entry, String name) {
    Optional<ConfigValue> base = entry.get("api_base_url");
    String address = base.flatMap(ConfigValue::asText).orElse("");
    String plain = address.replaceFirst("/models/?$", "");
    Optional<Provider> own =
        names.at(plain).or(() -> address.isBlank() ? names.named(name) : Optional.empty());
    Optional<String> url = own.isPresent() ? Optional.empty() : ProviderNames.url(plain);
    if (own.isEmpty() && url.isEmpty()) {
      draft.manual(base.orElse(entry), "There is no http address: set the url of its models.");
    }
    List<KeyRef> key =
        entry.get("api_key").map(each -> keys.of(each, own, url, name)).orElse(List.of());
    boolean open = key.isEmpty() && url.isPresent();
    String provider =
        own.map(Provider::id).orElseGet(() -> open ? names.server(url.orElse("")) : dialect(entry));
    return new Place(provider, url, key);
  }

  /// The provider whose dialect a server speaks.
  private static String dialect(ConfigValue entry) {
    boolean anthropic =
        entry.at("transformer", "use").stream()
            .flatMap(each -> each.list().stream())
            .anyMatch(each -> each.asText().filter("anthropic"::equalsIgnoreCase).isPresent());
    return anthropic ? "anthropic" : "openai";
  }

  private void transformers(ConfigValue all) {
    all.list().stream()
        .filter(each ->
            each.asText()
                .filter(name -> DIALECTS.contains(name.toLowerCase(Locale.ROOT)))
                .isPresent())
        .forEach(draft::exact);
  }

  /// The model of `provider,model`, also where letters are in another case. One that the provider
  /// does not list is made, for claude-code-router looks only for the provider.
  Optional<String> id(String name) {
    return Optional.ofNullable(ids.get(name))
        .or(() ->
            ids.entrySet().stream()
                .filter(each -> each.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst())
        .or(() -> unlisted(name));
  }

  private Optional<String> unlisted(String name) {
    int comma = name.indexOf(',');
    String model = name.substring(comma + 1).strip();
    String provider = name.substring(0, Math.max(0, comma)).strip();
    Optional<Listed> listed =
        Optional.ofNullable(providers.get(provider.toLowerCase(Locale.ROOT)))
            .filter(each -> comma > 0 && !model.isEmpty());
    listed.ifPresent(each -> add(each.name(), model, each.place(), Optional.empty()));
    return listed.map(each -> ids.get(each.name() + "," + model));
  }

  /// Says which providers no model belongs to.
  void sayLeftOut(ConfigValue root) {
    for (ConfigValue each : ClaudeCodeRouterImporter.providers(root)) {
      String name = each.text("name").orElse("") + ",";
      boolean called = ids.keySet().stream().anyMatch(id -> id.startsWith(name));
      if (!called) {
        draft.manual(each, "It lists no model, and no role names one; it was left out.");
      }
    }
  }

  SequencedMap<String, String> all() {
    return ids;
  }
}
