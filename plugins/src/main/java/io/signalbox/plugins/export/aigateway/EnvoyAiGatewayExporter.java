package io.signalbox.plugins.export.aigateway;

import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.Provider;
import io.signalbox.plugins.export.Address;
import io.signalbox.plugins.export.FidelityReport;
import io.signalbox.plugins.export.OpenAiTarget;
import io.signalbox.plugins.export.Promises;
import io.signalbox.plugins.export.Scripts;
import io.signalbox.plugins.export.choice.ChosenPlan;
import io.signalbox.plugins.export.choice.ChosenWay;
import io.signalbox.plugins.export.choice.GraphWays;
import io.signalbox.plugins.export.text.YamlText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Envoy AI Gateway's resources for Kubernetes, by the definitions of v1.1.0 (August 2026): a route
/// over headers, a backend for each server, policies for keys and retries. Its Go module is not to
/// be had everywhere, so this was checked against the definitions, not run.
public final class EnvoyAiGatewayExporter implements ConfigExporter {
  /// For `ServiceLoader`.
  public EnvoyAiGatewayExporter() {}

  @Override
  public String id() {
    return "envoy-ai-gateway";
  }

  @Override
  public String name() {
    return AiGatewaySpeech.NAME;
  }

  @Override
  public Export export(RoutingGraph graph, Map<String, Provider> providers) {
    var report = new FidelityReport(graph);
    RoutingGraph inForce = graph.inForce();
    var speech = new AiGatewaySpeech();
    Map<String, Address> addresses = addresses(inForce, providers, speech, report);
    List<ChosenWay> ways = new GraphWays(inForce, providers, addresses.keySet(), speech).of(report);
    var resources = new Resources();
    var route = resources.add(Resources.ROUTES, "AIGatewayRoute", Resources.NAME);
    route.put("parentRefs", List.of(Resources.parent()));
    route.put("rules", rules(ways, addresses, resources, inForce, report));
    report.approximate(
        FidelityReport.WHOLE,
        "Envoy AI Gateway was not run: the resources were checked against their definitions. The"
            + " gateway asks for no key of its own; it translates between dialects in its own"
            + " way.");
    String text =
        "# Made by Signalbox: change the graph, not this file.\n"
            + resources.written().stream()
                .map(each -> YamlText.of(each, "$"))
                .collect(Collectors.joining("---\n"));
    String variables =
        addresses.values().stream()
            .flatMap(each -> each.key().stream())
            .distinct()
            .map(each -> "${" + each + "}")
            .collect(Collectors.joining(" "));
    return new Export(List.of(new File("ai-gateway.yaml", text)), report.rows(), run(variables));
  }

  /// Where a promise needs more rules than there can be, all requests are refused.
  private static List<Map<String, Object>> rules(
      List<ChosenWay> ways,
      Map<String, Address> addresses,
      Resources resources,
      RoutingGraph graph,
      FidelityReport report) {
    try {
      return new Rules(addresses, resources, new AiGatewaySpeech(), report).of(ways);
    } catch (Rules.TooManyPromisesException e) {
      for (Promise promise : graph.promises()) {
        if (!Promises.forbidden(graph, promise).isEmpty()) {
          report.approximate(promise, "The promise is kept by refusing all requests.");
        }
      }
      report.unsupported(
          FidelityReport.WHOLE,
          "A promise needs more rules than the resource can keep in order: all requests are"
              + " refused.");
      ChosenWay refused = new ChosenWay(List.of(), ChosenPlan.refused(), "refused");
      return new Rules(addresses, resources, new AiGatewaySpeech(), report).of(List.of(refused));
    }
  }

  private static Map<String, Address> addresses(
      RoutingGraph graph,
      Map<String, Provider> providers,
      AiGatewaySpeech speech,
      FidelityReport report) {
    var addresses = new LinkedHashMap<String, Address>();
    var openAi = new OpenAiTarget(AiGatewaySpeech.NAME, report);
    for (Model model : graph.models().values()) {
      Address.of(model, providers, report)
          .flatMap(openAi::spoken)
          .ifPresent(address -> {
            addresses.put(model.id(), address);
            if (address.host().matches("localhost|127\\..*|\\[::1]")) {
              report.approximate(
                  model.id(), "In a cluster this address is the gateway's own: set another one.");
            }
          });
      model
          .params()
          .forEach((name, json) ->
              speech
                  .objection(name, Scripts.parsed(json))
                  .ifPresent(why ->
                      report.unsupported(
                          model.id(), "Its parameter " + name + " is left out: " + why + ".")));
    }
    return addresses;
  }

  private static String run(String variables) {
    return """
    1. Install Envoy Gateway 1.5 or newer, with its extension API for Backend on, and Envoy AI Gateway 1.1.0 in the cluster.
    2. Put the keys in, name by name, and apply the result without keeping it in a file:
         envsubst '%s' < ai-gateway.yaml | kubectl apply -f -
    3. Send Chat Completions to port 1975 of the Gateway, with any model; labels go into headers of their own:
         x-signalbox-metadata-task: translate
    """
        .formatted(variables);
  }
}
