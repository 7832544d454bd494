package io.signalbox.engine.graph;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A leaf of the graph: a model of a provider. Immutable.
///
/// @param id its name in the graph
/// @param provider the provider's id
/// @param model the provider's name of the model
/// @param keys where the keys are, each once; empty: the provider's usual variable. A call takes
///   one of them
/// @param url the base address as the provider's own SDK takes it; empty: the provider's own
/// @param params members set in every request to it, as name → JSON text
/// @param labels what promises and people can say of it
/// @param promptCache whether it is told what to cache where the client cannot say it
/// @param about what a person says of it
public record Model(
    String id,
    String provider,
    String model,
    List<KeyRef> keys,
    Optional<String> url,
    Map<String, String> params,
    Map<String, String> labels,
    PromptCache promptCache,
    About about) {
  /// The most keys of one model.
  public static final int MOST_KEYS = 20;

  private static final Pattern VERSION = Pattern.compile("api-version=[A-Za-z0-9.-]{1,40}");

  public Model {
    keys = List.copyOf(keys);
    params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }

  /// A model whose prompts are cached as usual.
  public Model(
      String id,
      String provider,
      String model,
      List<KeyRef> keys,
      Optional<String> url,
      Map<String, String> params,
      Map<String, String> labels,
      About about) {
    this(id, provider, model, keys, url, params, labels, PromptCache.AUTO, about);
  }

  /// Whether requests are marked for the provider's cache where the provider caches nothing without
  /// marks and the client's dialect has none.
  public enum PromptCache {
    /// For five minutes, where a prompt is to be read again.
    AUTO("auto"),
    /// The same for an hour.
    HOUR("1h"),
    /// Never.
    OFF("off");

    private final String id;

    PromptCache(String id) {
      this.id = id;
    }

    /// The word in files.
    public String id() {
      return id;
    }
  }

  /// A model with nothing but its names.
  public static Model of(String id, String provider, String model) {
    return new Model(
        id, provider, model, List.of(), Optional.empty(), Map.of(), Map.of(), About.NOTHING);
  }

  /// How people call it: its name, else the provider's name of it.
  public String title() {
    return about.name().orElse(model);
  }

  /// The same with other words about it.
  public Model withAbout(About other) {
    return new Model(id, provider, model, keys, url, params, labels, promptCache, other);
  }

  /// The same under another name in the graph.
  public Model withId(String other) {
    return new Model(other, provider, model, keys, url, params, labels, promptCache, about);
  }

  /// The same at another provider.
  public Model withProvider(String other) {
    return new Model(id, other, model, keys, url, params, labels, promptCache, about);
  }

  /// Another model of the provider.
  public Model withModel(String other) {
    return new Model(id, provider, other, keys, url, params, labels, promptCache, about);
  }

  /// The same at another address; empty: at the provider's own.
  public Model withUrl(Optional<String> other) {
    return new Model(id, provider, model, keys, other, params, labels, promptCache, about);
  }

  /// The same with other members in every request.
  public Model withParams(Map<String, String> others) {
    return new Model(id, provider, model, keys, url, others, labels, promptCache, about);
  }

  /// The same with other labels.
  public Model withLabels(Map<String, String> others) {
    return new Model(id, provider, model, keys, url, params, others, promptCache, about);
  }

  /// The same with its prompts cached otherwise.
  public Model withPromptCache(PromptCache other) {
    return new Model(id, provider, model, keys, url, params, labels, other, about);
  }

  /// The key, or the first of several; empty: the provider's usual variable.
  public Optional<KeyRef> key() {
    return keys.isEmpty() ? Optional.empty() : Optional.of(keys.getFirst());
  }

  /// The same with other keys.
  public Model withKeys(List<KeyRef> others) {
    return new Model(id, provider, model, others, url, params, labels, promptCache, about);
  }

  /// The same once for each of its keys, in their order; only itself if it has no more than one.
  public List<Model> byKey() {
    return keys.size() < 2
        ? List.of(this)
        : keys.stream().map(each -> withKeys(List.of(each))).toList();
  }

  /// Whether a text is an address that calls can be sent to: http or https, a host, perhaps a port,
  /// a path and an `api-version`.
  public static boolean isAddress(String text) {
    try {
      URI uri = new URI(text);
      String scheme = String.valueOf(uri.getScheme());
      return (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))
          && uri.getHost() != null
          && uri.getPort() <= 65_535
          && uri.getRawUserInfo() == null
          && (uri.getRawQuery() == null || isVersion(uri.getRawQuery()))
          && uri.getRawFragment() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /// Whether a query names the version of an API, as Azure's addresses do, and nothing else.
  public static boolean isVersion(String query) {
    return VERSION.matcher(query).matches();
  }
}
