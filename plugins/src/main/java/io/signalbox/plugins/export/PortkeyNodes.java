package io.signalbox.plugins.export;

import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.BudgetNode;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.LimitNode;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.SplitNode;
import io.signalbox.engine.spi.Provider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes Portkey's targets of nodes and models. A node of which nothing may be called is empty.
/// Belongs to one thread.
///
/// @param forbidden the models that must not be called
record PortkeyNodes(
    RoutingGraph graph,
    Map<String, Provider> providers,
    Set<String> forbidden,
    FidelityReport report)
    implements NodeTranslation<Optional<Map<String, Object>>> {
  static final String GATEWAY = "Portkey";
  static final String LACK = "Portkey has no query for ";

  /// What a node or model becomes; empty if nothing of it may be called.
  Optional<Map<String, Object>> target(String id) {
    report.reach(id);
    if (graph.model(id).isPresent()) {
      return forbidden.contains(id)
          ? Optional.empty()
          : new PortkeyModel(providers, report)
              .of(graph.model(id).get())
              .map(target -> PortkeyTarget.named(id, target));
    }
    return graph.node(id).flatMap(this::of).map(target -> PortkeyTarget.named(id, target));
  }

  @Override
  public FidelityReport report() {
    return report;
  }

  @Override
  public String gateway() {
    return GATEWAY;
  }

  @Override
  public Optional<Map<String, Object>> budget(BudgetNode node) {
    report.uncounted(node, GATEWAY, "spend", node.over());
    return target(node.over());
  }

  @Override
  public Optional<Map<String, Object>> limit(LimitNode node) {
    report.uncounted(node, GATEWAY, "requests", node.over());
    return target(node.over());
  }

  @Override
  public Optional<Map<String, Object>> reject(RejectNode node) {
    report.approximate(
        node.id(),
        "Requests are rejected with status 400 and Portkey's own message, not with %d and this message."
            .formatted(node.status()));
    return Optional.of(PortkeyTarget.refusal());
  }

  @Override
  public String ownCache() {
    return "Portkey's own (cache: { mode: simple }) is left off: it shares answers among all"
        + " clients of a key, and the open-source gateway ignores it unless its conf.json"
        + " turns it on.";
  }

  @Override
  public Optional<Map<String, Object>> passThrough(Node node, String to) {
    return target(to);
  }

  @Override
  public Optional<Map<String, Object>> rules(RulesNode node) {
    var targets = new LinkedHashMap<String, Map<String, Object>>();
    var conditions = new ArrayList<Map<String, Object>>();
    for (RulesNode.Rule rule : node.rules()) {
      try {
        var query = Nearest.of(rule.when().tree(), PortkeyQuery::of);
        targets.computeIfAbsent(rule.to(), to -> kept(to));
        conditions.add(PortkeyTarget.condition(query.said(), rule.to()));
        query.lost().forEach(why -> report.narrowed(node, rule, LACK + why));
      } catch (UnspeakableException e) {
        report.leftOut(node, rule, LACK + e.why());
      }
    }
    if (!conditions.isEmpty()) {
      report.approximate(
          node.id(),
          "Labels are read only from the header x-portkey-metadata; labels in the body are not"
              + " seen.");
    }
    targets.computeIfAbsent(node.otherwise(), to -> kept(to));
    return Optional.of(
        PortkeyTarget.choice(
            conditions, Optional.of(node.otherwise()), List.copyOf(targets.values())));
  }

  private Map<String, Object> kept(String to) {
    return target(to).orElseGet(() -> PortkeyTarget.named(to, PortkeyTarget.refusal()));
  }

  @Override
  public Optional<Map<String, Object>> split(SplitNode node) {
    if (node.sticky() != SplitNode.Sticky.REQUEST) {
      report.approximate(
          node.id(),
          "The split is random per request: Portkey's open-source gateway has no sticky"
              + " assignment.");
    }
    var targets = new ArrayList<Map<String, Object>>();
    for (SplitNode.Share share : node.shares()) {
      if (share.share().signum() > 0) {
        target(share.to())
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

  @Override
  public Optional<Map<String, Object>> balance(BalanceNode node) {
    report.approximate(node.id(), Balances.frozen(node, GATEWAY));
    return chain(Balances.order(node, graph, providers), Statuses.of(FallbackNode.USUAL));
  }

  private Optional<Map<String, Object>> chain(List<String> to, List<Integer> statuses) {
    var targets = new ArrayList<Map<String, Object>>();
    to.forEach(id -> target(id).ifPresent(targets::add));
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

  @Override
  public Optional<Map<String, Object>> fallback(FallbackNode node) {
    Statuses.report(node, report);
    Statuses.reportUnknown(node, report);
    int most = node.mostCalls();
    var to = node.to().subList(0, Math.min(node.to().size(), most));
    var chain = chain(to, Statuses.of(node.on()));
    chain.ifPresent(group -> limits(node, group));
    report.approximate(
        node.id(),
        "A failing model is called again each time: Portkey's open-source gateway"
            + " has no circuit breaker.");
    return chain;
  }

  private void limits(FallbackNode node, Map<String, Object> group) {
    var time = node.firstToken().or(node::total);
    time.ifPresent(longest -> {
      group.put("request_timeout", longest.toMillis());
      report.approximate(
          node.id(),
          "The timeout ends with the response headers: the first token of a stream, but the end"
              + " of any other answer.");
    });
    if (node.firstToken().isPresent() && node.total().isPresent()) {
      report.approximate(node.id(), "The total timeout is lost: Portkey has one timeout.");
    }
    if (node.retries() > 0) {
      var retry = new LinkedHashMap<String, Object>();
      retry.put("attempts", node.retries());
      retry.put("on_status_codes", Statuses.of(node.on()));
      group.put("retry", retry);
      report.approximate(node.id(), "Retries wait 1, 2, 4 … seconds and do not read Retry-After.");
    }
  }

  @Override
  public Optional<Map<String, Object>> rewrite(RewriteNode node) {
    if (!node.redact().isEmpty()) {
      report.unsupported(
          node.id(),
          "Portkey's config cannot redact. To send no unredacted text, these requests are"
              + " refused.");
      return Optional.of(PortkeyTarget.refusal());
    }
    var params = new LinkedHashMap<String, Object>();
    node.set()
        .forEach((name, json) -> {
          if (name.startsWith("metadata.")) {
            report.unsupported(node.id(), "The label " + name + " is not set: Portkey cannot.");
          } else {
            Object value = Scripts.parsed(json);
            Sayable.portkey(name, value)
                .ifPresentOrElse(
                    why -> report.unsupported(node.id(), name + " is not set: " + why + "."),
                    () -> params.put(name, value));
          }
        });
    if (!node.drop().isEmpty()) {
      report.unsupported(
          node.id(),
          "%s stays in the request: Portkey's open-source gateway cannot drop members."
              .formatted(String.join(", ", node.drop())));
    }
    if (node.prepend().isPresent() || node.append().isPresent()) {
      report.unsupported(
          node.id(), "The system prompt stays as it is: Portkey's config cannot add text.");
    }
    return target(node.to())
        .map(target -> {
          var group =
              PortkeyTarget.group(new LinkedHashMap<>(Map.of("mode", "single")), List.of(target));
          group.put("override_params", params);
          return group;
        });
  }
}
