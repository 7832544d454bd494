package io.signalbox.plugins.importer.portkey;

import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.KeyRef;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.Durations;
import io.signalbox.plugins.importer.Fallbacks;
import io.signalbox.plugins.importer.GraphDraft;
import io.signalbox.plugins.importer.JsonValues;
import io.signalbox.plugins.importer.KeyPlaces;
import io.signalbox.plugins.importer.Places;
import io.signalbox.plugins.importer.ProviderNames;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Targets that call a provider, as models. Belongs to one thread.
final class Leaves {
  private static final BigDecimal MOST_RETRIES = BigDecimal.valueOf(5);
  private static final List<Integer> RETRIED = List.of(429, 500, 502, 503, 504);

  private final Map<String, ConfigValue> integrations = new LinkedHashMap<>();
  private final GraphDraft draft;
  private final Fallbacks fallbacks;
  private final ProviderNames names;
  private final KeyPlaces keys;

  Leaves(ConfigValue root, GraphDraft draft, ProviderNames names) {
    this.draft = draft;
    this.fallbacks = new Fallbacks(draft);
    this.names = names;
    this.keys = new KeyPlaces(draft);
    root.get("integrations").map(ConfigValue::list).orElse(List.of()).stream()
        .filter(each -> each.text("slug").isPresent())
        .forEach(each -> integrations.put(each.text("slug").orElse(""), each));
  }

  /// The model of a target, behind its retries and its time.
  String of(ConfigValue target, Inherited above) {
    Inherited all = above.within(target);
    String model = model(target, all);
    int retries = retries(all);
    Optional<Duration> time =
        all.timeout()
            .flatMap(ConfigValue::asNumber)
            .flatMap(Durations::millis)
            .map(each -> each.multipliedBy(retries + 1L));
    var limits = new Fallbacks.Limits(retries, Optional.empty(), time);
    return fallbacks.over(
        model + "-tries", List.of(model), FallbackNode.USUAL, limits, all.retry().orElse(target));
  }

  private int retries(Inherited all) {
    all.retry()
        .flatMap(each -> each.get("on_status_codes"))
        .filter(each -> !RETRIED.equals(codes(each)))
        .ifPresent(each ->
            draft.approximate(
                each, "Signalbox retries what may pass: rate limits, overload, server errors."));
    return all.retry()
        .flatMap(each -> each.get("attempts"))
        .flatMap(ConfigValue::asNumber)
        .map(each -> each.max(BigDecimal.ZERO).min(MOST_RETRIES).intValue())
        .orElse(0);
  }

  private static List<Integer> codes(ConfigValue codes) {
    return codes.list().stream()
        .flatMap(each -> each.asNumber().stream())
        .map(BigDecimal::intValue)
        .toList();
  }

  private String model(ConfigValue target, Inherited all) {
    Optional<ConfigValue> name = Optional.ofNullable(all.params().get("model"));
    String model = name.flatMap(ConfigValue::asText).orElse("");
    ConfigValue at = target.get("provider").orElse(target);
    if (model.isEmpty()) {
      draft.manual(
          at,
          "The client chooses the model here, and a graph calls models by name: set the model, or"
              + " add a rule for each that your apps ask for.");
    }
    String slug = target.text("provider").orElse("");
    Optional<ConfigValue> integration = Optional.ofNullable(integrations.get(plain(slug)));
    Optional<Provider> provider = provider(slug, integration);
    Optional<ConfigValue> host =
        all.host().or(() -> integration.flatMap(each -> each.get("base_url")));
    Optional<Provider> own = host.flatMap(ConfigValue::asText).flatMap(names::at);
    Optional<String> url =
        own.isPresent() ? Optional.empty() : host.flatMap(each -> url(provider, each));
    Optional<Provider> called = own.or(() -> provider);
    boolean named = slug.startsWith("@") && integration.isEmpty();
    if (called.isEmpty() && !named && target.get("virtual_key").isEmpty()) {
      draft.manual(at, "Signalbox does not know this provider: choose one for the model.");
    }
    if (named) {
      warnOfSlug(at);
    }
    if (url.isEmpty() && called.filter(Provider::isElsewhereForEach).isPresent()) {
      draft.manual(at, Places.EACH_ELSEWHERE);
    }
    String id = draft.id(target.text("name").orElse(model.isEmpty() ? slug : last(model)));
    List<KeyRef> key =
        target
            .get("api_key")
            .or(() -> target.get("apiKey"))
            .or(() -> integration.flatMap(each -> each.at("credentials", "apiKey")))
            .map(each -> keys.of(each, called, url, slug.isEmpty() ? id : plain(slug)))
            .orElse(List.of());
    String kind = called.map(Provider::id).orElse("");
    boolean open = key.isEmpty() && url.isPresent() && (kind.isEmpty() || kind.equals("openai"));
    String callee = open ? names.server(url.orElse("")) : kind;
    return draft.add(
        new Model(
            id, callee, model, key, url, members(all), Map.of(), draft.about(id, id, target)));
  }

  private static String last(String model) {
    return model.substring(model.lastIndexOf('/') + 1);
  }

  private static String plain(String slug) {
    return slug.startsWith("@") ? slug.substring(1) : slug;
  }

  private Optional<Provider> provider(String slug, Optional<ConfigValue> integration) {
    return integration
        .flatMap(each -> each.text("provider"))
        .or(() -> Optional.of(plain(slug)))
        .flatMap(each -> names.named(each).or(() -> names.named(each.replaceFirst("-[^-]+$", ""))));
  }

  private void warnOfSlug(ConfigValue at) {
    draft.manual(
        at,
        "This names an integration of Portkey, which says address and key (`integrations` in"
            + " conf.json, or in its cloud): check the provider, url and key of the model.");
  }

  private Optional<String> url(Optional<Provider> provider, ConfigValue host) {
    Optional<String> url = host.asText().flatMap(each -> ProviderNames.url(provider, each));
    if (url.isEmpty()) {
      draft.manual(host, "This is no http address that a graph can hold: set the model's url.");
    }
    return url;
  }

  private static Map<String, String> members(Inherited all) {
    var members = new LinkedHashMap<String, String>();
    all.params()
        .forEach((name, value) -> {
          if (!name.equals("model") && !value.isNothing()) {
            JsonValues.of(value).ifPresent(json -> members.put(name, json));
          }
        });
    return members;
  }
}
