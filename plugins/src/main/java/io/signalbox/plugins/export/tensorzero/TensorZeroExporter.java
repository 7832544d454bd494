package io.signalbox.plugins.export.tensorzero;

import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.Provider;
import io.signalbox.plugins.export.Address;
import io.signalbox.plugins.export.FidelityReport;
import io.signalbox.plugins.export.OpenAiTarget;
import io.signalbox.plugins.export.ways.AllWays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// TensorZero's tensorzero.toml, by its configuration reference of April 2026: chains of models,
/// shares and limits. It has no conditions, so each path through the rules is a function that
/// callers have to name. Checked against 2026.6.0.
public final class TensorZeroExporter implements ConfigExporter {

  private static final String RUN =
      """
      1. Set the environment variables that tensorzero.toml names as env::NAME; it does not start without them.
      2. Start the gateway in the directory of the file:
           docker run -v "$PWD:/app/config" -p 127.0.0.1:3000:3000 --env-file FILE-WITH-THE-KEYS tensorzero/gateway --config-file /app/config/tensorzero.toml
         In a container it must listen on all its addresses: set bind_address = "0.0.0.0:3000" there.
      3. Send Chat Completions requests to http://127.0.0.1:3000/openai/v1/chat/completions with the model
           tensorzero::function_name::main
         or, if a rule of the graph holds, with the function that the report names for it.
      """;

  /// For `ServiceLoader`.
  public TensorZeroExporter() {}

  @Override
  public String id() {
    return "tensorzero";
  }

  @Override
  public String name() {
    return TensorZeroCarrier.GATEWAY;
  }

  @Override
  public Export export(RoutingGraph graph, Map<String, Provider> providers) {
    var report = new FidelityReport(graph);
    RoutingGraph inForce = graph.inForce();
    Map<String, Address> addresses = addresses(inForce, providers, report);
    var toml = new Toml(addresses);
    new AllWays<>(inForce, providers, new TensorZeroCarrier(), report)
        .of(addresses.keySet())
        .forEach(way -> toml.add(way.name(), way.when(), way.plan()));
    report.approximate(
        FidelityReport.WHOLE,
        "There is no circuit breaker: a failing model is called again by the next request."
            + " TensorZero requires no key and listens on this machine only. What clients send"
            + " is written anew by it: members that it does not know are left out.");
    return new Export(List.of(new File("tensorzero.toml", toml.text())), report.rows(), RUN);
  }

  /// Of those models that TensorZero can call, by id.
  private static Map<String, Address> addresses(
      RoutingGraph graph, Map<String, Provider> providers, FidelityReport report) {
    var addresses = new LinkedHashMap<String, Address>();
    for (Model model : graph.models().values()) {
      Address.of(model, providers, report)
          .flatMap(address -> spoken(address, report))
          .ifPresent(address -> addresses.put(model.id(), address));
      model
          .params()
          .forEach((name, json) ->
              TomlText.objection(json)
                  .ifPresent(why ->
                      report.unsupported(
                          model.id(), "Its parameter " + name + " is left out: " + why + ".")));
    }
    return addresses;
  }

  private static Optional<Address> spoken(Address address, FidelityReport report) {
    if (address.dialect().equals("anthropic")) {
      return Optional.of(address);
    }
    Optional<Address> spoken = new OpenAiTarget(TensorZeroCarrier.GATEWAY, report).spoken(address);
    spoken.ifPresent(each ->
        report.approximate(
            each.model().id(),
            "Where a request wants a JSON object and does not speak of JSON, TensorZero adds"
                + " \"Respond using JSON.\" to the system prompt."));
    return spoken;
  }
}
