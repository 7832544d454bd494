package io.signalbox.plugins.export.choice;

import io.signalbox.engine.graph.LimitNode;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.graph.condition.Expr;
import io.signalbox.engine.spi.Provider;
import io.signalbox.plugins.export.FidelityReport;
import io.signalbox.plugins.export.Nearest;
import io.signalbox.plugins.export.Promises;
import io.signalbox.plugins.export.UnspeakableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// All ways through a graph whose promises hold. Belongs to one thread.
public final class GraphWays {
  private static final int MOST_GUARDS = 3;

  private final RoutingGraph graph;
  private final Map<String, Provider> providers;
  private final Set<String> callable;
  private final Speech speech;
  private final int mostCalls;
  private final Set<String> uncounted = new HashSet<>();

  /// @param graph as it is run, without what is disabled
  /// @param callable the ids of the models that the gateway can call
  public GraphWays(
      RoutingGraph graph, Map<String, Provider> providers, Set<String> callable, Speech speech) {
    this.graph = graph;
    this.providers = providers;
    this.callable = Set.copyOf(callable);
    this.speech = speech;
    this.mostCalls = Math.min(Promises.attempts(graph), speech.mostCalls());
  }

  /// Requests that a promise is about, and the models that it forbids them.
  private record Guard(Test test, Set<String> forbidden) {}

  /// The ways in their order, the last one for all requests. A limit that would be counted at
  /// several places is counted at none.
  public List<ChosenWay> of(FidelityReport report) {
    while (true) {
      Set<String> apart = countedApart(promised(new FidelityReport(graph)));
      if (apart.isEmpty()) {
        return promised(report);
      }
      uncounted.addAll(apart);
    }
  }

  private static Set<String> countedApart(List<ChosenWay> ways) {
    Map<String, Set<ChosenPlan>> places = new HashMap<>();
    for (ChosenWay way : ways) {
      for (LimitNode limit : way.plan().counted()) {
        places.computeIfAbsent(limit.id(), id -> new HashSet<>()).add(way.plan());
      }
    }
    return places.entrySet().stream()
        .filter(each -> each.getValue().size() > 1)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private List<ChosenWay> promised(FidelityReport report) {
    Set<String> always = new LinkedHashSet<>();
    List<Guard> guards = new ArrayList<>();
    for (Promise promise : graph.promises()) {
      Set<String> forbidden = Promises.forbidden(graph, promise);
      if (promise.when().isEmpty()) {
        always.addAll(forbidden);
      } else if (!forbidden.isEmpty()) {
        guard(promise, forbidden, guards, always, report);
      }
    }
    Promises.reportUnkept(graph, speech.gateway(), report);
    return reached(guarded(guards, always, report));
  }

  /// A condition that the gateway cannot say is kept for more requests: at worst for all.
  private void guard(
      Promise promise,
      Set<String> forbidden,
      List<Guard> guards,
      Set<String> always,
      FidelityReport report) {
    try {
      if (guards.size() == MOST_GUARDS) {
        throw new UnspeakableException("more than three promises");
      }
      Condition when = promise.when().orElseThrow();
      guards.add(
          new Guard(new Test(about(promise, when.tree(), report), when.text(), true), forbidden));
      speech.reportPromise(promise, report);
    } catch (UnspeakableException e) {
      always.addAll(forbidden);
      report.approximate(
          promise,
          "%s has no words here for %s: the promise is kept for all requests, so none calls %s."
              .formatted(speech.gateway(), e.why(), String.join(", ", forbidden)));
    }
  }

  /// A condition that holds wherever that of the promise does.
  private Expr about(Promise promise, Expr when, FidelityReport report)
      throws UnspeakableException {
    try {
      return said(when);
    } catch (UnspeakableException e) {
      var not = Nearest.of(new Expr.Call("!", List.of(when)), this::said);
      Expr wider = said(new Expr.Call("!", List.of(not.kept())));
      report.approximate(
          promise,
          "%s has no words here for %s: the promise is kept for more requests than it is about."
              .formatted(speech.gateway(), e.why()));
      return wider;
    }
  }

  private Expr said(Expr condition) throws UnspeakableException {
    speech.halfSeen().inPromise(condition);
    speech.say(condition);
    return condition;
  }

  private List<ChosenWay> guarded(
      List<Guard> guards, Set<String> forbidden, FidelityReport report) {
    if (guards.isEmpty()) {
      var allowed = new HashSet<>(callable);
      allowed.removeAll(forbidden);
      return new Ways(graph, providers, allowed, uncounted, mostCalls, speech, report).whole();
    }
    Guard guard = guards.getFirst();
    List<Guard> rest = guards.subList(1, guards.size());
    var more = new LinkedHashSet<>(forbidden);
    more.addAll(guard.forbidden());
    var all = new ArrayList<ChosenWay>();
    guarded(rest, more, report).forEach(way -> all.add(way.given(List.of(guard.test()))));
    all.addAll(guarded(rest, forbidden, report));
    return all;
  }

  /// Without the ways of requests that all take an earlier one.
  private static List<ChosenWay> reached(List<ChosenWay> ways) {
    var reached = new ArrayList<ChosenWay>();
    for (ChosenWay way : ways) {
      ChosenWay plain = way.plain();
      if (plain.isPossible() && reached.stream().noneMatch(each -> each.covers(plain))) {
        reached.add(plain);
      }
    }
    return reached;
  }
}
