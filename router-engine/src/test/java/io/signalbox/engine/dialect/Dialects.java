package io.signalbox.engine.dialect;

import io.signalbox.engine.plugin.Plugins;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ProviderDialect;
import java.util.List;
import java.util.Optional;

/// The dialects that the engine brings, as it finds them.
public final class Dialects {
  private static final Plugins PLUGINS = Plugins.find();

  private Dialects() {}

  public static List<ClientDialect> clients() {
    return PLUGINS.clientDialects();
  }

  public static ClientDialect client(String id) {
    return clients().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
  }

  public static Optional<ProviderDialect> of(String id) {
    return PLUGINS.providerDialect(id);
  }

  public static ProviderDialect provider(String id) {
    return of(id).orElseThrow();
  }

  /// Those that providers speak.
  public static List<ProviderDialect> providers() {
    return List.of("openai", "responses", "anthropic", "gemini", "bedrock", "cohere").stream()
        .map(Dialects::provider)
        .toList();
  }
}
