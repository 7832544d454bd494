package io.signalbox.plugins.export.hosted;

import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.ConfigExporter.File;
import io.signalbox.engine.spi.Provider;
import io.signalbox.plugins.export.FidelityReport;
import io.signalbox.plugins.export.Promises;
import io.signalbox.plugins.export.Scripts;
import io.signalbox.plugins.export.choice.ChosenPlan;
import io.signalbox.plugins.export.choice.ChosenWay;
import io.signalbox.plugins.export.choice.GraphWays;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Writes what callers put into their requests, a file for each way through a graph. Belongs to one
/// thread.
final class Requests {
  /// What a request always brings itself.
  private static final Set<String> OF_REQUEST =
      Set.of("model", "models", "messages", "stream", "stream_options", "tools", "tool_choice");

  private final RoutingGraph graph;
  private final HostedSpeech speech;
  private final Map<String, String> names;
  private final FidelityReport report;
  private final Map<ChosenPlan, String> files = new LinkedHashMap<>();
  private final List<File> written = new ArrayList<>();

  /// @param names what the service calls the models that it has, by their ids
  Requests(
      RoutingGraph graph, HostedSpeech speech, Map<String, String> names, FidelityReport report) {
    this.graph = graph;
    this.speech = speech;
    this.names = names;
    this.report = report;
  }

  /// The files, that of requests for which no condition holds first.
  List<File> of(Map<String, Provider> providers) {
    List<ChosenWay> ways = new GraphWays(graph, providers, names.keySet(), speech).of(report);
    ChosenWay last = ways.getLast();
    if (!last.plan().isRefused()) {
      write(last.plan(), "main");
    }
    var list = new StringBuilder();
    for (ChosenWay way : ways) {
      list.append(way.tests().isEmpty() ? "otherwise" : way.text());
      list.append("  -> ").append(request(way)).append('\n');
    }
    if (ways.size() > 1 || last.plan().isRefused()) {
      report.manual(
          FidelityReport.WHOLE,
          "The caller takes the first request whose condition holds:",
          list.toString());
    }
    promises(list.toString());
    return written;
  }

  private void promises(String list) {
    graph.promises().stream()
        .filter(each -> each.when().isPresent() && !Promises.forbidden(graph, each).isEmpty())
        .forEach(each ->
            report.manual(
                each, "Callers keep the promise by taking the first request that fits:", list));
  }

  private String request(ChosenWay way) {
    if (way.plan().isRefused()) {
      return way.plan()
          .likeliest()
          .end()
          .map(RejectNode::status)
          .map(status -> "no request; status " + status)
          .orElse("no request");
    }
    return write(way.plan(), way.label());
  }

  private String write(ChosenPlan plan, String wish) {
    return files.computeIfAbsent(
        plan,
        each -> {
          String name = unique(wish);
          written.add(new File(name, Scripts.prettyJson(body(each.likeliest()))));
          return name;
        });
  }

  private String unique(String wish) {
    String plain = wish.replaceAll("[^A-Za-z0-9_-]+", "-").replaceAll("^-+|-+$", "");
    String base = plain.isEmpty() ? "request" : plain.substring(0, Math.min(40, plain.length()));
    String name = base + ".json";
    for (int i = 2;
        files.containsValue(name) || (name.equals("main.json") && !written.isEmpty());
        i++) {
      name = base + "-" + i + ".json";
    }
    return name;
  }

  private Map<String, Object> body(ChosenPlan.ChosenChain chain) {
    var body = new LinkedHashMap<String, Object>();
    var models = new LinkedHashSet<String>();
    chain.calls().forEach(call -> models.add(Objects.requireNonNull(names.get(call.model()))));
    body.put("model", models.getFirst());
    if (models.size() > 1) {
      body.put("models", List.copyOf(models));
    }
    body.putAll(common(chain));
    return body;
  }

  /// One request sets the same for all of its models: what only some of them would get is left out.
  private Map<String, Object> common(ChosenPlan.ChosenChain chain) {
    var kept = new LinkedHashMap<>(set(chain.calls().getFirst()));
    chain.calls().forEach(call -> kept.entrySet().retainAll(set(call).entrySet()));
    for (ChosenPlan.ChosenCall call : chain.calls()) {
      set(call).keySet().stream()
          .filter(name -> !kept.containsKey(name))
          .forEach(name ->
              report.unsupported(
                  call.model(),
                  "%s is missing where it is called in turn with others that do not set the same."
                      .formatted(name)));
    }
    return kept;
  }

  private Map<String, Object> set(ChosenPlan.ChosenCall call) {
    var set = new LinkedHashMap<String, Object>();
    call.change().set().forEach((name, json) -> put(set, name, json));
    Model model = graph.model(call.model()).orElseThrow();
    model.params().forEach((name, json) -> put(set, name, json));
    return set;
  }

  private void put(Map<String, Object> set, String name, String json) {
    Object value = Scripts.parsed(json);
    if (!OF_REQUEST.contains(name) && speech.objection(name, value).isEmpty()) {
      set.put(name, value);
    }
  }

  /// Reports parameters that no request can hold.
  static void reportParams(Model model, HostedSpeech speech, FidelityReport report) {
    model
        .params()
        .forEach((name, json) -> {
          if (OF_REQUEST.contains(name)) {
            report.unsupported(model.id(), name + " is missing: the caller's request says it.");
          }
          speech
              .objection(name, Scripts.parsed(json))
              .ifPresent(why ->
                  report.unsupported(
                      model.id(), "Its parameter " + name + " is left out: " + why + "."));
        });
  }
}
