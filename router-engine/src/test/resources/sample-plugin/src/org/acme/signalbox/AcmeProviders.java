package org.acme.signalbox;

import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.ProviderPlugin;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A provider that speaks a dialect of its own.
public final class AcmeProviders implements ProviderPlugin {
  @Override
  public List<Provider> providers() {
    return List.of(
        new Provider(
            "acme",
            "Acme",
            System.getProperty("acme.url", "https://api.acme.example"),
            "acme-frames",
            Optional.of("ACME_KEY"),
            Set.of(),
            Provider.Reach.CLOUD,
            List.of()));
  }
}
