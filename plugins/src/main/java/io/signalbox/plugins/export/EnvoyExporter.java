package io.signalbox.plugins.export;

import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.Provider;
import java.util.List;
import java.util.Map;

/// A static configuration of Envoy with a Lua script that decides: Envoy carries. Checked against
/// Envoy 1.40.0.
public final class EnvoyExporter implements ConfigExporter {
  private static final String RUN =
      """
      1. Set the environment variables of the keys that signalbox.lua names; Envoy reads keys only from there.
      2. Check and start it in the directory of its files:
           envoy --mode validate -c envoy.json
           envoy -c envoy.json
      3. Send Chat Completions requests to http://127.0.0.1:10000/v1/chat/completions. Set labels in the body's metadata
         or in the header x-signalbox-metadata: task=translate, tier=free
      """;

  /// For `ServiceLoader`.
  public EnvoyExporter() {}

  @Override
  public String id() {
    return "envoy";
  }

  @Override
  public String name() {
    return "Envoy";
  }

  @Override
  public Export export(RoutingGraph graph, Map<String, Provider> providers) {
    var report = new FidelityReport(graph);
    var models = new TableModels(providers, new OpenAiTarget("Envoy", report), report);
    var table = new DecisionTable(graph.inForce(), Walker.ENVOY, models, report).whole();
    var bootstrap = new EnvoyBootstrap(models.addresses());
    table.put("models", models.rows(i -> placed(models.key(i), bootstrap.place(i))));
    report.approximate(
        FidelityReport.WHOLE,
        "There is no circuit breaker: a failing model is called again by the next request. Envoy"
            + " requires no key and listens on this machine only; OpenAI's Chat Completions are its"
            + " only dialect. After a failure, a stream of the next model comes in one piece.");
    return new Export(
        List.of(
            new File("envoy.json", Scripts.prettyJson(bootstrap.whole())),
            new File("signalbox.lua", ProgramText.lua("envoy.lua", table))),
        report.rows(),
        RUN);
  }

  private static Map<String, Object> placed(Map<String, Object> key, Map<String, Object> place) {
    place.putAll(key);
    return place;
  }
}
