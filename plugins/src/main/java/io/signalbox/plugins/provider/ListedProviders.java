package io.signalbox.plugins.provider;

import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.ProviderPlugin;
import java.util.List;

/// The providers that come with Signalbox: companies that sell calls, relays that pass calls on
/// under one key, and servers on the user's own machine. Their rows are in `providers.txt`, each
/// with its source; their models are in `models.json`.
public final class ListedProviders implements ProviderPlugin {
  @Override
  public List<Provider> providers() {
    var models = ModelList.shipped();
    return ProviderTable.shipped().stream().map(row -> row.provider(models.of(row.id()))).toList();
  }
}
