package io.signalbox.plugins.export;

import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.Provider;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes Portkey's config of a graph: its promises as conditions around its tree of targets.
/// Belongs to one thread.
final class PortkeyTree {
  private static final int MOST_GUARDS = 3;

  /// JSON parsers refuse what is nested much deeper; a level of the graph is two of JSON.
  private static final int MOST_LEVELS = 200;

  /// Clients send the config in a header with each request.
  private static final long MOST_TARGETS = 20_000;

  private final RoutingGraph graph;
  private final Map<String, Provider> providers;
  private final FidelityReport report;

  PortkeyTree(RoutingGraph graph, Map<String, Provider> providers, FidelityReport report) {
    this.graph = graph;
    this.providers = providers;
    this.report = report;
  }

  /// The requests that a promise is about, and the models that it forbids them.
  private record Guard(Map<String, Object> when, Set<String> forbidden) {}

  /// The whole config: promises first, then the graph without what they forbid. Requests of a graph
  /// that is too deep or too large for one are refused.
  Map<String, Object> whole() {
    var tree = Carried.Tree.of(graph);
    if (tree.depth() > MOST_LEVELS || tree.size() > MOST_TARGETS) {
      report.unsupported(FidelityReport.WHOLE, tooDeep(tree));
      return PortkeyTarget.refusal();
    }
    return promised();
  }

  private static String tooDeep(Carried.Tree tree) {
    return ("The graph is too %s for Portkey, whose config is a tree: it would have %,d levels (at"
            + " most %d) and %,d targets (at most %,d). All requests are rejected.")
        .formatted(
            tree.depth() > MOST_LEVELS ? "deep" : "large",
            tree.depth(),
            MOST_LEVELS,
            tree.size(),
            MOST_TARGETS);
  }

  private Map<String, Object> promised() {
    var always = new LinkedHashSet<String>();
    var guards = new ArrayList<Guard>();
    for (Promise promise : graph.promises()) {
      var forbidden = Promises.forbidden(graph, promise);
      if (!forbidden.isEmpty() && promise.when().isEmpty()) {
        always.addAll(forbidden);
      } else if (!forbidden.isEmpty()) {
        guard(promise, forbidden, guards);
      }
    }
    Promises.reportUnkept(graph, PortkeyNodes.GATEWAY, report);
    reportCalls();
    return guarded(guards, always);
  }

  private void guard(Promise promise, Set<String> forbidden, List<Guard> guards) {
    try {
      if (guards.size() == MOST_GUARDS) {
        throw new UnspeakableException("more than three promises");
      }
      guards.add(new Guard(PortkeyQuery.of(promise.when().orElseThrow().tree()), forbidden));
      report.approximate(
          promise,
          "The promise applies to labels in the header x-portkey-metadata; labels in the body are"
              + " not read.");
    } catch (UnspeakableException e) {
      Promises.reportLost(promise, forbidden, PortkeyNodes.LACK + e.why(), report);
    }
  }

  private Map<String, Object> guarded(List<Guard> guards, Set<String> forbidden) {
    if (guards.isEmpty()) {
      return new PortkeyNodes(graph, providers, forbidden, report)
          .target(graph.start())
          .orElseGet(PortkeyTarget::refusal);
    }
    Guard guard = guards.getFirst();
    var rest = guards.subList(1, guards.size());
    var more = new LinkedHashSet<>(forbidden);
    more.addAll(guard.forbidden());
    var kept = PortkeyTarget.named("kept", guarded(rest, more));
    var free = PortkeyTarget.named("free", guarded(rest, forbidden));
    return PortkeyTarget.choice(
        List.of(PortkeyTarget.condition(guard.when(), "kept")),
        Optional.of("free"),
        List.of(kept, free));
  }

  private void reportCalls() {
    int most = Promises.attempts(graph);
    int longest = Calls.most(graph);
    if (longest > most) {
      String why =
          "A request can make up to %d calls, not %d: Portkey does not count calls across nested groups and retries."
              .formatted(longest, most);
      report.unsupported(FidelityReport.WHOLE, why);
      graph.promises().stream()
          .filter(each -> each.attempts().isPresent())
          .forEach(each -> report.unsupported(each, why));
    }
  }
}
