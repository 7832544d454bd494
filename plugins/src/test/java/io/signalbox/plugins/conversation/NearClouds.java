package io.signalbox.plugins.conversation;

import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.ProviderPlugin;
import io.signalbox.plugins.provider.ListedProviders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Azure OpenAI and Vertex AI, with their rules and the paths that they have, at a server of this
/// machine.
public final class NearClouds implements ProviderPlugin {
  /// Where each is below the server.
  static final Map<String, String> PATHS =
      Map.of("azure", "/openai/v1", "vertex", "/v1/projects/p/locations/l/publishers/google");

  /// Where the server is.
  static final AtomicReference<String> ADDRESS = new AtomicReference<>("http://127.0.0.1:9");

  @Override
  public List<Provider> providers() {
    return new ListedProviders()
        .providers().stream()
            .filter(preset -> PATHS.containsKey(preset.id()))
            .map(NearClouds::near)
            .toList();
  }

  private static Provider near(Provider preset) {
    String id = "near-" + preset.id();
    return new Provider(
        id,
        id,
        ADDRESS.get() + PATHS.get(preset.id()),
        preset.dialect(),
        Optional.empty(),
        Optional.empty(),
        preset.quirks(),
        preset.rules(),
        Provider.Reach.LOCAL,
        Optional.empty(),
        Provider.Access.USUAL,
        List.of(),
        preset.alsoSpeaks());
  }
}
