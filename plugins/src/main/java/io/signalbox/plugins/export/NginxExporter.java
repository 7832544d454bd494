package io.signalbox.plugins.export;

import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.Provider;
import java.util.List;
import java.util.Map;

/// The configuration of nginx with its njs module: route.js decides, nginx carries. Checked against
/// nginx 1.22.1 with njs 0.7.9.
public final class NginxExporter implements ConfigExporter {
  private static final String RUN =
      """
      1. Install nginx with its JavaScript module (Debian: apt install nginx libnginx-mod-http-js).
      2. Export the environment variables that nginx.conf names with "env"; nginx reads keys only from there.
      3. Check and start it in the directory of its files, as a user with write permission there; host names of providers are resolved at the start:
           nginx -p "$PWD" -c nginx.conf -t
           nginx -p "$PWD" -c nginx.conf -g 'daemon off;'
      4. Send Chat Completions requests to http://127.0.0.1:8080/v1/chat/completions. Set labels in the body's metadata
         or in the header x-signalbox-metadata: task=translate, tier=free
      """;

  /// The files of route.js after its table.
  static final List<String> PROGRAM = List.of("walk.js", "chat.js", "njs.js");

  /// For `ServiceLoader`.
  public NginxExporter() {}

  @Override
  public String id() {
    return "nginx";
  }

  @Override
  public String name() {
    return "nginx";
  }

  @Override
  public Export export(RoutingGraph graph, Map<String, Provider> providers) {
    var report = new FidelityReport(graph);
    RoutingGraph inForce = graph.inForce();
    var models = new TableModels(providers, new OpenAiTarget("nginx", report), report);
    var table = new DecisionTable(inForce, Walker.NJS, models, report).whole();
    var conf = NginxConf.of(inForce, models.addresses());
    table.put("models", models.rows(models::key));
    table.put("times", conf.times());
    table.put("classes", conf.classes());
    report.approximate(
        FidelityReport.WHOLE,
        "There is no circuit breaker: a failing model is called again by the next request. nginx"
            + " requires no key and listens on this machine only; OpenAI's Chat Completions are its"
            + " only dialect.");
    String script = ProgramText.table(table) + ProgramText.of(PROGRAM);
    return new Export(
        List.of(new File("nginx.conf", conf.text()), new File("route.js", script)),
        report.rows(),
        RUN);
  }
}
