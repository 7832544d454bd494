package io.signalbox.engine.cli.bench;

import io.signalbox.engine.api.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// An Envoy of our own with two workers and a fixed route, which looks into no body.
final class Envoy {
  /// What it refuses beyond, which a burst of streams must not reach.
  private static final int LIMIT = 100_000;

  private Envoy() {}

  /// Passes everything on, streams as they come.
  static LocalProcess passing(Path program, Path home, int upstream) {
    var target = new Target(Target.ENVOY, LocalProcess.freePort());
    Path file = home.resolve("envoy.yaml");
    try {
      Files.createDirectories(home);
      Files.writeString(file, configuration(target.port(), upstream));
    } catch (IOException e) {
      throw new EngineException("Envoy's configuration cannot be written: " + e.getMessage());
    }
    var command =
        List.of(
            program.toString(),
            "--config-path",
            file.toString(),
            "--concurrency",
            "2",
            "--disable-hot-restart",
            "--log-level",
            "error");
    return LocalProcess.start(target, home, command, "", LocalProcess::listens);
  }

  private static String configuration(int port, int upstream) {
    return """
    static_resources:
      clusters:
      - name: canned
        type: STATIC
        connect_timeout: 10s
        circuit_breakers:
          thresholds:
          - { max_connections: %3$d, max_requests: %3$d, max_pending_requests: %3$d }
        load_assignment:
          cluster_name: canned
          endpoints:
          - lb_endpoints:
            - endpoint:
                address: { socket_address: { address: 127.0.0.1, port_value: %2$d } }
      listeners:
      - name: in
        address: { socket_address: { address: 127.0.0.1, port_value: %1$d } }
        tcp_backlog_size: 4096
        filter_chains:
        - filters:
          - name: envoy.filters.network.http_connection_manager
            typed_config:
              "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
              stat_prefix: bench
              generate_request_id: false
              http_filters:
              - name: envoy.filters.http.router
                typed_config:
                  "@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router
              route_config:
                virtual_hosts:
                - name: everything
                  domains: ["*"]
                  routes:
                  - match: { prefix: / }
                    route: { cluster: canned, timeout: 60s }
    """
        .formatted(port, upstream, LIMIT);
  }
}
