package io.signalbox.plugins.export;

import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.Provider;
import java.util.List;
import java.util.Map;

/// The config of Portkey's open-source gateway, as its clients send it with each request. Checked
/// against gateway 1.15.2.
public final class PortkeyExporter implements ConfigExporter {
  private static final String RUN =
      """
      The gateway has no configuration of its own: clients send config.json with each request.

      1. Start it on this machine only; it listens on all interfaces unless a firewall or container says otherwise:
           npx @portkey-ai/gateway@1.15.2 --headless
      2. Put the keys in, for the gateway reads no environment (the file holds names like ${OPENAI_API_KEY}):
           config=$(envsubst < config.json | tr -d '\\n')
         Keep the result out of files and logs.
      3. Ask http://127.0.0.1:8787/v1/chat/completions with the headers
           x-portkey-config: $config
           x-portkey-metadata: {"task":"translate"}
         Labels of a request are read from the second header alone, never from the body.
      """;

  /// For `ServiceLoader`.
  public PortkeyExporter() {}

  @Override
  public String id() {
    return "portkey";
  }

  @Override
  public String name() {
    return "Portkey AI Gateway";
  }

  @Override
  public Export export(RoutingGraph graph, Map<String, Provider> providers) {
    var report = new FidelityReport(graph);
    var config = new PortkeyTree(graph, providers, report).whole();
    return new Export(
        List.of(new File("config.json", Scripts.prettyJson(config))), report.rows(), RUN);
  }
}
