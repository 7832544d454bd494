package io.signalbox.engine.plugin;

import static java.util.stream.Collectors.joining;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.ModelCards;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.providers.OwnProviders;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ClientRoute;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.ConfigImporter;
import io.signalbox.engine.spi.EncoderPlugin;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.ProviderDialect;
import io.signalbox.engine.spi.ProviderPlugin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;

/// Looks for plug-ins and reads what each describes. A failure becomes a problem that names the
/// plug-in. For one thread.
final class PluginSearch {
  private final ClassLoader loader;
  private final Function<String, List<ModelCard>> kept;
  private final List<Problem> problems;
  private final Map<String, String> routes = new LinkedHashMap<>();

  /// @param loader of the plug-ins
  /// @param kept a provider's id → cards over its own; asked when one of its cards is first
  /// @param problems found so far; more are added, those of late reading from any thread
  PluginSearch(ClassLoader loader, Function<String, List<ModelCard>> kept, List<Problem> problems) {
    this.loader = loader;
    this.kept = kept;
    this.problems = problems;
  }

  /// @param own those that the user has described
  Map<String, Provider> providers(OwnProviders own, Map<String, ProviderDialect> dialects) {
    var providers = new LinkedHashMap<String, Provider>();
    for (ProviderPlugin plugin : load(ProviderPlugin.class)) {
      asked(plugin, ProviderPlugin::providers, List.<Provider>of())
          .forEach(provider -> add(providers, provider, dialects));
    }
    own.providers().forEach(provider -> add(providers, provider, dialects));
    return providers;
  }

  private void add(
      Map<String, Provider> providers, Provider provider, Map<String, ProviderDialect> dialects) {
    keep(providers, provider.id(), provider.with(guarded(provider)));
    if (!dialects.containsKey(provider.dialect())) {
      problems.add(unknownDialect(provider, dialects));
    }
  }

  /// Its models, which may be read late: what is wrong with them is a problem then.
  private ModelCards guarded(Provider provider) {
    List<ModelCard> own =
        ModelCards.lazily(() ->
            asked(
                provider, Provider::id, each -> List.copyOf(each.models()), List.<ModelCard>of()));
    return ModelCards.overlaid(
        own,
        () ->
            asked(kept, each -> "models", each -> each.apply(provider.id()), List.<ModelCard>of()));
  }

  Map<String, ProviderDialect> providerDialects() {
    return byId(ProviderDialect.class, ProviderDialect::id);
  }

  Map<String, ConfigExporter> exporters() {
    return byId(ConfigExporter.class, ConfigExporter::id);
  }

  Map<String, ConfigImporter> importers() {
    return byId(ConfigImporter.class, ConfigImporter::id);
  }

  Map<String, Encoder> encoders() {
    var encoders = new LinkedHashMap<String, Encoder>();
    for (Map.Entry<String, EncoderPlugin> each :
        byId(EncoderPlugin.class, EncoderPlugin::name).entrySet()) {
      String title = asked(each.getValue(), EncoderPlugin::title, each.getKey());
      encoders.put(each.getKey(), new Encoder(each.getKey(), title, each.getValue()));
    }
    return encoders;
  }

  Map<String, ClientDialect> clientDialects() {
    var dialects = byId(ClientDialect.class, ClientDialect::id);
    dialects.values().removeIf(dialect -> !hasRoutes(dialect));
    return dialects;
  }

  /// Whether its routes can be had; those that another dialect has already are a problem.
  private boolean hasRoutes(ClientDialect dialect) {
    List<ClientRoute> all = asked(dialect, ClientDialect::routes, List.<ClientRoute>of());
    for (ClientRoute route : all) {
      String address = route.method() + " " + route.path();
      boolean taken = routes.putIfAbsent(address, dialect.id()) != null;
      if (taken && !route.isShared()) {
        problems.add(twice(address));
      }
    }
    return !all.isEmpty();
  }

  private <T> Map<String, T> byId(Class<T> service, Function<T, String> id) {
    var all = new LinkedHashMap<String, T>();
    for (T each : load(service)) {
      String name = asked(each, id, "");
      if (!name.isEmpty()) {
        keep(all, name, each);
      }
    }
    return all;
  }

  private <T> List<T> load(Class<T> service) {
    var found = new ArrayList<T>();
    var all = ServiceLoader.load(service, loader).iterator();
    while (true) {
      try {
        if (!all.hasNext()) {
          return found;
        }
        found.add(all.next());
      } catch (ServiceConfigurationError | LinkageError broken) {
        problems.add(broken(service.getSimpleName(), broken));
      }
    }
  }

  private <P, T> T asked(P plugin, Function<P, T> question, T nothing) {
    return asked(plugin, each -> each.getClass().getName(), question, nothing);
  }

  private <P, T> T asked(P asked, Function<P, String> name, Function<P, T> question, T nothing) {
    try {
      return question.apply(asked);
    } catch (RuntimeException | LinkageError broken) {
      problems.add(broken(name.apply(asked), broken));
      return nothing;
    }
  }

  private <T> void keep(Map<String, T> all, String id, T value) {
    if (all.putIfAbsent(id, value) != null) {
      problems.add(twice(id));
    }
  }

  private static Problem twice(String what) {
    return Problem.of(ProblemCode.PLUGIN_TWICE).with("id", what);
  }

  static Problem broken(String name, Throwable trouble) {
    return Problem.of(ProblemCode.PLUGIN_BROKEN)
        .with("id", name)
        .with("reason", String.valueOf(trouble.getMessage()));
  }

  private static Problem unknownDialect(Provider provider, Map<String, ProviderDialect> dialects) {
    return Problem.of(ProblemCode.UNKNOWN_DIALECT)
        .with("id", provider.id())
        .with("dialect", provider.dialect())
        .with(
            "dialects",
            dialects.values().stream()
                .filter(ProviderDialect::isOfConversations)
                .map(ProviderDialect::id)
                .collect(joining(", ")));
  }
}
