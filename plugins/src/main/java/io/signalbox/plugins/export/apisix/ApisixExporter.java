package io.signalbox.plugins.export.apisix;

import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.Provider;
import io.signalbox.plugins.export.Address;
import io.signalbox.plugins.export.FidelityReport;
import io.signalbox.plugins.export.OpenAiTarget;
import io.signalbox.plugins.export.text.YamlText;
import io.signalbox.plugins.export.ways.AllWays;
import io.signalbox.plugins.export.ways.Way;
import io.signalbox.plugins.export.ways.WayName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The standalone configuration of Apache APISIX: a route for each way, by variables, with
/// `ai-proxy-multi` for its models. By APISIX's own schemas and code of August 2026 (f519a0f,
/// 3.18); no APISIX could be had to try it.
public final class ApisixExporter implements ConfigExporter {
  private static final String FILE = "apisix.yaml";

  /// For `ServiceLoader`.
  public ApisixExporter() {}

  @Override
  public String id() {
    return "apisix";
  }

  @Override
  public String name() {
    return "Apache APISIX";
  }

  @Override
  public Export export(RoutingGraph graph, Map<String, Provider> providers) {
    var report = new FidelityReport(graph);
    RoutingGraph inForce = graph.inForce();
    var carrier = new ApisixCarrier(WayName.ofGraph(graph.name()));
    Map<String, Address> addresses = addresses(inForce, providers, carrier, report);
    var file = new ApisixFile(addresses);
    List<Way<List<Object>>> ways =
        new AllWays<>(inForce, providers, carrier, report).of(addresses.keySet());
    for (int i = 0; i < ways.size(); i++) {
      file.add(ways.get(i), i);
    }
    report.approximate(
        FidelityReport.WHOLE,
        "The header x-signalbox-metadata goes on to the providers. There is no circuit breaker: a"
            + " failing model is called again by the next request. The file was held against"
            + " APISIX's schemas, but not tried on APISIX.");
    String text = guarded(YamlText.of(file.all())) + "#END\n";
    return new Export(List.of(new File(FILE, text)), report.rows(), run());
  }

  /// APISIX replaces places of variables in the text before it reads it as YAML: only those of keys
  /// stay, of others the dollar sign is written as an escape.
  private static String guarded(String yaml) {
    return yaml.replaceAll("\\$\\{\\{(?!\\w+}}\")", "\\\\u0024{{")
        .replaceAll("(?<!Authorization\": \"Bearer )\\$\\{\\{", "\\\\u0024{{");
  }

  private static Map<String, Address> addresses(
      RoutingGraph graph,
      Map<String, Provider> providers,
      ApisixCarrier carrier,
      FidelityReport report) {
    var target = new OpenAiTarget(ApisixCarrier.GATEWAY, report);
    var addresses = new LinkedHashMap<String, Address>();
    for (Model model : graph.models().values()) {
      Address.of(model, providers, report)
          .flatMap(target::spoken)
          .ifPresent(address -> addresses.put(model.id(), address));
      carrier.parameters(model, report);
    }
    return addresses;
  }

  private static String run() {
    return """
    1. Set the variables of the keys where APISIX (3.18) runs; they stand in the file as ${{NAME}}. It does not start without them.
    2. Put the file beside conf/config.yaml, which says that it is used:
         deployment: { role: data_plane, role_data_plane: { config_provider: yaml } }
       Then start it: apisix start
    3. Send Chat Completions requests to http://127.0.0.1:9080/v1/chat/completions.
    """;
  }
}
