package io.signalbox.plugins.export.agentgateway;

import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.condition.Expr;
import io.signalbox.engine.graph.condition.Signal;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.Provider;
import io.signalbox.plugins.export.FidelityReport;
import io.signalbox.plugins.export.UnspeakableException;
import io.signalbox.plugins.export.choice.ChosenPlan;
import io.signalbox.plugins.export.choice.ChosenWay;
import io.signalbox.plugins.export.choice.GraphWays;
import io.signalbox.plugins.export.choice.Test;
import io.signalbox.plugins.export.text.YamlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// agentgateway's `config.yaml`, by its JSON Schema and its sources of v1.4.1 (July 2026): CEL that
/// names a route for each request, and for each route the models that are called in turn. No
/// registry has its program, so this was checked against the schema and its own CEL, not run.
public final class AgentgatewayExporter implements ConfigExporter {
  private static final String KEY = "AGENTGATEWAY_KEY";

  private static final String RUN =
      """
      1. Set the environment variables that config.yaml names with a dollar sign; it does not start without them. %s is the key that clients send.
      2. Start agentgateway 1.4.1 or newer beside the file. It listens on all interfaces, on port 4000:
           agentgateway -f config.yaml
      3. Send requests of Chat Completions, Messages, Responses or Embeddings to http://127.0.0.1:4000/v1 with any model; labels go into the body's metadata or into the header
           x-signalbox-metadata: task=translate, tier=free
      """
          .formatted(KEY);

  /// For `ServiceLoader`.
  public AgentgatewayExporter() {}

  @Override
  public String id() {
    return "agentgateway";
  }

  @Override
  public String name() {
    return AgentgatewaySpeech.NAME;
  }

  @Override
  public Export export(RoutingGraph graph, Map<String, Provider> providers) {
    var report = new FidelityReport(graph);
    var speech = new AgentgatewaySpeech();
    RoutingGraph inForce = graph.inForce();
    var models = new Providers(inForce.models().values(), providers, speech, report);
    List<ChosenWay> ways =
        new GraphWays(inForce, providers, models.addresses().keySet(), speech).of(report);
    report.approximate(
        FidelityReport.WHOLE,
        "agentgateway was not run, its program is in no package registry: the file was checked"
            + " against its schema and its own CEL. It translates between dialects in its own way,"
            + " and refuses bodies of more than 32 MB.");
    String text = "# Made by Signalbox: change the graph, not this file.\n" + text(ways, models);
    return new Export(List.of(new File("config.yaml", text)), report.rows(), RUN);
  }

  private static String text(List<ChosenWay> ways, Providers models) {
    var facts = new RequestFacts();
    var routes = new Routes(models, new AgentgatewaySpeech());
    var chosen = new ArrayList<String>();
    chosen.add("!metadata.readable ? \"" + Routes.UNREADABLE + "\"");
    for (ChosenWay way : ways) {
      choose(way, new CelText(facts), routes, chosen);
    }
    var request = new LinkedHashMap<String, Object>();
    request.put("metadata", facts.used());
    request.put("set", Map.of(Routes.HEADER, new YamlText.Lines(chosen)));
    var gateway = new LinkedHashMap<String, Object>();
    gateway.put("port", 4000);
    gateway.put("apiKey", apiKey());
    gateway.put("transformations", Map.of("request", request));
    var config = new LinkedHashMap<String, Object>();
    config.put("frontendPolicies", Map.of("http", Map.of("maxBufferSize", 33_554_432)));
    config.put("gateways", Map.of("default", gateway));
    var all = new ArrayList<>(routes.written());
    all.add(unreadable());
    config.put("routes", all);
    return YamlText.of(config, "$");
  }

  private static Map<String, Object> apiKey() {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("mode", "strict");
    keys.put("keys", List.of(Map.of("key", Routes.variable(KEY))));
    return keys;
  }

  private static Map<String, Object> unreadable() {
    var header = new LinkedHashMap<String, Object>();
    header.put("name", Routes.HEADER);
    header.put("value", Map.of("exact", Routes.UNREADABLE));
    var route = new LinkedHashMap<String, Object>();
    route.put("name", Routes.UNREADABLE);
    var match = new LinkedHashMap<String, Object>();
    match.put("path", Map.of("pathPrefix", "/"));
    match.put("headers", List.of(header));
    route.put("matches", List.of(match));
    route.put("policies", Map.of("directResponse", Routes.unreadable()));
    return route;
  }

  /// One line for each way; of one with a time for the first token two, since it holds for streams
  /// only.
  private static void choose(ChosenWay way, CelText cel, Routes routes, List<String> lines) {
    boolean waits =
        way.plan().counted().isEmpty()
            && way.plan().shares().stream()
                .anyMatch(each -> each.chain().limits().first().isPresent());
    String name = routes.name(waits ? patient(way.plan()) : way.plan(), way.label());
    String when =
        way.tests().stream().map(test -> said(test, cel)).collect(Collectors.joining(" && "));
    if (waits) {
      Test streams = new Test(new Expr.Variable(Signal.STREAM, List.of()), "stream", false);
      String both = when.isEmpty() ? said(streams, cel) : when + " && " + said(streams, cel);
      lines.add(": " + both + " ? \"" + routes.name(way.plan(), way.label() + "-stream") + "\"");
    }
    lines.add(": " + (when.isEmpty() ? "" : when + " ? ") + "\"" + name + "\"");
  }

  /// The same plan without a time for the first token.
  private static ChosenPlan patient(ChosenPlan plan) {
    return new ChosenPlan(
        plan.shares().stream()
            .map(share ->
                new ChosenPlan.ChosenShare(
                    share.weight(),
                    new ChosenPlan.ChosenChain(
                        share.chain().calls(),
                        new ChosenPlan.ChosenLimits(
                            share.chain().limits().retries(),
                            Optional.empty(),
                            share.chain().limits().total(),
                            share.chain().limits().on()),
                        share.chain().end())))
            .toList(),
        plan.counted());
  }

  private static String said(Test test, CelText cel) {
    try {
      return cel.within(test);
    } catch (UnspeakableException e) {
      throw new IllegalStateException("it could be said before: " + e.why(), e);
    }
  }
}
