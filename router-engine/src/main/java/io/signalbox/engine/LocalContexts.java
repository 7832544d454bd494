package io.signalbox.engine;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.Provider;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/// The contexts with which servers of this machine run their models, which are asked when a graph
/// is served and again, beside the requests, when an answer has become old: a server may be started
/// anew with another context. Safe for threads.
final class LocalContexts {
  private static final String LATEST = ":latest";
  private static final Duration YOUNG = Duration.ofMinutes(2);

  private final Function<String, Optional<Provider>> providers;
  private final Set<String> askable;
  private final Query query;
  private final Consumer<Runnable> background;
  private final InstantSource clock;
  private final Map<Server, Known> known = new ConcurrentHashMap<>();

  /// Asks a server.
  @FunctionalInterface
  interface Query {
    /// The contexts in tokens of some models, by their names, as far as they are known.
    Map<String, Long> contexts(String provider, String address, List<String> models);
  }

  private record Server(String provider, String address) {}

  private record Known(Map<String, Long> contexts, List<String> models, Instant at) {}

  /// @param providers by id
  /// @param askable the ids of providers that can be asked
  /// @param background runs what nobody waits for
  LocalContexts(
      Function<String, Optional<Provider>> providers,
      Set<String> askable,
      Query query,
      Consumer<Runnable> background,
      InstantSource clock) {
    this.providers = providers;
    this.askable = askable;
    this.query = query;
    this.background = background;
    this.clock = clock;
  }

  /// A model's card with the context that its server gives it; the same card of all that do not run
  /// here, or of which nothing is known yet.
  ModelCard over(Model model, ModelCard card) {
    Optional<Server> server = server(model);
    if (server.isEmpty()) {
      return card;
    }
    Optional<Known> told = Optional.ofNullable(known.get(server.get()));
    told.filter(this::isOld).ifPresent(old -> again(server.get(), old));
    return told.flatMap(each -> context(each, model.model())).map(card::withContext).orElse(card);
  }

  private static Optional<Long> context(Known told, String model) {
    return Optional.ofNullable(told.contexts().get(model))
        .or(() -> Optional.ofNullable(told.contexts().get(untagged(model))));
  }

  private static String untagged(String model) {
    return model.endsWith(LATEST) ? model.substring(0, model.length() - LATEST.length()) : model;
  }

  private boolean isOld(Known told) {
    return Duration.between(told.at(), clock.instant()).abs().compareTo(YOUNG) > 0;
  }

  /// One of all that see that it is old asks again.
  private void again(Server server, Known old) {
    var now = new Known(old.contexts(), old.models(), clock.instant());
    if (known.replace(server, old, now)) {
      background.accept(() -> ask(server, old.models()));
    }
  }

  /// Asks all servers of a graph.
  void look(RoutingGraph graph) {
    Map<Server, List<String>> models = new LinkedHashMap<>();
    graph
        .models()
        .values()
        .forEach(model ->
            server(model)
                .ifPresent(server ->
                    models.computeIfAbsent(server, any -> new ArrayList<>()).add(model.model())));
    models.forEach(this::ask);
  }

  private void ask(Server server, List<String> models) {
    var all = new LinkedHashSet<>(models);
    Optional.ofNullable(known.get(server)).ifPresent(before -> all.addAll(before.models()));
    List<String> asked = List.copyOf(all);
    Map<String, Long> contexts = query.contexts(server.provider(), server.address(), asked);
    known.put(server, new Known(Map.copyOf(contexts), asked, clock.instant()));
  }

  private Optional<Server> server(Model model) {
    if (!askable.contains(model.provider())) {
      return Optional.empty();
    }
    return providers
        .apply(model.provider())
        .filter(provider -> provider.reach() == Provider.Reach.LOCAL)
        .map(provider -> new Server(provider.id(), model.url().orElse(provider.baseUrl())));
  }
}
