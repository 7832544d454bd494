package io.signalbox.plugins.export;

import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.Provider;
import java.util.List;
import java.util.Map;

/// A configuration of HAProxy with a Lua service that decides and carries streams as they come.
/// Checked against HAProxy 2.6.12, Debian 12's.
public final class HaproxyExporter implements ConfigExporter {
  private static final String RUN =
      """
      1. Install HAProxy 2.6 or newer with Lua (Debian: apt install haproxy).
      2. Export the environment variables of the keys that signalbox.lua names; HAProxy reads keys only from there.
      3. Check and start it in the directory of its files, as a user without other rights:
           haproxy -C "$PWD" -f haproxy.cfg -c
           haproxy -C "$PWD" -f haproxy.cfg -db
      4. Send Chat Completions requests to http://127.0.0.1:8080/v1/chat/completions. Set labels in the body's metadata
         or in the header x-signalbox-metadata: task=translate, tier=free
      """;

  /// For `ServiceLoader`.
  public HaproxyExporter() {}

  @Override
  public String id() {
    return "haproxy";
  }

  @Override
  public String name() {
    return "HAProxy";
  }

  @Override
  public Export export(RoutingGraph graph, Map<String, Provider> providers) {
    var report = new FidelityReport(graph);
    var models = new TableModels(providers, new OpenAiTarget("HAProxy", report), report);
    var table = new DecisionTable(graph.inForce(), Walker.HAPROXY, models, report).whole();
    var config = new HaproxyConfig(models.addresses());
    table.put("models", models.rows(i -> placed(models.key(i), config.place(i))));
    report.approximate(
        FidelityReport.WHOLE,
        "There is no circuit breaker: a failing model is called again by the next request. HAProxy"
            + " requires no key and listens on this machine only; OpenAI's Chat Completions are its"
            + " only dialect. A request may have 32 MB.");
    return new Export(
        List.of(
            new File("haproxy.cfg", config.text()),
            new File("signalbox.lua", ProgramText.lua("haproxy.lua", table))),
        report.rows(),
        RUN);
  }

  private static Map<String, Object> placed(Map<String, Object> key, Map<String, Object> place) {
    place.putAll(key);
    return place;
  }
}
