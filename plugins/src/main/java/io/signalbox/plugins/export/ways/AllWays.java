package io.signalbox.plugins.export.ways;

import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.Provider;
import io.signalbox.plugins.export.FidelityReport;
import io.signalbox.plugins.export.Promises;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// All ways of a graph in the order in which they are tried, without the models that its promises
/// forbid. Belongs to one thread.
///
/// @param <C> what the gateway calls a condition
public final class AllWays<C> {
  private final RoutingGraph graph;
  private final Map<String, Provider> providers;
  private final Carrier<C> carrier;
  private final FidelityReport report;
  private final int mostCalls;

  /// What no request may call.
  private final Set<String> never = new HashSet<>();

  /// What requests may not call that a promise is about.
  private final Set<String> sometimes = new HashSet<>();

  private final List<Promise> guarded = new ArrayList<>();
  private Optional<C> guard = Optional.empty();

  /// @param graph what of the graph is in force
  public AllWays(
      RoutingGraph graph,
      Map<String, Provider> providers,
      Carrier<C> carrier,
      FidelityReport report) {
    this.graph = graph;
    this.providers = providers;
    this.carrier = carrier;
    this.report = report;
    this.mostCalls = Promises.attempts(graph);
  }

  /// The ways: those of requests that a promise is about come first, and the last one is of
  /// requests of which nothing holds. No two have the same name.
  ///
  /// @param reachable the ids of the models that the gateway can call
  public List<Way<C>> of(Set<String> reachable) {
    graph.promises().forEach(this::forbid);
    Promises.reportUnkept(graph, carrier.gateway(), report);
    var callable = new HashSet<>(reachable);
    callable.removeAll(never);
    var all = new ArrayList<Way<C>>();
    guard.ifPresent(given -> all.addAll(kept(given, callable)));
    reportJoined();
    all.addAll(ways(callable, false, report));
    var byName = new LinkedHashMap<String, Way<C>>();
    all.forEach(way -> byName.put(free(way.name(), byName.keySet()), way));
    return byName.entrySet().stream().map(each -> each.getValue().named(each.getKey())).toList();
  }

  /// A later way of the same name gets a number.
  private static String free(String name, Set<String> taken) {
    String free = name;
    for (int i = 2; taken.contains(free); i++) {
      free = name + "." + i;
    }
    return free;
  }

  private void forbid(Promise promise) {
    Set<String> forbidden = Promises.forbidden(graph, promise);
    if (forbidden.isEmpty()) {
      return;
    }
    Optional<C> when = promise.when().isEmpty() ? Optional.empty() : carrier.guard(promise, report);
    if (when.isEmpty()) {
      never.addAll(forbidden);
      return;
    }
    sometimes.addAll(forbidden);
    guarded.add(promise);
    guard = guard.map(other -> carrier.either(other, when.get())).or(() -> when);
  }

  /// Promises under conditions share their ways.
  private void reportJoined() {
    boolean alike =
        guarded.stream().map(each -> Promises.forbidden(graph, each)).distinct().count() < 2;
    if (!alike) {
      guarded.forEach(each ->
          report.approximate(
              each,
              "Requests that one of the promises under conditions is about call none of the models"
                  + " that any of them forbids."));
    }
  }

  private List<Way<C>> kept(C given, Set<String> callable) {
    var allowed = new HashSet<>(callable);
    allowed.removeAll(sometimes);
    var conditions = guarded.stream().map(each -> each.when().orElseThrow().text()).toList();
    String when =
        conditions.size() == 1
            ? conditions.getFirst()
            : conditions.stream().map(each -> "(" + each + ")").collect(Collectors.joining(" || "));
    var unheard = new FidelityReport(graph); // the same is said of the other ways
    return ways(allowed, true, unheard).stream().map(way -> under(given, when, way)).toList();
  }

  private Way<C> under(C given, String when, Way<C> way) {
    return new Way<>(
        way.name(),
        way.when().isEmpty() ? when : "(" + when + ") && (" + way.when() + ")",
        way.when().isEmpty() ? given : carrier.both(given, way.said()),
        way.plan());
  }

  private List<Way<C>> ways(Set<String> callable, boolean kept, FidelityReport heard) {
    var plans =
        new Plans<>(graph, providers, callable, carrier.prefix(kept), mostCalls, carrier, heard);
    Plans.Branch<C> branch = plans.whole();
    var all = new ArrayList<>(branch.ways());
    all.add(new Way<>(carrier.main(kept), "", carrier.always(), branch.plan()));
    var bounded = all.stream().map(way -> way.within(mostCalls, carrier.drawsGoOn())).toList();
    if (bounded.stream().anyMatch(way -> way.plan().calls(carrier.drawsGoOn()) > mostCalls)) {
      lost(heard);
    }
    return bounded;
  }

  /// Of a draw with more branches than a request may make calls, each keeps one.
  private void lost(FidelityReport heard) {
    graph.promises().stream()
        .filter(promise -> promise.attempts().isPresent())
        .forEach(promise ->
            heard.unsupported(
                promise,
                "The promise is lost: %s tries the other branches of a split when one has failed, and there are more than it allows calls."
                    .formatted(carrier.gateway())));
  }
}
