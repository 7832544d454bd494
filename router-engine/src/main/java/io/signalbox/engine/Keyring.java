package io.signalbox.engine;

import io.signalbox.engine.exchange.Surroundings;
import io.signalbox.engine.graph.KeyRef;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.plugin.Plugins;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.store.Store;
import io.signalbox.engine.upstream.HealthBoard;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/// Finds the key for a model. A provider's usual key is bound to the provider's own scheme, host
/// and port: a graph that names another address cannot have it sent there. Safe for threads.
final class Keyring {
  private final Plugins plugins;
  private final Function<String, Optional<String>> environment;
  private final Supplier<Store> store;
  private final Map<Model, Plan> plans = new ConcurrentHashMap<>();
  private final Map<Model, String> buckets = new ConcurrentHashMap<>();
  private final Map<String, Secret> sent = new ConcurrentHashMap<>();
  private final HealthBoard board;

  /// @param board is told of keys that have changed
  Keyring(
      Plugins plugins,
      Function<String, Optional<String>> environment,
      Supplier<Store> store,
      HealthBoard board) {
    this.board = board;
    this.plugins = plugins;
    this.environment = environment;
    this.store = store;
  }

  Surroundings.Key keyOf(Model model) {
    return switch (plans.computeIfAbsent(model, this::plan)) {
      case Plan.None none -> new Surroundings.Key.None();
      case Plan.Bound bound -> bound.missing();
      case Plan.Look look -> noted(find(look.reference(), model), model);
    };
  }

  /// A refused key rests, but one that was set anew in its place has not been tried.
  private Surroundings.Key noted(Surroundings.Key key, Model model) {
    if (key instanceof Surroundings.Key.Found found) {
      String name = place(model) + " " + keyName(model);
      var before = Optional.ofNullable(sent.put(name, found.secret()));
      if (before.isPresent() && !before.get().equals(found.secret())) {
        board.keyChanged(place(model), keyName(model));
      }
    }
    return key;
  }

  /// How a model's key is found; it never changes, so it is worked out once.
  private sealed interface Plan {
    record None() implements Plan {}

    record Bound(Surroundings.Key.Missing missing) implements Plan {}

    record Look(KeyRef reference) implements Plan {}
  }

  private Plan plan(Model model) {
    var provider = plugins.provider(model.provider());
    var reference =
        model.key().or(() -> provider.filter(p -> isAtHome(model, p)).flatMap(Keyring::usual));
    if (reference.isEmpty()) {
      return new Plan.None();
    }
    return ownerElsewhere(model, reference.get())
        .<Plan>map(owner -> new Plan.Bound(bound(reference.get(), owner)))
        .orElseGet(() -> new Plan.Look(reference.get()));
  }

  private static Optional<KeyRef> usual(Provider provider) {
    return provider.keyVariable().map(KeyRef.Env::new);
  }

  private Surroundings.Key find(KeyRef reference, Model model) {
    return switch (reference) {
      case KeyRef.Env env ->
          environment
              .apply(env.name())
              .filter(value -> !value.isBlank())
              .map(Secret::of)
              .or(() -> store.get().keys().get(env.name()))
              .<Surroundings.Key>map(Surroundings.Key.Found::new)
              .orElseGet(() -> missing(model, env.name()));
      case KeyRef.Vault vault ->
          store
              .get()
              .keys()
              .get(vault.name())
              .<Surroundings.Key>map(Surroundings.Key.Found::new)
              .orElseGet(() -> missing(model, vault.name()));
    };
  }

  private static Surroundings.Key missing(Model model, String name) {
    return new Surroundings.Key.Missing(
        "there is no key for "
            + model.provider()
            + ": set "
            + name
            + " in the environment, or run `signalbox keys set "
            + name
            + "`");
  }

  private static Surroundings.Key.Missing bound(KeyRef reference, Provider owner) {
    return new Surroundings.Key.Missing(
        reference.id()
            + " is the key of "
            + owner.name()
            + " and is sent only to "
            + origin(owner.baseUrl())
            + "; give this address a key under another name");
  }

  /// The provider whose usual key this is, if the model's address is not that provider's.
  private Optional<Provider> ownerElsewhere(Model model, KeyRef reference) {
    String name =
        switch (reference) {
          case KeyRef.Env env -> env.name();
          case KeyRef.Vault vault -> vault.name();
        };
    return plugins.providers().stream()
        .filter(provider -> provider.keyVariable().filter(name::equals).isPresent())
        .filter(provider -> !isAtHome(model, provider))
        .findFirst();
  }

  private boolean isAtHome(Model model, Provider provider) {
    String address =
        model
            .url()
            .or(() -> plugins.provider(model.provider()).map(Provider::baseUrl))
            .orElse(provider.baseUrl());
    String origin = origin(address);
    return !origin.isEmpty() && origin.equals(origin(provider.baseUrl()));
  }

  /// Scheme, host and port; empty if the text is no address.
  private static String origin(String address) {
    try {
      return origin(new URI(address));
    } catch (URISyntaxException e) {
      return "";
    }
  }

  private static String origin(URI uri) {
    int usual = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    return uri.getScheme()
        + "://"
        + uri.getHost()
        + ":"
        + (uri.getPort() < 0 ? usual : uri.getPort());
  }

  /// The name under which a model's health is kept: all models that share a rate limit share it.
  String bucket(Model model) {
    return buckets.computeIfAbsent(model, this::newBucket);
  }

  private String newBucket(Model model) {
    return HealthBoard.bucket(place(model), keyName(model), model.model());
  }

  private static String place(Model model) {
    return model.provider() + model.url().map(url -> "@" + url).orElse("");
  }

  private static String keyName(Model model) {
    return model.key().map(KeyRef::id).orElse("usual");
  }
}
