package io.signalbox.plugins.export.tensorzero;

import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.Provider;
import io.signalbox.plugins.export.Address;
import io.signalbox.plugins.export.FidelityReport;
import io.signalbox.plugins.export.OpenAiTarget;
import io.signalbox.plugins.export.Promises;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// TensorZero's tensorzero.toml, by its configuration reference of April 2026: chains of models,
/// shares and limits. It has no conditions, so each way through the rules is a function that
/// callers have to name. Checked against 2026.6.0.
public final class TensorZeroExporter implements ConfigExporter {
  private static final String MAIN = "main";
  private static final String KEPT = "kept-";

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
    return Plans.GATEWAY;
  }

  @Override
  public Export export(RoutingGraph graph, Map<String, Provider> providers) {
    var report = new FidelityReport(graph);
    RoutingGraph inForce = graph.inForce();
    Map<String, Address> addresses = addresses(inForce, providers, report);
    var toml = new Toml(addresses);
    Set<String> always = new HashSet<>();
    Set<String> sometimes = new HashSet<>();
    inForce.promises().forEach(each -> forbid(inForce, each, always, sometimes, report));
    Promises.reportUnkept(inForce, Plans.GATEWAY, report);
    int most = Promises.attempts(inForce);
    var callable = new HashSet<>(addresses.keySet());
    callable.removeAll(always);
    if (!sometimes.isEmpty()) {
      var kept = new HashSet<>(callable);
      kept.removeAll(sometimes);
      var unheard = new FidelityReport(graph); // the same is said of the other functions
      var plans = new Plans(inForce, providers, kept, KEPT, most, unheard);
      add(toml, KEPT, when(inForce), bounded(plans.whole(), most, inForce, unheard));
    }
    var plans = new Plans(inForce, providers, callable, "", most, report);
    add(toml, "", "", bounded(plans.whole(), most, inForce, report));
    report.approximate(
        FidelityReport.WHOLE,
        "There is no circuit breaker: a failing model is called again by the next request."
            + " TensorZero requires no key and listens on this machine only. What clients send"
            + " is written anew by it: members that it does not know are left out.");
    return new Export(List.of(new File("tensorzero.toml", toml.text())), report.rows(), RUN);
  }

  /// The same with no more calls than a request may make. Of a draw with more branches than that,
  /// the promise is lost, for TensorZero tries the others when one has failed.
  private static Plans.Branch bounded(
      Plans.Branch branch, int most, RoutingGraph graph, FidelityReport report) {
    var ways =
        branch.ways().stream()
            .map(way -> new Way(way.function(), way.when(), way.plan().within(most)))
            .toList();
    Plan plan = branch.plan().within(most);
    boolean kept =
        plan.calls() <= most && ways.stream().allMatch(way -> way.plan().calls() <= most);
    if (!kept) {
      graph.promises().stream()
          .filter(promise -> promise.attempts().isPresent())
          .forEach(promise ->
              report.unsupported(
                  promise,
                  "The promise is lost: TensorZero tries the other branches of a split when one"
                      + " has failed, and there are more than it allows calls."));
    }
    return new Plans.Branch(plan, ways);
  }

  /// When one of the promises holds that forbid some models.
  private static String when(RoutingGraph graph) {
    return graph.promises().stream()
        .filter(each -> each.when().isPresent() && !Promises.forbidden(graph, each).isEmpty())
        .map(each -> "(" + each.when().get().text() + ")")
        .collect(Collectors.joining(" || "));
  }

  /// @param given what holds besides; empty: nothing
  private static void add(Toml toml, String prefix, String given, Plans.Branch branch) {
    var seen = new HashSet<String>();
    branch.ways().stream()
        .filter(way -> seen.add(way.function()))
        .forEach(way ->
            toml.add(
                way.function(),
                given.isEmpty() ? way.when() : "(" + given + ") && (" + way.when() + ")",
                way.plan()));
    toml.add(prefix + MAIN, given, branch.plan());
  }

  private static void forbid(
      RoutingGraph graph,
      Promise promise,
      Set<String> always,
      Set<String> sometimes,
      FidelityReport report) {
    Set<String> forbidden = Promises.forbidden(graph, promise);
    if (forbidden.isEmpty()) {
      return;
    }
    if (promise.when().isEmpty()) {
      always.addAll(forbidden);
      return;
    }
    sometimes.addAll(forbidden);
    report.manual(
        promise,
        "TensorZero has no conditions: callers keep the promise by naming the function with kept-"
            + " before its name, whose descriptions come first in tensorzero.toml.",
        "tensorzero::function_name::"
            + KEPT
            + MAIN
            + "  # "
            + promise.when().get().text().replaceAll("\\s+", " ")
            + "\n");
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
    Optional<Address> spoken = new OpenAiTarget(Plans.GATEWAY, report).spoken(address);
    spoken.ifPresent(each ->
        report.approximate(
            each.model().id(),
            "Where a request wants a JSON object and does not speak of JSON, TensorZero adds"
                + " \"Respond using JSON.\" to the system prompt."));
    return spoken;
  }
}
