package io.signalbox.plugins.export.kong;

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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Kong's declarative configuration: a route for each way, by expressions of its router, with
/// `ai-proxy` for one model and `ai-proxy-advanced` for several. By the schemas of Kong 3.10 and of
/// ai-proxy-advanced 3.15; no Kong could be had to try it.
public final class KongExporter implements ConfigExporter {
  private static final String FILE = "kong.yml";

  /// For `ServiceLoader`.
  public KongExporter() {}

  @Override
  public String id() {
    return "kong";
  }

  @Override
  public String name() {
    return "Kong AI Gateway";
  }

  @Override
  public Export export(RoutingGraph graph, Map<String, Provider> providers) {
    var report = new FidelityReport(graph);
    RoutingGraph inForce = graph.inForce();
    String name = WayName.ofGraph(graph.name());
    var carrier = new KongCarrier(name);
    Map<String, Address> addresses = addresses(inForce, providers, carrier, report);
    var file = new KongFile(name, addresses);
    List<Way<String>> ways =
        new AllWays<>(inForce, providers, carrier, report).of(addresses.keySet());
    for (int i = 0; i < ways.size(); i++) {
      file.add(ways.get(i), i);
    }
    reportWhole(file, report);
    return new Export(
        List.of(new File(FILE, YamlText.of(file.all()))), report.rows(), run(addresses));
  }

  private static void reportWhole(KongFile file, FidelityReport report) {
    report.manual(
        FidelityReport.WHOLE,
        "Kong refuses requests for a model other than the one that it calls: clients leave the name"
            + " of the model empty.",
        "\"model\": \"\"\n");
    report.approximate(
        FidelityReport.WHOLE,
        "The header x-signalbox-metadata goes on to the providers. There is no circuit breaker: a"
            + " failing model is called again by the next request. The file was held against Kong's"
            + " schemas, but not tried on Kong."
            + (file.isAdvanced()
                ? " Chains and splits use ai-proxy-advanced, which needs Kong's enterprise licence."
                : ""));
  }

  private static Map<String, Address> addresses(
      RoutingGraph graph,
      Map<String, Provider> providers,
      KongCarrier carrier,
      FidelityReport report) {
    var target = new OpenAiTarget(KongCarrier.GATEWAY, report);
    var addresses = new LinkedHashMap<String, Address>();
    Map<String, String> variables = new HashMap<>();
    for (Model model : graph.models().values()) {
      Address.of(model, providers, report)
          .flatMap(target::spoken)
          .filter(address -> isSayable(address, variables, report))
          .ifPresent(address -> addresses.put(model.id(), address));
      carrier.parameters(model, report);
    }
    return addresses;
  }

  /// @param variables keys by the variables of their headers
  private static boolean isSayable(
      Address address, Map<String, String> variables, FidelityReport report) {
    Model model = address.model();
    Optional<String> why = Optional.empty();
    if (model.model().contains("$(")) {
      why = Optional.of("Kong would replace $(…) in its name");
    } else if (address.key().filter(key -> isTaken(key, variables)).isPresent()) {
      why =
          Optional.of("Kong cannot tell its key from another one, whose name differs in case only");
    }
    why.ifPresent(each -> report.unsupported(model.id(), each + "; it was left out."));
    return why.isEmpty();
  }

  private static boolean isTaken(String key, Map<String, String> variables) {
    return !variables.computeIfAbsent(KongFile.variable(key), each -> key).equals(key);
  }

  private static String run(Map<String, Address> addresses) {
    String headers =
        addresses.values().stream()
            .flatMap(address -> address.key().stream())
            .distinct()
            .map(key -> "     export %s=\"Bearer $%s\"%n".formatted(KongFile.variable(key), key))
            .collect(Collectors.joining());
    return """
    1. Set the headers of the keys, where Kong runs:
    %s2. Start Kong (3.10 or newer) without a database, with its router for expressions:
         KONG_DATABASE=off KONG_DECLARATIVE_CONFIG=$PWD/%s KONG_ROUTER_FLAVOR=expressions KONG_PROXY_LISTEN=127.0.0.1:8000 kong start
       Before that, kong config parse %s says whether it reads the file.
    3. Send Chat Completions requests to http://127.0.0.1:8000/v1/chat/completions with "model": "" and labels in the header x-signalbox-metadata: task=translate.
    """
        .formatted(headers, FILE, FILE);
  }
}
