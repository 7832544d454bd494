package io.signalbox.engine.plugin;

import io.signalbox.engine.catalog.Catalog;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.providers.OwnProviders;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.ConfigImporter;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.ProviderDialect;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// The plug-ins that were found, with all that they describe. Unchangeable but for problems that
/// come to light late; safe for threads.
public final class Plugins {
  private final Map<String, Provider> providers;
  private final Map<String, ProviderDialect> providerDialects;
  private final Map<String, ClientDialect> clientDialects;
  private final Map<String, ConfigExporter> exporters;
  private final Map<String, ConfigImporter> importers;
  private final Map<String, Encoder> encoders;
  private final List<Problem> problems;
  private final Catalog catalog;

  private Plugins(PluginSearch search, OwnProviders own, List<Problem> problems) {
    this.providerDialects = Collections.unmodifiableMap(search.providerDialects());
    this.clientDialects = Collections.unmodifiableMap(search.clientDialects());
    this.providers = Collections.unmodifiableMap(search.providers(own, providerDialects));
    this.exporters = Collections.unmodifiableMap(search.exporters());
    this.importers = Collections.unmodifiableMap(search.importers());
    this.encoders = Collections.unmodifiableMap(search.encoders());
    this.problems = problems;
    this.catalog = catalog(providers);
  }

  /// Looks for plug-ins on the class path.
  public static Plugins find() {
    ClassLoader own = Thread.currentThread().getContextClassLoader();
    return find(
        own,
        new OwnProviders(List.of(), List.of()),
        provider -> List.of(),
        new CopyOnWriteArrayList<>());
  }

  /// Looks for plug-ins on the class path, and then in the jars of a directory, which need not
  /// exist.
  ///
  /// @param described the providers that the user has described; a plug-in's of the same id wins
  public static Plugins find(Path directory, OwnProviders described) {
    return find(directory, described, provider -> List.of());
  }

  /// The same with cards over those of the providers.
  ///
  /// @param kept a provider's id → its cards; asked when one of the provider's is first
  public static Plugins find(
      Path directory, OwnProviders described, Function<String, List<ModelCard>> kept) {
    var problems = new CopyOnWriteArrayList<>(described.problems());
    ClassLoader own = Thread.currentThread().getContextClassLoader();
    return find(PluginJars.loader(directory, own, problems), described, kept, problems);
  }

  private static Plugins find(
      ClassLoader loader,
      OwnProviders own,
      Function<String, List<ModelCard>> kept,
      List<Problem> problems) {
    return new Plugins(new PluginSearch(loader, kept, problems), own, problems);
  }

  /// A simulated provider plays any model that another provider has.
  private static Catalog catalog(Map<String, Provider> providers) {
    var cards = new LinkedHashMap<String, List<ModelCard>>();
    providers.forEach((id, provider) -> cards.put(id, provider.models()));
    List<String> players =
        providers.values().stream()
            .filter(each -> each.reach() == Provider.Reach.SIMULATED)
            .map(Provider::id)
            .toList();
    return Catalog.of(players, cards);
  }

  /// All providers, in the order in which they were found.
  public List<Provider> providers() {
    return List.copyOf(providers.values());
  }

  /// The provider with this id.
  public Optional<Provider> provider(String id) {
    return Optional.ofNullable(providers.get(id));
  }

  /// How providers are called in the dialect with this id.
  public Optional<ProviderDialect> providerDialect(String id) {
    return Optional.ofNullable(providerDialects.get(id));
  }

  /// The dialects that clients speak; the first one is that of clients who show no other.
  public List<ClientDialect> clientDialects() {
    return List.copyOf(clientDialects.values());
  }

  /// All models that are known.
  public Catalog catalog() {
    return catalog;
  }

  /// What is known of a graph's model.
  public ModelCard card(Model model) {
    return catalog.cardOf(model.provider(), model.model());
  }

  /// All exporters, in the order in which they were found.
  public List<ConfigExporter> exporters() {
    return List.copyOf(exporters.values());
  }

  /// The exporter with this id.
  public Optional<ConfigExporter> exporter(String id) {
    return Optional.ofNullable(exporters.get(id));
  }

  /// All importers, in the order in which they were found.
  public List<ConfigImporter> importers() {
    return List.copyOf(importers.values());
  }

  /// The importer with this id.
  public Optional<ConfigImporter> importer(String id) {
    return Optional.ofNullable(importers.get(id));
  }

  /// All encoders of texts, in the order in which they were found; none of them is loaded yet.
  public List<Encoder> encoders() {
    return List.copyOf(encoders.values());
  }

  /// The encoder of texts with this name.
  public Optional<Encoder> encoder(String name) {
    return Optional.ofNullable(encoders.get(name));
  }

  /// What is wrong with plug-ins, as far as they were looked at.
  public List<Problem> problems() {
    return List.copyOf(problems);
  }
}
