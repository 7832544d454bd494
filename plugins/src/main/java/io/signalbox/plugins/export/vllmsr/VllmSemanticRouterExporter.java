package io.signalbox.plugins.export.vllmsr;

import static io.signalbox.plugins.export.vllmsr.SignalRules.map;

import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.Provider;
import io.signalbox.plugins.export.Address;
import io.signalbox.plugins.export.FidelityReport;
import io.signalbox.plugins.export.OpenAiTarget;
import io.signalbox.plugins.export.UnspeakableException;
import io.signalbox.plugins.export.choice.ChosenPlan;
import io.signalbox.plugins.export.choice.ChosenWay;
import io.signalbox.plugins.export.choice.GraphWays;
import io.signalbox.plugins.export.choice.Test;
import io.signalbox.plugins.export.text.YamlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// vLLM Semantic Router's `config.yaml` in its canonical form v0.3: signals, decisions over them by
/// priority, and the model that each decision takes. Checked by `vllm-sr config validate` of 0.4.0;
/// the router itself needs containers and was not run.
public final class VllmSemanticRouterExporter implements ConfigExporter {
  private static final int PORT = 8899;

  private static final String RUN =
      """
      1. Check the file: pip install vllm-sr==0.4.0, then
           vllm-sr config validate --config config.yaml
      2. Set the environment variables that it names as api_key_env, and start the router, which pulls containers:
           vllm-sr serve --config config.yaml
      3. Send Chat Completions to http://127.0.0.1:%d/v1 with the model auto; a request for another model is not decided. Labels go into the body's metadata.
      """
          .formatted(PORT);

  /// For `ServiceLoader`.
  public VllmSemanticRouterExporter() {}

  @Override
  public String id() {
    return "vllm-sr";
  }

  @Override
  public String name() {
    return VllmSpeech.NAME;
  }

  @Override
  public Export export(RoutingGraph graph, Map<String, Provider> providers) {
    var report = new FidelityReport(graph);
    RoutingGraph inForce = graph.inForce();
    Map<String, Address> addresses = addresses(inForce, providers, report);
    List<ChosenWay> ways =
        new GraphWays(inForce, providers, addresses.keySet(), new VllmSpeech()).of(report);
    report.approximate(
        FidelityReport.WHOLE,
        "vLLM Semantic Router was not run: the file was checked by its own validator. Clients ask"
            + " for the model auto; a request for a model by its name gets that model, whatever"
            + " the graph says, so put it behind something that sets the model.");
    inForce.promises().stream()
        .filter(promise -> promise.only().isPresent())
        .forEach(promise ->
            report.approximate(
                promise, "The promise is kept for requests for the model auto only."));
    String text =
        "# Made by Signalbox: change the graph, not this file.\n"
            + YamlText.of(literals(config(ways, addresses)));
    return new Export(List.of(new File("config.yaml", text)), report.rows(), RUN);
  }

  private static Map<String, Address> addresses(
      RoutingGraph graph, Map<String, Provider> providers, FidelityReport report) {
    var addresses = new LinkedHashMap<String, Address>();
    for (Model model : graph.models().values()) {
      Address.of(model, providers, report)
          .flatMap(address ->
              address.dialect().equals("anthropic")
                  ? Optional.of(address)
                  : new OpenAiTarget(VllmSpeech.NAME, report).spoken(address))
          .ifPresent(address -> addresses.put(model.id(), address));
      if (!model.params().isEmpty()) {
        report.unsupported(
            model.id(), "Its parameters are left out: the router sets none for a model.");
      }
    }
    return addresses;
  }

  private static Map<String, Object> config(List<ChosenWay> ways, Map<String, Address> addresses) {
    var signals = new SignalRules();
    var used = new LinkedHashSet<String>();
    var decisions = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < ways.size() - 1; i++) {
      decisions.add(decision(ways.get(i), "d" + (i + 1), ways.size() - i, signals, used));
    }
    decisions.add(decision(ways.getLast(), "otherwise", 1, signals, used));
    var models = used.stream().map(each -> model(each, addresses)).toList();
    var routing = map("strategy", "priority");
    routing.put("modelCards", used.stream().map(each -> map("name", name(each))).toList());
    if (!signals.signals().isEmpty()) {
      routing.put("signals", signals.signals());
    }
    routing.put("decisions", decisions);
    String last = called(ways.getLast().plan());
    return map(
        "version",
        "v0.3",
        "listeners",
        List.of(
            map(
                "name", "signalbox",
                "address", "127.0.0.1",
                "port", PORT,
                "timeout", "300s")),
        "providers",
        map("defaults", map("model", name(last)), "models", models),
        "routing",
        routing);
  }

  /// The router puts variables of the environment into texts; two dollar signs are one.
  private static Object literal(Object value) {
    return switch (value) {
      case String text -> text.replace("$", "$$");
      case List<?> list -> list.stream().map(each -> literal(each)).toList();
      case Map<?, ?> map -> literals(map);
      default -> value;
    };
  }

  private static Map<String, Object> literals(Map<?, ?> map) {
    var literals = new LinkedHashMap<String, Object>();
    map.forEach((key, each) -> literals.put(key.toString(), literal(each)));
    return literals;
  }

  private static Map<String, Object> decision(
      ChosenWay way, String name, int priority, SignalRules signals, Set<String> used) {
    String model = called(way.plan());
    used.add(model);
    var decision = map("name", name, "priority", priority);
    if (!way.text().isEmpty() && way.text().length() <= 500) {
      decision.put("description", way.text());
    }
    decision.put(
        "rules", signals.all(way.tests().stream().map(each -> said(each, signals)).toList()));
    decision.put("modelRefs", List.of(map("model", name(model), "use_reasoning", false)));
    List<String> blocked =
        way.plan().likeliest().calls().stream()
            .limit(1)
            .flatMap(call -> call.change().drop().stream())
            .toList();
    if (!blocked.isEmpty()) {
      decision.put(
          "plugins",
          List.of(map("type", "request_params", "configuration", map("blocked_params", blocked))));
    }
    return decision;
  }

  private static Map<String, Object> said(Test test, SignalRules signals) {
    try {
      return signals.of(test.when());
    } catch (UnspeakableException e) {
      throw new IllegalStateException("it could be said before: " + e.why(), e);
    }
  }

  /// The id of the model; empty: none may be called.
  private static String called(ChosenPlan plan) {
    return plan.isRefused() ? "" : plan.likeliest().calls().getFirst().model();
  }

  private static String name(String model) {
    return model.isEmpty()
        ? "refused"
        : model.matches("refused(-model)*") ? model + "-model" : model;
  }

  private static Map<String, Object> model(String id, Map<String, Address> addresses) {
    Address address = addresses.get(id);
    if (address == null) {
      return map(
          "name", name(id),
          "api_format", "openai",
          "backend_refs",
              List.of(
                  map(
                      "name",
                      "refused",
                      "base_url",
                      "http://127.0.0.1:1/v1",
                      "provider",
                      "openai")));
    }
    boolean anthropic = address.dialect().equals("anthropic");
    var backend =
        map(
            "name", address.model().provider(),
            "base_url", address.url().toString(),
            "provider", anthropic ? "anthropic" : "openai");
    address.key().ifPresent(key -> backend.put("api_key_env", key));
    return map(
        "name", name(id),
        "provider_model_id", address.model().model(),
        "api_format", anthropic ? "anthropic" : "openai",
        "backend_refs", List.of(backend));
  }
}
