package io.signalbox.plugins.export;

import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.BudgetNode;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.LimitNode;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.SplitNode;
import io.signalbox.engine.spi.Provider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes Portkey's tree of targets of a graph. Belongs to one thread.
final class PortkeyTree {
  private static final String GATEWAY = "Portkey";
  private static final String LACK = "Portkey has no query for ";
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
      report.missing(FidelityReport.WHOLE, tooDeep(tree));
      return PortkeyTarget.refusal();
    }
    return promised();
  }

  private static String tooDeep(Carried.Tree tree) {
    return ("The graph is too %s for Portkey, whose config is a tree: it would have %,d levels (at"
            + " most %d) and %,d targets (at most %,d). All requests are refused.")
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
    Promises.reportUnkept(graph, GATEWAY, report);
    reportCalls();
    return guarded(guards, always);
  }

  private void guard(Promise promise, Set<String> forbidden, List<Guard> guards) {
    try {
      if (guards.size() == MOST_GUARDS) {
        throw new UnspeakableException("more than three promises");
      }
      guards.add(new Guard(PortkeyQuery.of(promise.when().orElseThrow().tree()), forbidden));
      report.near(
          FidelityReport.WHOLE,
          "The promise \"%s\" holds for labels sent in the header x-portkey-metadata; labels in the body are not seen."
              .formatted(promise.name()));
    } catch (UnspeakableException e) {
      Promises.reportLost(promise, forbidden, LACK + e.why(), report);
    }
  }

  private Map<String, Object> guarded(List<Guard> guards, Set<String> forbidden) {
    if (guards.isEmpty()) {
      return tree(graph.start(), forbidden).orElseGet(PortkeyTarget::refusal);
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

  private Optional<Map<String, Object>> tree(String id, Set<String> forbidden) {
    report.reach(id);
    if (graph.model(id).isPresent()) {
      return forbidden.contains(id)
          ? Optional.empty()
          : new PortkeyModel(providers, report)
              .of(graph.model(id).get())
              .map(target -> PortkeyTarget.named(id, target));
    }
    return graph
        .node(id)
        .flatMap(node -> node(node, forbidden))
        .map(target -> PortkeyTarget.named(id, target));
  }

  private Optional<Map<String, Object>> node(Node node, Set<String> forbidden) {
    return switch (node) {
      case RulesNode rules -> Optional.of(rules(rules, forbidden));
      case SplitNode split -> split(split, forbidden);
      case BalanceNode balance -> balance(balance, forbidden);
      case FallbackNode fallback -> fallback(fallback, forbidden);
      case BudgetNode budget -> {
        report.uncounted(budget, GATEWAY, "spend", budget.over());
        yield tree(budget.over(), forbidden);
      }
      case LimitNode limit -> {
        report.uncounted(limit, GATEWAY, "requests", limit.over());
        yield tree(limit.over(), forbidden);
      }
      case RewriteNode rewrite -> rewrite(rewrite, forbidden);
      case RejectNode reject -> {
        report.near(
            reject.id(),
            "Requests are refused with status 400 and Portkey's own text, not with %d and this message."
                .formatted(reject.status()));
        yield Optional.of(PortkeyTarget.refusal());
      }
    };
  }

  private Map<String, Object> rules(RulesNode node, Set<String> forbidden) {
    var targets = new LinkedHashMap<String, Map<String, Object>>();
    var conditions = new ArrayList<Map<String, Object>>();
    for (RulesNode.Rule rule : node.rules()) {
      try {
        var query = Nearest.of(rule.when().tree(), PortkeyQuery::of);
        targets.computeIfAbsent(rule.to(), to -> kept(to, forbidden));
        conditions.add(PortkeyTarget.condition(query.said(), rule.to()));
        query.lost().forEach(why -> report.narrowed(node, rule, LACK + why));
      } catch (UnspeakableException e) {
        report.leftOut(node, rule, LACK + e.why());
      }
    }
    if (!conditions.isEmpty()) {
      report.near(
          node.id(),
          "Labels are read from the header x-portkey-metadata alone; labels in the body are not"
              + " seen.");
    }
    targets.computeIfAbsent(node.otherwise(), to -> kept(to, forbidden));
    return PortkeyTarget.choice(
        conditions, Optional.of(node.otherwise()), List.copyOf(targets.values()));
  }

  private Map<String, Object> kept(String to, Set<String> forbidden) {
    return tree(to, forbidden).orElseGet(() -> PortkeyTarget.named(to, PortkeyTarget.refusal()));
  }

  private Optional<Map<String, Object>> split(SplitNode node, Set<String> forbidden) {
    if (node.sticky() != SplitNode.Sticky.REQUEST) {
      report.near(
          node.id(), "Each request draws anew: Portkey's open-source gateway keeps nobody's lot.");
    }
    var targets = new ArrayList<Map<String, Object>>();
    for (SplitNode.Share share : node.shares()) {
      if (share.share().signum() > 0) {
        tree(share.to(), forbidden)
            .ifPresent(target -> {
              target.put("weight", share.share());
              targets.add(target);
            });
      }
    }
    return targets.isEmpty()
        ? Optional.empty()
        : Optional.of(
            PortkeyTarget.group(new LinkedHashMap<>(Map.of("mode", "loadbalance")), targets));
  }

  private Optional<Map<String, Object>> balance(BalanceNode node, Set<String> forbidden) {
    report.near(node.id(), Balances.frozen(node, GATEWAY));
    return chain(
        Balances.order(node, graph, providers), Statuses.of(FallbackNode.USUAL), forbidden);
  }

  private Optional<Map<String, Object>> chain(
      List<String> to, List<Integer> statuses, Set<String> forbidden) {
    var targets = new ArrayList<Map<String, Object>>();
    to.forEach(id -> tree(id, forbidden).ifPresent(targets::add));
    if (targets.isEmpty()) {
      return Optional.empty();
    }
    var strategy = new LinkedHashMap<String, Object>();
    strategy.put("mode", "fallback");
    strategy.put("on_status_codes", statuses);
    return Optional.of(
        PortkeyTarget.group(
            strategy, targets.subList(0, Math.min(targets.size(), Promises.attempts(graph)))));
  }

  private Optional<Map<String, Object>> fallback(FallbackNode node, Set<String> forbidden) {
    Statuses.report(node, report);
    int most = node.attempts().orElse(Integer.MAX_VALUE);
    var to = node.to().subList(0, Math.min(node.to().size(), most));
    var chain = chain(to, Statuses.of(node.on()), forbidden);
    chain.ifPresent(group -> limits(node, group));
    report.near(
        node.id(),
        "A model that rests after failures is asked again each time: Portkey's open-source gateway"
            + " has no breaker.");
    return chain;
  }

  private void limits(FallbackNode node, Map<String, Object> group) {
    var time = node.firstToken().or(node::total);
    time.ifPresent(longest -> {
      group.put("request_timeout", longest.toMillis());
      report.near(
          node.id(),
          "The timeout ends with the response headers: that is the first token of a stream, and all"
              + " of an answer that is none.");
    });
    if (node.firstToken().isPresent() && node.total().isPresent()) {
      report.near(node.id(), "The limit on the whole answer is lost: Portkey has one timeout.");
    }
    if (node.retries() > 0) {
      var retry = new LinkedHashMap<String, Object>();
      retry.put("attempts", node.retries());
      retry.put("on_status_codes", Statuses.of(node.on()));
      group.put("retry", retry);
      report.near(node.id(), "Retries wait 1, 2, 4 … seconds and do not read Retry-After.");
    }
  }

  private Optional<Map<String, Object>> rewrite(RewriteNode node, Set<String> forbidden) {
    if (!node.redact().isEmpty()) {
      report.missing(
          node.id(),
          "Portkey's config cannot redact; so that no text leaves unredacted, these requests are"
              + " refused.");
      return Optional.of(PortkeyTarget.refusal());
    }
    var params = new LinkedHashMap<String, Object>();
    node.set()
        .forEach((name, json) -> {
          if (name.startsWith("metadata.")) {
            report.missing(node.id(), "The label " + name + " is not set: Portkey cannot.");
          } else {
            Object value = Scripts.parsed(json);
            Sayable.portkey(name, value)
                .ifPresentOrElse(
                    why -> report.missing(node.id(), name + " is not set: " + why + "."),
                    () -> params.put(name, value));
          }
        });
    if (!node.drop().isEmpty()) {
      report.missing(
          node.id(),
          "%s stays in the request: Portkey's open-source gateway drops nothing."
              .formatted(String.join(", ", node.drop())));
    }
    if (node.prepend().isPresent() || node.append().isPresent()) {
      report.missing(
          node.id(), "The system prompt stays as it is: Portkey's config cannot add text.");
    }
    return tree(node.to(), forbidden)
        .map(target -> {
          var group =
              PortkeyTarget.group(new LinkedHashMap<>(Map.of("mode", "single")), List.of(target));
          group.put("override_params", params);
          return group;
        });
  }

  private void reportCalls() {
    int most = Promises.attempts(graph);
    int longest = Calls.most(graph);
    if (longest > most) {
      report.missing(
          FidelityReport.WHOLE,
          "A request can be tried up to %d times, not %d: Portkey counts no calls over nested groups and retries."
              .formatted(longest, most));
    }
  }
}
