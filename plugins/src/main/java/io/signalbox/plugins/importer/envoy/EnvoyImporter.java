package io.signalbox.plugins.importer.envoy;

import io.signalbox.engine.spi.ConfigImporter;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.workspace.config.ConfigFile;
import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.FieldRows;
import io.signalbox.plugins.importer.GraphDraft;
import io.signalbox.plugins.importer.ProviderNames;
import java.util.List;
import java.util.Map;

/// The clusters and routes of Envoy's static bootstrap file as a graph; filters are not carried
/// over.
public final class EnvoyImporter implements ConfigImporter {
  private static final String ROUTES =
      "static_resources.listeners[].filter_chains[].filters[].typed_config.route_config"
          + ".virtual_hosts[].routes[]";

  private static final List<SourceField> FIELDS =
      FieldRows.of(
          """
          exact | static_resources.clusters[].name | Named by routes.
          exact | static_resources.clusters[].type, static_resources.clusters[].dns_lookup_family, static_resources.clusters[].respect_dns_ttl | Decides nothing: names are looked up for each connection.
          approximate | static_resources.clusters[].lb_policy | The measure of a balance; hash policies go by turns.
          exact | static_resources.clusters[].load_assignment | A model for each address, with the path that its routes have, else /v1.
          approximate | static_resources.clusters[].load_assignment.endpoints[].priority | A fallback; Envoy goes on by health and not after a failure.
          exact | static_resources.clusters[].load_assignment.endpoints[].lb_endpoints[].load_balancing_weight | A share of a split.
          exact | static_resources.clusters[].transport_socket | The address is https.
          approximate | static_resources.clusters[].cluster_type | A fallback over the clusters of an aggregate or composite one.
          approximate | static_resources.clusters[].outlier_detection, static_resources.clusters[].health_checks, static_resources.clusters[].circuit_breakers | Signalbox has circuit breakers with rules of its own.
          approximate | static_resources.clusters[].connect_timeout | Signalbox has a time to connect of its own.
          manual | static_resources.clusters[].typed_extension_protocol_options | Filters before a cluster, often its key: store it with `signalbox keys set`.
          unsupported | static_resources.clusters[] | A graph has no such setting.
          manual | ROUTES.match | A path or a condition that a graph does not see.
          exact | ROUTES.match.prefix, ROUTES.match.path, ROUTES.match.path_separated_prefix, ROUTES.match.safe_regex | Part of the models' url; where routes have one path, it is not looked at besides.
          exact | ROUTES.match.headers | A rule over headers.
          exact | ROUTES.name | Decides nothing.
          exact | ROUTES.route.cluster | The model, or the balance over the cluster's.
          exact | ROUTES.route.weighted_clusters | A split.
          approximate | ROUTES.route.timeout | The total of a fallback.
          approximate | ROUTES.route.retry_policy | Retries of a fallback, by class of failure; waits differ.
          manual | ROUTES.route.cluster_header | The client names the cluster: write a rule over the header for each.
          manual | ROUTES.route.request_mirror_policies | Put a mirror node before the model.
          manual | ROUTES.route.hedge_policy | Set hedge_after of a fallback.
          approximate | ROUTES.route.hash_policy | A stay node, or `sticky` of a split, does the like.
          exact | ROUTES.route.host_rewrite_literal, ROUTES.route.auto_host_rewrite, ROUTES.route.idle_timeout | Signalbox calls models at their own addresses.
          exact | ROUTES.route.prefix_rewrite | The path of the models' url.
          manual | ROUTES.route.regex_rewrite, ROUTES.route.path_rewrite_policy, ROUTES.route.path_rewrite | What servers get as the path: check the models' url.
          unsupported | ROUTES.route | A graph has no such setting.
          approximate | ROUTES.direct_response | A reject node, with a message of its own.
          unsupported | ROUTES.redirect | A graph sends no one elsewhere.
          manual | ROUTES.request_headers_to_add, ROUTES.request_headers_to_remove | Headers of providers are Signalbox's own; keys are stored with `signalbox keys set`.
          unsupported | ROUTES | A graph has no such setting.
          unsupported | static_resources.listeners[].filter_chains[].filters[].typed_config.http_filters | Code and filters are not carried over: write rules, limit, rewrite and cache nodes.
          manual | static_resources.listeners[].address | `signalbox serve --host HOST --port PORT`.
          unsupported | static_resources.listeners[] | Only routes are carried over.
          manual | static_resources.secrets | Store keys with `signalbox keys set`.
          exact | admin, node, stats_sinks, stats_config, layered_runtime, overload_manager, bootstrap_extensions | Decides nothing.
          unsupported | dynamic_resources | What another server sends to Envoy is not in the file.
          """
              .replace("ROUTES", ROUTES));

  /// For `ServiceLoader`.
  public EnvoyImporter() {}

  @Override
  public String id() {
    return "envoy";
  }

  @Override
  public String name() {
    return "a bootstrap file of Envoy";
  }

  @Override
  public boolean recognizes(ConfigFile file) {
    ConfigValue root = file.root();
    return root.at("static_resources", "listeners").isPresent()
        || root.at("static_resources", "clusters").isPresent();
  }

  @Override
  public List<SourceField> fields() {
    return FIELDS;
  }

  @Override
  public Import read(ConfigFile file, Map<String, Provider> providers) {
    var draft = new GraphDraft(file);
    var clusters = new Clusters(file.root(), draft, new ProviderNames(providers));
    String start = new HttpRoutes(file.root(), clusters, draft).start();
    draft.leftOut(
        file.root().at("static_resources", "clusters").stream()
            .flatMap(each -> each.list().stream()),
        "No route that was carried over leads to this cluster; it was left out.");
    return draft.done(draft.title(), start);
  }
}
