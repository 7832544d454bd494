package io.signalbox.engine;

import io.signalbox.engine.api.KeyPlace;
import io.signalbox.engine.catalog.Health;
import io.signalbox.engine.exchange.Egress;
import io.signalbox.engine.exchange.ExchangeContext;
import io.signalbox.engine.exchange.KeyConsent;
import io.signalbox.engine.graph.KeyRef;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.plugin.Plugins;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.store.Store;
import io.signalbox.engine.upstream.HealthBoard;
import io.signalbox.engine.upstream.ServerOrigin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/// Finds the key for a model; keys are read nowhere else, and here by [KeyValues]. A provider's
/// usual key is bound to the provider's own scheme, host and port. Any other key goes only to
/// servers that its owner has confirmed for it, and until then not even whether there is one is
/// looked at: graphs are files that people exchange. Safe for threads.
final class Keyring {
  /// Graphs are swapped while the program runs, so models come and go.
  private static final int MOST_PLANS = 10_000;

  /// The name of a provider's own key.
  private static final String USUAL = "usual";

  private final Plugins plugins;
  private final KeyValues values;
  private final Supplier<Store> store;
  private final Map<Model, Plan> plans = new ConcurrentHashMap<>();
  private final Map<Model, String> buckets = new ConcurrentHashMap<>();
  private final Map<String, Secret> sent = new ConcurrentHashMap<>();
  private final HealthBoard board;

  /// @param board is notified of keys that have changed
  Keyring(
      Plugins plugins,
      Function<String, Optional<String>> environment,
      Supplier<Store> store,
      HealthBoard board) {
    this.board = board;
    this.plugins = plugins;
    this.values =
        new KeyValues(
            plugins,
            environment,
            name -> store.get().keys().get(name),
            () -> store.get().keys().names());
    this.store = store;
  }

  /// The key that a model is called with, where consent cannot be given.
  ExchangeContext.Key keyOf(Model model) {
    return keyOf(model, KeyConsent.NONE);
  }

  /// The key that a model is called with.
  ///
  /// @param consent asked if it has not been confirmed for the model's server
  ExchangeContext.Key keyOf(Model model, KeyConsent consent) {
    return switch (planOf(model)) {
      case Plan.None none -> new ExchangeContext.Key.None();
      case Plan.Refused refused -> refused.missing();
      case Plan.Own own -> noted(found(own.key(), model), model);
      case Plan.Bound bound -> {
        boolean may = isConfirmed(bound) || (consent.given(bound.use()) && isConfirmed(bound));
        yield may
            ? noted(found(bound.key(), model), model)
            : new ExchangeContext.Key.Unconfirmed(KeyProblem.unconfirmed(bound.use()));
      }
    };
  }

  /// Where the requests of a graph go, with which keys; models that go nowhere are left out.
  ///
  /// @param confirmed whether a key may go to an origin
  List<Egress> egress(RoutingGraph graph, Confirmed confirmed) {
    return graph.models().values().stream()
        .filter(model -> !graph.isDisabled(model.id()))
        .flatMap(model -> model.byKey().stream())
        .map(this::use)
        .filter(use -> use.server().isPresent() || use.key().isPresent())
        .map(confirmed::judged)
        .toList();
  }

  /// Says what was confirmed.
  @FunctionalInterface
  interface Confirmed {
    boolean has(String key, String origin);

    private Egress judged(Egress use) {
      boolean now = use.standing() == Egress.Standing.UNCONFIRMED && has(name(use), origin(use));
      return now
          ? new Egress(
              use.model(), use.provider(), use.server(), use.key(), Egress.Standing.CONFIRMED)
          : use;
    }
  }

  private static String name(Egress use) {
    return use.key().map(KeyRef::name).orElseThrow();
  }

  private static String origin(Egress use) {
    return use.server().map(ServerOrigin::text).orElseThrow();
  }

  private boolean isConfirmed(Plan.Bound bound) {
    return store.get().bindings().has(bound.key().name(), bound.origin());
  }

  /// A refused key cools down, but one that was set anew in its place has not been tried.
  private ExchangeContext.Key noted(ExchangeContext.Key key, Model model) {
    if (key instanceof ExchangeContext.Key.Found found) {
      note(place(model), keyName(model), found.secret());
    }
    return key;
  }

  private void note(String place, String name, Secret secret) {
    var before = Optional.ofNullable(sent.put(place + " " + name, secret));
    if (before.isPresent() && !before.get().equals(secret)) {
      board.keyChanged(place, name);
    }
  }

  /// Why calls do without the usual key of a provider now, for a person; empty if they do not.
  Optional<String> troubleOf(Provider provider) {
    usual(provider).ifPresent(secret -> note(provider.id(), USUAL, secret));
    return board.keyTrouble(provider.id(), USUAL);
  }

