package io.signalbox.plugins.export.server;

import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.workspace.GraphText;
import io.signalbox.plugins.export.FidelityReport;
import java.util.List;
import java.util.Map;

/// A folder that runs the graph as it is on a server, by Signalbox itself.
public final class ServerExporter implements ConfigExporter {
  private static final String RUN =
      """
      1. Build the program once from its sources (README.md): mvn -Dfast -DskipTests package -pl app -am
      2. Copy keys.env.example to keys.env and fill it in: the providers' keys, and SIGNALBOX_APP_KEY for your apps.
      3. Start it with systemd, Docker or Kubernetes, as README.md says; the server answers at http://127.0.0.1:4141/v1
         and takes a changed graph.yaml without a restart.
      """;

  /// For `ServiceLoader`.
  public ServerExporter() {}

  @Override
  public String id() {
    return "server";
  }

  @Override
  public String name() {
    return "Signalbox server";
  }

  @Override
  public Export export(RoutingGraph graph, Map<String, Provider> providers) {
    var report = new FidelityReport(graph);
    RoutingGraph inForce = graph.inForce();
    inForce.nodes().keySet().forEach(report::reach);
    inForce.models().keySet().forEach(report::reach);
    ServerKeys keys = ServerKeys.of(inForce, providers, report);
    Fleet fleet = Fleet.of(inForce, keys.kept(), report);
    String text = GraphText.write(graph);
    return new Export(
        List.of(
            new File("graph.yaml", text),
            new File("README.md", ServerFiles.readme(fleet, keys)),
            new File("keys.env.example", ServerFiles.keys(keys)),
            new File("signalbox.service", ServerFiles.plain("signalbox.service")),
            new File("Dockerfile", ServerFiles.plain("Dockerfile")),
            new File("compose.yaml", ServerFiles.plain("compose.yaml")),
            new File("kubernetes.yaml", ServerFiles.kubernetes(text, fleet, keys))),
        report.rows(),
        RUN);
  }
}
