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
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes of a graph the table that route.js walks, and remembers which addresses, statuses and
/// timeouts nginx must know. Belongs to one thread.
final class NginxTable implements NodeTranslation<Map<String, Object>> {
  private static final String GATEWAY = "nginx";

  private static final String LACK = "route.js cannot evaluate ";

  /// How long nginx waits for the next byte when no node says so, in milliseconds.
  static final long PATIENCE = 600_000;

  private final RoutingGraph graph;
  private final Map<String, Provider> providers;
  private final FidelityReport report;
  private final boolean utc;
  private final Map<String, Map<String, Object>> nodes = new LinkedHashMap<>();
  private final List<Object> rewrites = new ArrayList<>();
  final NginxModels models;
  final List<List<Integer>> statuses = new ArrayList<>();
  final List<Long> timeouts = new ArrayList<>(List.of(PATIENCE));

  NginxTable(RoutingGraph graph, Map<String, Provider> providers, FidelityReport report) {
    this.graph = graph;
    this.providers = providers;
    this.report = report;
    this.models = new NginxModels(providers, report);
    ZoneId zone = graph.timezone();
    this.utc = zone.normalized().equals(ZoneOffset.UTC);
  }

  /// The whole table, for JSON.
  Map<String, Object> table() {
    Carried.bottomUp(graph, graph.start()).forEach(this::visit);
    var table = map("start", graph.start(), "attempts", Promises.attempts(graph));
    promises(table);
    table.put(
        "nodes",
        nodes.entrySet().stream().map(each -> List.of(each.getKey(), each.getValue())).toList());
    table.put("rewrites", rewrites);
    table.put("models", models.rows());
    return table;
  }

  private void promises(Map<String, Object> table) {
    var always = new LinkedHashSet<Integer>();
    var some = new ArrayList<Map<String, Object>>();
    for (Promise promise : graph.promises()) {
      var forbidden = Promises.forbidden(graph, promise);
      if (promise.when().isEmpty()) {
        always.addAll(models.numbers(forbidden));
      } else if (!forbidden.isEmpty()) {
        promise(promise, forbidden, some);
      }
    }
    Promises.reportUnkept(graph, GATEWAY, report);
    table.put("forbidden", List.copyOf(always));
    table.put("promises", some);
  }

  private void promise(Promise promise, Set<String> forbidden, List<Map<String, Object>> some) {
    try {
      var when = NginxCondition.of(promise.when().orElseThrow().tree(), utc);
      some.add(map("name", promise.name(), "when", when, "forbidden", models.numbers(forbidden)));
    } catch (UnspeakableException e) {
      Promises.reportLost(promise, forbidden, LACK + e.why(), report);
    }
  }

