package io.signalbox.plugins.export;

import static io.signalbox.plugins.export.DecisionTable.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Envoy's static configuration. Nothing that a person named goes into it: only checked addresses
/// and numbers.
final class EnvoyBootstrap {
  private static final String TYPE = "@type";
  private static final String EXTENSIONS = "type.googleapis.com/envoy.extensions.";
  private static final int MOST_BYTES = 32 << 20;

  private final List<Address> addresses;
  private final List<String> origins;

  EnvoyBootstrap(List<Address> addresses) {
    this.addresses = addresses;
    this.origins = addresses.stream().map(EnvoyBootstrap::origin).distinct().toList();
  }

  private static String origin(Address address) {
    return address.url().getScheme() + "://" + address.host() + ":" + address.port();
  }

  private String cluster(Address address) {
    return "sb_" + origins.indexOf(origin(address));
  }

  /// Where a model is, for the script.
  Map<String, Object> place(int model) {
    Address address = addresses.get(model);
    return map(
        "cluster",
        cluster(address),
        "path",
        address.url().getRawPath() + "/chat/completions",
        "authority",
        address.url().getRawAuthority());
  }

  Map<String, Object> whole() {
    var clusters = new ArrayList<Map<String, Object>>();
    for (String origin : origins) {
      addresses.stream()
          .filter(address -> origin(address).equals(origin))
          .findFirst()
          .ifPresent(address -> clusters.add(clusterOf(address)));
    }
    return map("static_resources", map("listeners", List.of(listener()), "clusters", clusters));
  }

  private Map<String, Object> listener() {
    var connections =
        map(
            TYPE,
            EXTENSIONS + "filters.network.http_connection_manager.v3.HttpConnectionManager",
            "stat_prefix",
            "signalbox",
            "generate_request_id",
            true,
            "stream_idle_timeout",
            "600s",
            "route_config",
            map("virtual_hosts", List.of(host())),
            "http_filters",
            List.of(lua(), router()));
    return map(
        "name",
        "signalbox",
        "address",
        socket("127.0.0.1", 10000),
        "per_connection_buffer_limit_bytes",
        MOST_BYTES,
        "filter_chains",
        List.of(
            map(
                "filters",
                List.of(
                    map(
                        "name",
                        "envoy.filters.network.http_connection_manager",
                        "typed_config",
                        connections)))));
  }

  private static Map<String, Object> lua() {
    return map(
        "name",
        "envoy.filters.http.lua",
        "typed_config",
        map(
            TYPE,
            EXTENSIONS + "filters.http.lua.v3.Lua",
            "default_source_code",
            map("filename", "signalbox.lua")));
  }

  private static Map<String, Object> router() {
    return map(
        "name",
        "envoy.filters.http.router",
        "typed_config",
        map(TYPE, EXTENSIONS + "filters.http.router.v3.Router"));
  }

  private Map<String, Object> host() {
    var routes = new ArrayList<Map<String, Object>>();
    for (int model = 0; model < addresses.size(); model++) {
      Address address = addresses.get(model);
      routes.add(
          map(
              "match",
              map(
                  "prefix",
                  "/",
                  "headers",
                  List.of(
                      map(
                          "name",
                          "x-signalbox-model",
                          "string_match",
                          map("exact", String.valueOf(model))))),
              "route",
              map(
                  "cluster",
                  cluster(address),
                  "host_rewrite_literal",
                  address.url().getRawAuthority(),
                  "timeout",
                  "0s"),
              "request_headers_to_remove",
              List.of("x-signalbox-model", "x-forwarded-proto")));
    }
    routes.add(map("match", map("prefix", "/"), "direct_response", map("status", 404)));
    return map("name", "signalbox", "domains", List.of("*"), "routes", routes);
  }

  private static Map<String, Object> socket(String host, int port) {
    return map("socket_address", map("address", host, "port_value", port));
  }

  private Map<String, Object> clusterOf(Address address) {
    String name = cluster(address);
    String host = address.host().replaceAll("^\\[|]$", "");
    var cluster =
        map(
            "name",
            name,
            "type",
            host.matches("[0-9.]+|.*:.*") ? "STATIC" : "STRICT_DNS",
            "connect_timeout",
            "5s",
            "per_connection_buffer_limit_bytes",
            MOST_BYTES,
            "load_assignment",
            map(
                "cluster_name",
                name,
                "endpoints",
                List.of(
                    map(
                        "lb_endpoints",
                        List.of(map("endpoint", map("address", socket(host, address.port()))))))));
    if (address.url().getScheme().equals("https")) {
      cluster.put("transport_socket", tls(host));
    }
    return cluster;
  }

  private static Map<String, Object> tls(String host) {
    return map(
        "name",
        "envoy.transport_sockets.tls",
        "typed_config",
        map(
            TYPE,
            EXTENSIONS + "transport_sockets.tls.v3.UpstreamTlsContext",
            "sni",
            host,
            "auto_sni_san_validation",
            true,
            "common_tls_context",
            map(
                "validation_context",
                map("trusted_ca", map("filename", "/etc/ssl/certs/ca-certificates.crt")))));
  }
}
