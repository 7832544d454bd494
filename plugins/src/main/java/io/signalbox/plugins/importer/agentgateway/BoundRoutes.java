package io.signalbox.plugins.importer.agentgateway;

import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.SplitNode;
import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.Fallbacks;
import io.signalbox.plugins.importer.GraphDraft;
import io.signalbox.plugins.importer.PathRoutes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The routes of `binds` that lead to models. Belongs to one thread.
final class BoundRoutes {
  private final ConfigValue root;
  private final Leaves leaves;
  private final GraphDraft draft;
  private final Fallbacks fallbacks;
  private final Map<String, ConfigValue> backends = new HashMap<>();
  private final Map<String, String> made = new HashMap<>();

  BoundRoutes(ConfigValue root, Leaves leaves, GraphDraft draft) {
    this.root = root;
    this.leaves = leaves;
    this.draft = draft;
    this.fallbacks = new Fallbacks(draft);
    list(root, "backends").forEach(each -> each.text("name").ifPresent(n -> backends.put(n, each)));
  }

  private static List<ConfigValue> list(ConfigValue value, String key) {
    return value.get(key).map(ConfigValue::list).orElse(List.of());
  }

  String start() {
    List<ConfigValue> all =
        Stream.concat(
                list(root, "binds").stream()
                    .flatMap(bind -> list(bind, "listeners").stream())
                    .flatMap(listener -> list(listener, "routes").stream()),
                list(root, "routes").stream())
            .toList();
    return ChosenRoutes.of(root, all)
        .flatMap(chosen -> chosen.start(all, this::target, draft))
        .orElseGet(() -> byPath(all));
  }

  private String byPath(List<ConfigValue> all) {
    var routes = new ArrayList<PathRoutes.Route>();
    all.forEach(route -> routes(route).forEach(routes::add));
    return new PathRoutes(draft).start(routes);
  }

  private Stream<PathRoutes.Route> routes(ConfigValue route) {
    Optional<String> to = target(route);
    to.ifPresent(each -> draft.became(route, each));
    List<ConfigValue> matches = list(route, "matches");
    return to.stream()
        .flatMap(target ->
            matches.isEmpty()
                ? Stream.of(route(route, Optional.empty(), target))
                : matches.stream().map(each -> route(each, Optional.of(each), target)));
  }

  private PathRoutes.Route route(ConfigValue at, Optional<ConfigValue> match, String to) {
    Optional<ConfigValue> path = match.flatMap(each -> each.get("path"));
    String said =
        path.stream()
            .flatMap(each -> each.map().values().stream())
            .flatMap(each -> each.asText().stream())
            .findFirst()
            .orElse("/");
    match.ifPresent(each ->
        Stream.of("method", "query")
            .flatMap(key -> each.get(key).stream())
            .forEach(
                part -> draft.manual(part, "A graph does not see this of a request; left out.")));
    Optional<String> when = match.flatMap(each -> Matches.headers(each, draft));
    return new PathRoutes.Route(said, said.equals("/"), when, to, path.orElse(at));
  }

  private Optional<String> target(ConfigValue route) {
    var policies = RoutePolicies.of(route, draft);
    String name = route.text("name").orElse("backends");
    return policies
        .refusal(name)
        .or(() -> backends(route, name, policies))
        .map(to -> policies.limited(name, to));
  }

  private Optional<String> backends(ConfigValue route, String name, RoutePolicies policies) {
    var shares = new ArrayList<SplitNode.Share>();
    for (ConfigValue backend : list(route, "backends")) {
      BigDecimal weight =
          backend.get("weight").flatMap(ConfigValue::asNumber).orElse(BigDecimal.ONE);
      Optional<ConfigValue> key =
          key(backend).or(() -> key(route)).or(() -> named(backend).flatMap(BoundRoutes::key));
      backend(backend, key, policies)
          .filter(to -> weight.signum() > 0)
          .ifPresent(to -> shares.add(new SplitNode.Share(to, weight)));
    }
    return shares.isEmpty()
        ? Optional.empty()
        : Optional.of(draft.split(name, shares, SplitNode.Sticky.REQUEST));
  }

  private static Optional<ConfigValue> key(ConfigValue holder) {
    Optional<ConfigValue> key = holder.at("policies", "backendAuth", "key");
    return key.flatMap(each -> each.get("value"))
        .or(() -> key)
        .filter(each -> each.map().isEmpty());
  }

  private Optional<ConfigValue> named(ConfigValue backend) {
    return backend.text("backend").flatMap(name -> Optional.ofNullable(backends.get(name)));
  }

  private Optional<String> backend(
      ConfigValue backend, Optional<ConfigValue> key, RoutePolicies policies) {
    Optional<String> name = backend.text("backend");
    if (name.isPresent()) {
      Optional<ConfigValue> entry = named(backend);
      entry
          .filter(each -> !made.containsKey(name.get()))
          .flatMap(each -> called(each, key, policies))
          .ifPresent(to -> made.put(name.get(), to));
      return Optional.ofNullable(made.get(name.get()));
    }
    return called(backend, key, policies);
  }

  private Optional<String> called(
      ConfigValue backend, Optional<ConfigValue> key, RoutePolicies policies) {
    Optional<ConfigValue> ai = backend.get("ai");
    if (ai.isEmpty()) {
      return backend.get("host").map(host -> leaves.host(host, key));
    }
    List<ConfigValue> groups = list(ai.get(), "groups");
    if (groups.isEmpty()) {
      return Optional.of(leaves.provider(ai.get(), key(ai.get()).or(() -> key)));
    }
    List<String> to =
        groups.stream()
            .map(group -> pool(list(group, "providers"), key))
            .flatMap(Optional::stream)
            .toList();
    return to.isEmpty()
        ? Optional.empty()
        : Optional.of(
            fallbacks.over("failover", to, policies.on(), policies.limits(), groups.getLast()));
  }

  private Optional<String> pool(List<ConfigValue> providers, Optional<ConfigValue> key) {
    List<String> models =
        providers.stream().map(each -> leaves.provider(each, key(each).or(() -> key))).toList();
    return models.size() < 2
        ? models.stream().findFirst()
        : Optional.of(
            draft.add(
                new BalanceNode(
                    draft.id("pool"),
                    About.NOTHING,
                    models,
                    BalanceNode.Measure.LATENCY,
                    BalanceNode.Where.ANY)));
  }
}
