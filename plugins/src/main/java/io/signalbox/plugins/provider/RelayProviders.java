package io.signalbox.plugins.provider;

import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.ProviderPlugin;
import java.util.List;
import java.util.stream.Stream;

/// The relays that pass calls on to many companies' models under one key.
public final class RelayProviders implements ProviderPlugin {
  @Override
  public List<Provider> providers() {
    var models = ModelList.shipped();
    return Stream.of(
            Preset.cloud(
                    "openrouter",
                    "OpenRouter",
                    "https://openrouter.ai/api/v1",
                    "OPENROUTER_API_KEY")
                .checkedAt("/key"),
            Preset.cloud("tokenmix", "TokenMix", "https://api.tokenmix.ai/v1", "TOKENMIX_API_KEY"))
        .map(preset -> preset.provider(models))
        .toList();
  }
}
