package io.signalbox.plugins.export.mlflow;

import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.Provider;
import io.signalbox.plugins.export.Address;
import io.signalbox.plugins.export.FidelityReport;
import io.signalbox.plugins.export.OpenAiTarget;
import io.signalbox.plugins.export.ProgramText;
import io.signalbox.plugins.export.Scripts;
import io.signalbox.plugins.export.ways.AllWays;
import io.signalbox.plugins.export.ways.WayName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Endpoints of MLflow's AI Gateway, which lie in its database: a file that describes them, and a
/// script that makes them by MLflow's REST API. Its OpenAI route passes bodies on, so that nothing
/// is lost in translation. Checked against MLflow 3.17.2 and 3.18.0.
public final class MlflowExporter implements ConfigExporter {
  private static final String ENDPOINTS = "signalbox_endpoints.json";
  private static final String SCRIPT = "signalbox_mlflow.py";

  private static final String PRIVATE =
      """
      export MLFLOW_GATEWAY_API_BASE_ALLOWED_SCHEMES=https,http
      export MLFLOW_GATEWAY_API_BASE_ALLOW_PRIVATE_IPS=true
      """;

  /// For `ServiceLoader`.
  public MlflowExporter() {}

  @Override
  public String id() {
    return "mlflow";
  }

  @Override
  public String name() {
    return "MLflow AI Gateway";
  }

  @Override
  public Export export(RoutingGraph graph, Map<String, Provider> providers) {
    var report = new FidelityReport(graph);
    RoutingGraph inForce = graph.inForce();
    String name = WayName.ofGraph(graph.name());
    Map<String, Address> addresses = addresses(inForce, providers, report);
    var endpoints = new Endpoints(name, graph, addresses, report);
    new AllWays<>(inForce, providers, new MlflowCarrier(name), report)
        .of(addresses.keySet())
        .forEach(endpoints::add);
    report.approximate(
        FidelityReport.WHOLE,
        "There is no circuit breaker: a failing model is called again by the next request. Headers"
            + " of callers but their credentials go to the providers, and what claude-cli, codex or"
            + " GeminiCLI send as credentials goes there in place of the key. A stream of which all"
            + " models fail has status 200 and the error in its first event.");
    var files =
        List.of(
            new File(ENDPOINTS, Scripts.prettyJson(endpoints.all())),
            new File(SCRIPT, ProgramText.of(SCRIPT)));
    return new Export(files, report.rows(), run(name));
  }

  private static Map<String, Address> addresses(
      RoutingGraph graph, Map<String, Provider> providers, FidelityReport report) {
    var target = new OpenAiTarget(MlflowCarrier.GATEWAY, report);
    var addresses = new LinkedHashMap<String, Address>();
    for (Model model : graph.models().values()) {
      Address.of(model, providers, report)
          .flatMap(target::spoken)
          .ifPresent(address -> addresses.put(model.id(), address));
    }
    addresses.values().forEach(address -> reportLost(address, report));
    return addresses;
  }

  private static void reportLost(Address address, FidelityReport report) {
    String id = address.model().id();
    address
        .model()
        .params()
        .keySet()
        .forEach(param ->
            report.unsupported(
                id, "Its parameter " + param + " is not sent: MLflow sets nothing but the model."));
    if (Endpoints.isPrivate(address)) {
      report.manual(
          id,
          "MLflow calls https at public addresses only: set these variables where it runs, which"
              + " allows it every address.",
          PRIVATE);
    }
  }

  private static String run(String name) {
    return """
    1. Start MLflow, with a passphrase of your own for the keys in its database:
         export MLFLOW_CRYPTO_KEK_PASSPHRASE=...
         mlflow server --backend-store-uri sqlite:///mlflow.db --host 127.0.0.1 --port 5000
    2. Set the variables that %s names as "key", and make the endpoints:
         MLFLOW_TRACKING_URI=http://127.0.0.1:5000 python3 %s
       It changes what it has made before and deletes what is no longer in the file; run it again after each export.
       Where MLflow asks for a login, set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN.
    3. Send Chat Completions requests to http://127.0.0.1:5000/gateway/openai/v1/chat/completions with the model
         %s
       or, if a rule of the graph holds, with the endpoint that the report names for it.
       The file lists them: the first endpoint whose "when" holds.
    """
        .formatted(ENDPOINTS, SCRIPT, name);
  }
}
