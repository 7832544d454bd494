package io.signalbox.engine;

import io.signalbox.engine.api.KeyPlace;
import io.signalbox.engine.api.ModelKey;
import io.signalbox.engine.exchange.ExchangeContext;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.plugin.Plugins;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.ModelListing;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.upstream.LiveUpstream;
import io.signalbox.engine.upstream.local.ContextQuery;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// Finds out what can be used on this machine: which providers have a key, and what they answer
/// when they are asked for their models. A key never leaves it but to its own provider. Safe for
/// threads.
final class Discovery {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// A server on this machine answers at once, or not at all.
  private static final Duration LOCAL_PATIENCE = Duration.ofSeconds(3);

  private final Keyring keyring;
  private final Plugins plugins;
  private final Supplier<LiveUpstream> upstream;

  Discovery(Keyring keyring, Plugins plugins, Supplier<LiveUpstream> upstream) {
    this.keyring = keyring;
    this.plugins = plugins;
    this.upstream = upstream;
  }

  /// Where the usual key of a provider is; the environment comes first.
  KeyPlace keyOf(Provider provider) {
    return keyring.placeOf(provider);
  }

  /// Why calls do without the usual key of a provider now; empty if they do not.
  Optional<String> keyTrouble(Provider provider) {
    return keyring.troubleOf(provider);
  }

  /// Whether a model of a graph has the key that it needs, and may use it.
  ModelKey keyOf(Model model) {
    return isSimulated(model)
        ? ModelKey.NOT_NEEDED
        : switch (keyring.keyOf(model)) {
          case ExchangeContext.Key.Found found -> ModelKey.FOUND;
          case ExchangeContext.Key.None none -> ModelKey.NOT_NEEDED;
          case ExchangeContext.Key.Missing missing -> ModelKey.MISSING;
          case ExchangeContext.Key.Unconfirmed unconfirmed -> ModelKey.UNCONFIRMED;
        };
  }

  private boolean isSimulated(Model model) {
    return plugins
        .provider(model.provider())
        .filter(provider -> provider.reach() == Provider.Reach.SIMULATED)
        .isPresent();
  }

  /// Asks a provider at its own address for its models, with its usual key if there is one.
  ModelListing models(Provider provider) {
    return provider.isElsewhereForEach()
        ? new ModelListing.Unreachable("has another address for each customer, in the graph's url")
        : models(provider, provider.baseUrl(), keyring.usual(provider), PATIENCE);
  }

  /// Asks a server for its models, without any key.
  ///
  /// @param address the base address as its own SDK takes it, without a slash at the end
  ModelListing models(Provider provider, String address) {
    return models(provider, address, Optional.empty(), LOCAL_PATIENCE);
  }

  private ModelListing withContexts(ModelListing listing, Provider provider, String address) {
    return listing instanceof ModelListing.Listed listed
            && ContextQuery.KNOWN.contains(provider.id())
        ? new ModelListing.Listed(
            listed.models(),
            upstream.get().localContexts().contexts(provider.id(), address, listed.models()))
        : listing;
  }

  private ModelListing models(
      Provider provider, String address, Optional<Secret> key, Duration patience) {
    return plugins
        .providerDialect(provider.dialect())
        .map(dialect -> upstream.get().models(provider, dialect, address, key, patience))
        .map(listing -> withContexts(listing, provider, address))
        .orElseGet(() ->
            new ModelListing.Unreachable("needs a plug-in for the dialect " + provider.dialect()));
  }
}
