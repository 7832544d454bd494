package io.signalbox.app.backend;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.catalog.Catalog;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.Provider;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the workbench knows beyond the graph: providers with their models and prices, and the
/// engine. Immutable.
///
/// @param exporters what graphs can be turned into
public record Installation(
    List<Provider> providers, Catalog catalog, List<ConfigExporter> exporters, Engine engine) {
  public Installation {
    providers = List.copyOf(providers);
    exporters = List.copyOf(exporters);
  }

  /// What the engine has found.
  public static Installation of(Engine engine) {
    return new Installation(engine.providers(), engine.catalog(), engine.exporters(), engine);
  }

  /// Only these providers and nothing to export to.
  public static Installation of(List<Provider> providers, Engine engine) {
    List<ModelCard> cards = providers.stream().flatMap(each -> each.models().stream()).toList();
    return new Installation(providers, new Catalog(cards), List.of(), engine);
  }

  /// How people call a provider.
  public String providerName(String id) {
    return providers.stream()
        .filter(each -> each.id().equals(id))
        .map(Provider::name)
        .findFirst()
        .orElse(id);
  }

  /// The servers on this machine with their ports, for people: `Ollama 11434, vLLM 8000`.
  public String localServers() {
    return localServers(providers);
  }

  /// The same of some providers.
  public static String localServers(List<Provider> providers) {
    return providers.stream()
        .filter(each -> each.reach() == Provider.Reach.LOCAL)
        .map(each -> each.name() + " " + URI.create(each.baseUrl()).getPort())
        .collect(Collectors.joining(", "));
  }

  /// The day of the newest price.
  public Optional<LocalDate> pricesOf() {
    return catalog.cards().stream()
        .flatMap(card -> card.price().stream())
        .map(price -> price.asOf())
        .max(LocalDate::compareTo);
  }
}