  private void visit(String id) {
    if (nodes.containsKey(id)) {
      return;
    }
    report.reach(id);
    graph
        .model(id)
        .map(models::add)
        .flatMap(number -> number.stream().boxed().findFirst())
        .ifPresent(number -> nodes.put(id, map("kind", "model", "model", number)));
    graph.node(id).ifPresent(node -> nodes.put(id, of(node)));
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
  public Map<String, Object> balance(BalanceNode node) {
    report.near(node.id(), Balances.frozen(node, GATEWAY));
    return chain(
        Balances.order(node, graph, providers), Statuses.of(FallbackNode.USUAL), -1, 0, 99);
  }

  @Override
  public Map<String, Object> budget(BudgetNode node) {
    report.uncounted(node, GATEWAY, "spend", node.over());
    return passThrough(node, node.over());
  }

  @Override
  public Map<String, Object> limit(LimitNode node) {
    report.uncounted(node, GATEWAY, "requests and move on", node.over());
    return passThrough(node, node.over());
  }

  @Override
  public Map<String, Object> reject(RejectNode node) {
    return map("kind", "reject", "status", node.status(), "message", node.message());
  }

  @Override
  public Map<String, Object> passThrough(Node node, String to) {
    visit(to);
    return map("kind", "rules", "rules", List.of(), "otherwise", to);
  }

  @Override
  public Map<String, Object> rules(RulesNode node) {
    var rules = new ArrayList<Map<String, Object>>();
    for (RulesNode.Rule rule : node.rules()) {
      try {
        var when = Nearest.of(rule.when().tree(), tree -> NginxCondition.of(tree, utc));
        visit(rule.to());
        rules.add(map("when", when.said(), "to", rule.to()));
        when.lost().forEach(why -> report.narrowed(node, rule, LACK + why));
        if (NginxCondition.matches(when.kept())) {
          report.near(
              node.id(),
              rule.when().text() + ": the regular expression is JavaScript's, not RE2's.");
        }
      } catch (UnspeakableException e) {
        report.leftOut(node, rule, LACK + e.why());
      }
    }
    visit(node.otherwise());
    return map("kind", "rules", "rules", rules, "otherwise", node.otherwise());
  }

  @Override
  public Map<String, Object> split(SplitNode node) {
    String loss =
        switch (node.sticky()) {
          case REQUEST -> "";
          case USER -> "Sticky per user, but users land in other branches than in Signalbox.";
          case CONVERSATION, APP ->
              "The split is random per request: nginx has no %s."
                  .formatted(node.sticky().name().toLowerCase(java.util.Locale.ROOT));
        };
    if (!loss.isEmpty()) {
      report.near(node.id(), loss);
    }
    node.shares().forEach(share -> visit(share.to()));
    var shares =
        node.shares().stream().map(share -> map("to", share.to(), "share", share.share())).toList();
    return map(
        "kind",
        "split",
        "shares",
        shares,
        "user",
        node.sticky() == SplitNode.Sticky.USER,
        "salt",
        node.experiment().orElse(node.id()));
  }

  @Override
  public Map<String, Object> fallback(FallbackNode node) {
    Statuses.report(node, report);
    report.near(
        node.id(), "A failing model is called again each time: nginx has no circuit breaker here.");
    int timeout = node.firstToken().map(each -> index(timeouts, each.toMillis())).orElse(-1);
    if (timeout >= 0) {
      report.near(
          node.id(), "The first token timeout applies to every pause, also later in an answer.");
    }
    Statuses.reportUnknown(node, report);
    if (node.total().isPresent()) {
      report.near(node.id(), "The total timeout is lost: nginx has none.");
    }
    if (node.retries() > 0) {
      report.near(node.id(), "Retries are immediate, without a delay.");
    }
    int most = node.mostCalls();
    return chain(node.to(), Statuses.of(node.on()), timeout, node.retries(), most);
  }

  private Map<String, Object> chain(
      List<String> to, List<Integer> on, int timeout, int retries, int attempts) {
    to.forEach(this::visit);
    return map(
        "kind",
        "chain",
        "to",
        to,
        "on",
        on.isEmpty() ? -1 : index(statuses, on),
        "t",
        timeout,
        "retries",
        retries,
        "attempts",
        attempts);
  }

  private static <T> int index(List<T> list, T item) {
    if (!list.contains(item)) {
      list.add(item);
    }
    return list.indexOf(item);
  }

  @Override
  public Map<String, Object> rewrite(RewriteNode node) {
    if (!node.redact().isEmpty()) {
      report.missing(
          node.id(),
          "route.js cannot redact. To send no unredacted text, these requests are rejected.");
      return map(
          "kind",
          "reject",
          "status",
          403,
          "message",
          "This request requires redaction, which is not available here.");
    }
    var set = new ArrayList<List<Object>>();
    node.set().forEach((name, json) -> set(node.id(), name, Scripts.parsed(json), set));
    rewrites.add(
        map(
            "set",
            set,
            "drop",
            node.drop(),
            "prepend",
            node.prepend().orElse(""),
            "append",
            node.append().orElse("")));
    int number = rewrites.size() - 1;
    visit(node.to());
    return map("kind", "rewrite", "rewrite", number, "to", node.to());
  }

  private void set(String id, String name, Object value, List<List<Object>> set) {
    Sayable.script(name.replaceFirst("^metadata\\.", ""), value)
        .ifPresentOrElse(
            why -> report.missing(id, name + " is not set: " + why + "."),
            () -> set.add(Arrays.asList(name, value)));
  }

  private static Map<String, Object> map(Object... pairs) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i].toString(), pairs[i + 1]);
    }
    return map;
  }
}
