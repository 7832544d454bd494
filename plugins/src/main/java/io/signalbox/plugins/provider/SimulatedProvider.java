package io.signalbox.plugins.provider;

import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.ProviderPlugin;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The built-in provider that answers offline. It plays every model that another provider has, with
/// that model's price and speed; its address is one that can never exist (RFC 2606).
public final class SimulatedProvider implements ProviderPlugin {
  @Override
  public List<Provider> providers() {
    return List.of(
        new Provider(
            Provider.SIMULATED,
            "Simulated",
            "http://simulated.invalid/v1",
            "openai",
            Optional.empty(),
            Set.of(),
            Provider.Reach.SIMULATED,
            List.of()));
  }
}
