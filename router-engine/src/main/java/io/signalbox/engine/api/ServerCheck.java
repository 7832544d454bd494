package io.signalbox.engine.api;

import io.signalbox.engine.graph.KeyRef;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Place;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.BaseUrl;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.upstream.ServerOrigin;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Checks the servers of a graph's models: that a provider's own key is not meant for a server that
/// is not the provider's, and that an address looks like one that the provider's SDK takes.
final class ServerCheck {
  private ServerCheck() {}

  static List<Problem> problems(RoutingGraph graph, List<Provider> providers) {
    return graph.models().values().stream()
        .filter(model -> !graph.isDisabled(model.id()))
        .flatMap(model ->
            Stream.of(
                    foreignKeys(model, providers),
                    bareAddress(model, providers).stream(),
                    noAddress(model, providers).stream())
                .flatMap(each -> each))
        .toList();
  }

  private static Stream<Problem> foreignKeys(Model model, List<Provider> providers) {
    Place place = Place.model(model.id()).at("key");
    List<Model> byKey = model.byKey();
    return byKey.size() < 2
        ? foreignKey(model, providers, place).stream()
        : IntStream.range(0, byKey.size())
            .boxed()
            .flatMap(i -> foreignKey(byKey.get(i), providers, place.at(i)).stream());
  }

  /// The key of a provider goes to that provider's servers alone; with any other the first request
  /// would be refused.
  private static Optional<Problem> foreignKey(Model model, List<Provider> providers, Place at) {
    String key = model.key().map(KeyRef::name).orElse("");
    List<Provider> owners = providers.stream().filter(each -> each.owns(key)).toList();
    Optional<ServerOrigin> server =
        model
            .url()
            .or(() -> provider(model, providers).map(Provider::baseUrl))
            .flatMap(ServerOrigin::of);
    boolean own =
        owners.isEmpty() || server.isEmpty() || owners.stream().anyMatch(server.get()::isOf);
    return own ? Optional.empty() : Optional.of(foreignKey(at, owners.getFirst(), key, server));
  }

  private static Problem foreignKey(
      Place at, Provider owner, String key, Optional<ServerOrigin> server) {
    String host = server.map(ServerOrigin::text).orElse("another server");
    return Problem.of(ProblemCode.KEY_FOR_ANOTHER_SERVER, at)
        .with("key", key)
        .with("provider", owner.name())
        .with("host", host);
  }

  /// A provider at which each customer has an address of their own has none for all.
  private static Optional<Problem> noAddress(Model model, List<Provider> providers) {
    return provider(model, providers)
        .filter(each -> model.url().isEmpty() && each.isElsewhereForEach())
        .map(each ->
            Problem.of(ProblemCode.ADDRESS_OF_YOUR_OWN, Place.model(model.id()))
                .with("provider", each.name())
                .with("address", each.baseUrl()));
  }

  private static Optional<Problem> bareAddress(Model model, List<Provider> providers) {
    String usual =
        provider(model, providers).map(Provider::baseUrl).map(ServerCheck::path).orElse("");
    boolean bare = model.url().filter(url -> path(url).isEmpty()).isPresent();
    return bare && !usual.isEmpty()
        ? Optional.of(
            Problem.of(ProblemCode.ADDRESS_WITHOUT_PATH, Place.model(model.id()).at("url"))
                .with("path", usual)
                .with("address", BaseUrl.plain(model.url().get()) + usual))
        : Optional.empty();
  }

  private static String path(String address) {
    String plain = BaseUrl.plain(address).replaceAll("\\{[a-z]+}", "x");
    try {
      return Optional.ofNullable(URI.create(plain).getRawPath()).orElse("");
    } catch (IllegalArgumentException e) {
      return "/"; // what is no address is reported where it is read
    }
  }

  private static Optional<Provider> provider(Model model, List<Provider> providers) {
    return providers.stream().filter(each -> each.id().equals(model.provider())).findFirst();
  }
}
