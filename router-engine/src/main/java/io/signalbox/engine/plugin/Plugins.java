package io.signalbox.engine.plugin;

import io.signalbox.engine.catalog.Catalog;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.ProviderPlugin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/// The plug-ins that were found, with all that they describe. Immutable, safe for threads.
public final class Plugins {
  private final Map<String, Provider> providers;
  private final Map<String, ConfigExporter> exporters;
  private final List<Problem> problems;
  private final Catalog catalog;

  private Plugins(
      Map<String, Provider> providers,
      Map<String, ConfigExporter> exporters,
      List<Problem> problems) {
    this.providers = Collections.unmodifiableMap(providers);
    this.exporters = Collections.unmodifiableMap(exporters);
    this.problems = List.copyOf(problems);
    this.catalog = new Catalog(cards(providers));
  }

  /// Looks for plug-ins on the class path.
  public static Plugins find() {
    var problems = new ArrayList<Problem>();
    var providers = new LinkedHashMap<String, Provider>();
    for (ProviderPlugin plugin : load(ProviderPlugin.class, problems)) {
      for (Provider provider : described(plugin, problems)) {
        keep(providers, provider.id(), provider, problems);
      }
    }
    var exporters = new LinkedHashMap<String, ConfigExporter>();
    for (ConfigExporter exporter : load(ConfigExporter.class, problems)) {
      keep(exporters, exporter.id(), exporter, problems);
    }
    return new Plugins(providers, exporters, problems);
  }

  private static <T> List<T> load(Class<T> service, List<Problem> problems) {
    var found = new ArrayList<T>();
    var loader = ServiceLoader.load(service).iterator();
    while (true) {
      try {
        if (!loader.hasNext()) {
          return found;
        }
        found.add(loader.next());
      } catch (ServiceConfigurationError broken) {
        problems.add(broken(service.getSimpleName(), broken));
      }
    }
  }

  private static List<Provider> described(ProviderPlugin plugin, List<Problem> problems) {
    try {
      return plugin.providers();
    } catch (RuntimeException broken) {
      problems.add(broken(plugin.getClass().getName(), broken));
      return List.of();
    }
  }

  private static <T> void keep(Map<String, T> all, String id, T value, List<Problem> problems) {
    if (all.putIfAbsent(id, value) != null) {
      problems.add(
          Problem.warning(
              "plugin-twice",
              "",
              "Two plug-ins describe " + id + "; the first one is used.",
              "Remove one of them."));
    }
  }

  private static Problem broken(String name, Throwable trouble) {
    return Problem.warning(
        "plugin-broken",
        "",
        "The plug-in " + name + " cannot be used: " + trouble.getMessage() + ".",
        "Remove or mend it.");
  }

  /// The cards of all providers. A simulated provider plays any model that somebody else has, so it
  /// gets a copy of every card that it has not itself.
  private static List<ModelCard> cards(Map<String, Provider> providers) {
    var cards = new ArrayList<ModelCard>();
    providers.values().forEach(provider -> cards.addAll(provider.models()));
    var played = new ArrayList<ModelCard>();
    for (Provider provider : providers.values()) {
      if (provider.reach() == Provider.Reach.SIMULATED) {
        cards.reversed().forEach(card -> played.add(card.of(provider.id())));
      }
    }
    played.addAll(cards);
    return played;
  }

  /// All providers, in the order in which they were found.
  public List<Provider> providers() {
    return List.copyOf(providers.values());
  }

  /// The provider with this id.
  public Optional<Provider> provider(String id) {
    return Optional.ofNullable(providers.get(id));
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

  /// What is wrong with plug-ins.
  public List<Problem> problems() {
    return problems;
  }

  /// Models of a graph whose provider nobody describes; those that are disabled need none.
  public List<Problem> check(RoutingGraph graph) {
    return graph.models().values().stream()
        .filter(model -> !model.provider().isEmpty() && !graph.isDisabled(model.id()))
        .filter(model -> !providers.containsKey(model.provider()))
        .map(this::unknownProvider)
        .toList();
  }

  private Problem unknownProvider(Model model) {
    return Problem.error(
        "unknown-provider",
        "models." + model.id() + ".provider",
        "There is no provider " + model.provider() + ".",
        "Use one of " + String.join(", ", providers.keySet()) + ".");
  }
}
