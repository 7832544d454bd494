package io.signalbox.plugins.provider;

import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.ProviderPlugin;
import java.util.List;

/// The providers that come with Signalbox: companies that sell calls, relays that pass calls on
/// under one key, and servers on the user's own machine. Their rows are in `providers.txt`, each
/// with its source; their models are in files of their own ([ModelList]).
public final class ListedProviders implements ProviderPlugin {
  @Override
  public List<Provider> providers() {
    return ProviderTable.shipped().stream()
        .map(row -> row.provider(ModelList.of(row.id())))
        .toList();
  }
}
