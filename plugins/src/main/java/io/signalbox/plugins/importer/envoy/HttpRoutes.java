package io.signalbox.plugins.importer.envoy;

import io.signalbox.engine.graph.SplitNode;
import io.signalbox.engine.spi.Grade;
import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.Durations;
import io.signalbox.plugins.importer.Fallbacks;
import io.signalbox.plugins.importer.GraphDraft;
import io.signalbox.plugins.importer.PathRoutes;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The routes of all HTTP connection managers, in their order. Belongs to one thread.
final class HttpRoutes {
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(15);
  private static final BigDecimal MOST_RETRIES = BigDecimal.TEN;

  private final ConfigValue root;
  private final Clusters clusters;
  private final GraphDraft draft;
  private final Fallbacks fallbacks;
  private boolean usual;

  HttpRoutes(ConfigValue root, Clusters clusters, GraphDraft draft) {
    this.root = root;
    this.clusters = clusters;
    this.draft = draft;
    this.fallbacks = new Fallbacks(draft);
  }

  String start() {
    var routes = new ArrayList<PathRoutes.Route>();
    root.at("static_resources", "listeners").map(ConfigValue::list).orElse(List.of()).stream()
        .flatMap(each -> below(each, "filter_chains"))
        .flatMap(each -> below(each, "filters"))
        .flatMap(each -> each.at("typed_config", "route_config").stream())
        .flatMap(each -> below(each, "virtual_hosts"))
        .flatMap(each -> below(each, "routes"))
        .forEach(each -> route(each).ifPresent(routes::add));
    if (usual) {
      draft.throughout(
          Grade.APPROXIMATE,
          "A route without a timeout has Envoy's own of 15 seconds; its fallback has that total.");
    }
    return new PathRoutes(draft).start(routes);
  }

  private static Stream<ConfigValue> below(ConfigValue value, String key) {
    return value.get(key).map(ConfigValue::list).orElse(List.of()).stream();
  }

  private Optional<PathRoutes.Route> route(ConfigValue route) {
    Optional<ConfigValue> match = route.get("match");
    Optional<ConfigValue> path =
        Stream.of("prefix", "path", "path_separated_prefix", "safe_regex")
            .flatMap(key -> match.flatMap(each -> each.get(key)).stream())
            .findFirst();
    Optional<String> to = target(route, base(route, path.flatMap(ConfigValue::asText)));
    if (to.isEmpty() || match.isEmpty()) {
      return Optional.empty();
    }
    String said = path.flatMap(each -> each.asText().or(() -> each.text("regex"))).orElse("/");
    return Optional.of(
        new PathRoutes.Route(
            said,
            said.equals("/"),
            HeaderMatchers.all(match.get(), draft),
            to.get(),
            path.orElse(match.get())));
  }

  /// The path of the addresses that a route calls; of a pattern OpenAI's own.
  private static String base(ConfigValue route, Optional<String> path) {
    Optional<String> rewrite = route.at("route", "prefix_rewrite").flatMap(ConfigValue::asText);
    boolean open = path.isEmpty() || route.at("route", "regex_rewrite").isPresent();
    if (open) {
      return "/v1";
    }
    return rewrite
        .map(each -> PathRoutes.base(path.get(), each))
        .orElseGet(() -> PathRoutes.base(path.get()));
  }

  private Optional<String> target(ConfigValue route, String base) {
    Optional<ConfigValue> refused = route.get("direct_response");
    if (refused.isPresent()) {
      int status =
          refused
              .flatMap(each -> each.get("status"))
              .flatMap(ConfigValue::asNumber)
              .map(BigDecimal::intValue)
              .orElse(404);
      return status < 400 || status > 599
          ? Optional.empty()
          : Optional.of(draft.reject("refused", status, "This route takes no requests."));
    }
    return route
        .get("route")
        .flatMap(action -> called(action, base).map(to -> limited(action, to)));
  }

  private Optional<String> called(ConfigValue action, String base) {
    Optional<ConfigValue> one = action.get("cluster");
    if (one.isPresent()) {
      return one.flatMap(ConfigValue::asText)
          .flatMap(name -> clusters.target(name, base, one.get()));
    }
    var shares = new ArrayList<SplitNode.Share>();
    List<ConfigValue> weighted =
        action.at("weighted_clusters", "clusters").map(ConfigValue::list).orElse(List.of());
    for (ConfigValue each : weighted) {
      BigDecimal weight = each.get("weight").flatMap(ConfigValue::asNumber).orElse(BigDecimal.ZERO);
      each.text("name")
          .flatMap(name -> clusters.target(name, base, each.get("name").orElse(each)))
          .filter(to -> weight.signum() > 0)
          .ifPresent(to -> shares.add(new SplitNode.Share(to, weight)));
    }
    return shares.isEmpty()
        ? Optional.empty()
        : Optional.of(draft.split("weighted", shares, sticky(action)));
  }

  private static SplitNode.Sticky sticky(ConfigValue action) {
    boolean hashed =
        action
            .at("weighted_clusters", "use_hash_policy")
            .flatMap(ConfigValue::asTruth)
            .orElse(false);
    return hashed ? SplitNode.Sticky.USER : SplitNode.Sticky.REQUEST;
  }

  private String limited(ConfigValue action, String to) {
    Optional<ConfigValue> policy = action.get("retry_policy");
    int retries =
        policy
            .map(each ->
                each.get("num_retries").flatMap(ConfigValue::asNumber).orElse(BigDecimal.ONE))
            .orElse(BigDecimal.ZERO)
            .max(BigDecimal.ZERO)
            .min(MOST_RETRIES)
            .intValue();
    Optional<ConfigValue> timeout = action.get("timeout");
    usual |= timeout.isEmpty();
    Optional<Duration> total =
        timeout.isEmpty()
            ? Optional.of(USUAL_TIMEOUT)
            : timeout.flatMap(ConfigValue::asText).flatMap(HttpRoutes::duration);
    var limits = new Fallbacks.Limits(retries, Optional.empty(), total);
    var on = RetryClasses.of(policy);
    return fallbacks.over("route", List.of(to), on, limits, policy.orElse(action));
  }

  /// A duration as protocol buffers write it in JSON: seconds with an `s`. None: no limit.
  private static Optional<Duration> duration(String text) {
    return text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?s")
        ? Durations.seconds(new BigDecimal(text.substring(0, text.length() - 1)))
        : Optional.empty();
  }
}