  /// How a model's key is found; it never changes, so it is worked out once.
  private sealed interface Plan {
    record None() implements Plan {}

    record Refused(ExchangeContext.Key.Missing missing) implements Plan {}

    /// A provider's usual key sent to that provider.
    record Own(KeyRef key) implements Plan {}

    /// Any other key, which needs to be confirmed for the server.
    record Bound(KeyRef key, String origin, Egress use) implements Plan {}
  }

  private Plan planOf(Model model) {
    if (plans.size() > MOST_PLANS) {
      plans.clear();
    }
    return plans.computeIfAbsent(model, this::plan);
  }

  private Plan plan(Model model) {
    Egress use = use(model);
    return switch (use.standing()) {
      case NO_KEY -> new Plan.None();
      case OWN -> new Plan.Own(use.key().orElseThrow());
      case CONFIRMED, UNCONFIRMED -> new Plan.Bound(use.key().orElseThrow(), origin(use), use);
      case REFUSED -> new Plan.Refused(new ExchangeContext.Key.Missing(refusal(use)));
    };
  }

  private String refusal(Egress use) {
    return use.server().isEmpty()
        ? KeyProblem.noAddress(use)
        : KeyProblem.elsewhere(use, owners(name(use)).getFirst());
  }

  /// As it is before anybody confirms anything.
  private Egress use(Model model) {
    var provider = plugins.provider(model.provider());
    var server = address(model, provider).flatMap(ServerOrigin::of);
    var key = isPlayed(provider) ? Optional.<KeyRef>empty() : key(model, provider, server);
    return new Egress(
        model.id(),
        provider.map(Provider::name).orElse(model.provider()),
        isPlayed(provider) ? Optional.empty() : server,
        key,
        key.map(each -> standing(each, server)).orElse(Egress.Standing.NO_KEY));
  }

  private static boolean isPlayed(Optional<Provider> provider) {
    return provider.filter(each -> each.reach() == Provider.Reach.SIMULATED).isPresent();
  }

  private static Optional<String> address(Model model, Optional<Provider> provider) {
    return model.url().or(() -> provider.map(Provider::baseUrl));
  }

  private static Optional<KeyRef> key(
      Model model, Optional<Provider> provider, Optional<ServerOrigin> server) {
    return model
        .key()
        .or(() ->
            provider
                .filter(each -> isAtHome(each, server))
                .flatMap(Provider::keyVariable)
                .map(KeyRef.Env::new));
  }

  private Egress.Standing standing(KeyRef key, Optional<ServerOrigin> server) {
    List<Provider> owners = owners(key.name());
    if (server.isEmpty()) {
      return Egress.Standing.REFUSED;
    }
    if (owners.isEmpty()) {
      return Egress.Standing.UNCONFIRMED;
    }
    return owners.stream().anyMatch(each -> each.isUsual(key.name()) && isAtHome(each, server))
        ? Egress.Standing.OWN
        : Egress.Standing.REFUSED;
  }

  /// The providers whose usual key, or a part of it, has this name.
  List<Provider> owners(String key) {
    return plugins.providers().stream().filter(each -> each.owns(key)).toList();
  }

  private static boolean isAtHome(Provider provider, Optional<ServerOrigin> server) {
    return server.filter(each -> each.isOf(provider)).isPresent();
  }

  private ExchangeContext.Key found(KeyRef reference, Model model) {
    return values
        .of(reference)
        .<ExchangeContext.Key>map(ExchangeContext.Key.Found::new)
        .orElseGet(() ->
            new ExchangeContext.Key.Missing(
                KeyProblem.missing(
                    model.provider(),
                    reference.name(),
                    values.isPath(reference.name()),
                    values.parts(reference.name()))));
  }

  /// The usual key of a provider, to be sent to the provider's own address and nowhere else.
  Optional<Secret> usual(Provider provider) {
    return values.usual(provider);
  }

  /// Where the usual key of a provider is; the environment comes first.
  KeyPlace placeOf(Provider provider) {
    return values.placeOf(provider);
  }

  /// The name under which a model's health is kept: all models that share a rate limit share it.
  String bucket(Model model) {
    return buckets.computeIfAbsent(model, this::newBucket);
  }

  /// How a model does.
  ///
  /// @param model with the one key that it is called with
  Health health(Model model) {
    return board.health(bucket(model));
  }

  private String newBucket(Model model) {
    return HealthBoard.bucket(place(model), keyName(model), model.model());
  }

  private static String place(Model model) {
    return model.provider() + model.url().map(url -> "@" + url).orElse("");
  }

  private static String keyName(Model model) {
    return model.key().map(KeyRef::id).orElse(USUAL);
  }

  /// A variable of this process's environment.
  static Optional<String> environment(String name) {
    return Optional.ofNullable(System.getenv(name));
  }
}
