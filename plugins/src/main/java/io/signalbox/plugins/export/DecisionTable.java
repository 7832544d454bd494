package io.signalbox.plugins.export;

import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.BottomUp;
import io.signalbox.engine.graph.BudgetNode;
import io.signalbox.engine.graph.Exit;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.LimitNode;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.QuotaNode;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.SplitNode;
import io.signalbox.engine.graph.condition.Signal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A graph as the table that programs in other gateways walk: route.js in nginx,
/// signalbox_router.py in LiteLLM, Lua scripts in Envoy and HAProxy, signalbox-router.js in
/// claude-code-router. All read the same table. Belongs to one thread.
final class DecisionTable implements NodeTranslation<Map<String, Object>> {
  private final RoutingGraph graph;
  private final Walker walker;
  private final FidelityReport report;
  private final TableCondition conditions;
  private final Map<String, Map<String, Object>> nodes = new LinkedHashMap<>();
  private final List<Object> rewrites = new ArrayList<>();
  private final TableModels models;
  private boolean tellsTime;

  DecisionTable(RoutingGraph graph, Walker walker, TableModels models, FidelityReport report) {
    this.graph = graph;
    this.walker = walker;
    this.models = models;
    this.report = report;
    this.conditions = new TableCondition(walker);
  }

  /// The table for JSON, without the models, which exporters add: [TableModels#rows].
  Map<String, Object> whole() {
    order().forEach(this::visit);
    var promises = new TablePromises(graph, walker, models, report);
    var table = map("graph", graph.name(), "start", graph.start());
    table.put("promised", promises.calls());
    table.put("nodes", pairs());
    table.put("rewrites", rewrites);
    table.put("forbidden", promises.always());
    table.put("promises", promises.some());
    boolean time = tellsTime || promises.tellTime();
    table.put("zone", time ? TableZone.of(graph.timezone()) : List.of());
    return table;
  }

  private List<Object> pairs() {
    return nodes.entrySet().stream()
        .<Object>map(each -> List.of(each.getKey(), each.getValue()))
        .toList();
  }

  /// A node's targets come before it, so that no call is deep.
  private List<String> order() {
    return walker.can(Skill.COUNTS_SPEND)
        ? BottomUp.of(graph, graph.start())
        : BottomUp.of(graph.start(), id -> graph.node(id).map(this::targets).orElse(List.of()));
  }

  private List<String> targets(Node node) {
    return node instanceof QuotaNode quota && counts(quota)
        ? node.exits().stream().map(Exit::to).toList()
        : Carried.targets(node);
  }

  private boolean counts(QuotaNode node) {
    return !TableQuota.isComputed(node)
        && switch (node) {
          case BudgetNode budget -> walker.can(Skill.COUNTS_SPEND) && budget.when().isEmpty();
          case LimitNode limit ->
              walker.can(limit.tokens().isPresent() ? Skill.COUNTS_SPEND : Skill.COUNTS_REQUESTS);
        };
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
    return walker.gateway();
  }

  @Override
  public Map<String, Object> passThrough(Node node, String to) {
    visit(to);
    return map("kind", "rules", "rules", List.of(), "otherwise", to);
  }

  @Override
  public Map<String, Object> rules(RulesNode node) {
    String lack = walker.program() + " cannot evaluate ";
    var rules = new ArrayList<Map<String, Object>>();
    for (RulesNode.Rule rule : node.rules()) {
      try {
        var when = Nearest.of(rule.when().tree(), conditions::of);
        visit(rule.to());
        rules.add(map("when", when.said(), "to", rule.to()));
        when.lost().forEach(why -> report.narrowed(node, rule, lack + why));
        noteSignals(node, rule, when.kept());
      } catch (UnspeakableException e) {
        report.leftOut(node, rule, lack + e.why());
      }
    }
    visit(node.otherwise());
    return map("kind", "rules", "rules", rules, "otherwise", node.otherwise());
  }

  private void noteSignals(
      RulesNode node, RulesNode.Rule rule, io.signalbox.engine.graph.condition.Expr kept) {
    if (TableCondition.reads(kept, Signal.TOKENS) && !walker.can(Skill.COUNTS_TOKENS)) {
      report.approximate(
          node.id(),
          "%s: %s has no tokenizer, so tokens are estimated by the length of the texts."
              .formatted(rule.when().text(), walker.gateway()));
    }
    tellsTime |=
        TableCondition.reads(kept, Signal.HOUR) || TableCondition.reads(kept, Signal.WEEKDAY);
  }

  @Override
  public Map<String, Object> split(SplitNode node) {
    if (node.sticky() == SplitNode.Sticky.APP) {
      report.approximate(
          node.id(),
          "%s does not know Signalbox's apps: all requests are of the same one."
              .formatted(walker.gateway()));
    }
    if (node.sticky() == SplitNode.Sticky.CONVERSATION) {
      report.approximate(
          node.id(),
          "Conversations keep their branch, which is the one of Signalbox where clients send the"
              + " conversation's id or no app.");
    }
    if (node.sticky() == SplitNode.Sticky.REQUEST) {
      report.remark(node.id(), "Each request is assigned anew, by its x-request-id if it has one.");
    }
    node.shares().forEach(share -> visit(share.to()));
    var shares =
        node.shares().stream().map(share -> map("to", share.to(), "share", share.share())).toList();
    return map(
        "kind",
        "split",
        "shares",
        shares,
        "by",
        words(node.sticky()),
        "of",
        node.experiment().orElse(graph.name() + "/" + node.id()));
  }

  @Override
  public Map<String, Object> balance(BalanceNode node) {
    var order = TableBalance.of(node, graph, models::card);
    order.inexact(walker).forEach(why -> report.approximate(node.id(), why));
    if (order.isMeasured()) {
      node.to().forEach(this::visit);
      var chain = chain(order.targets(), FallbackNode.USUAL, RoutingGraph.MOST_ATTEMPTS);
      chain.put("by", words(node.by()));
      chain.put("below", order.targets().stream().map(this::numbersBelow).toList());
      return chain;
    }
    return chain(order.targets(), FallbackNode.USUAL, RoutingGraph.MOST_ATTEMPTS);
  }

  private List<Integer> numbersBelow(String id) {
    return models.numbers(java.util.Set.copyOf(BottomUp.of(graph, id)));
  }

  @Override
  public Map<String, Object> fallback(FallbackNode node) {
    TableFailover.report(node, walker, report);
    var chain = chain(node.to(), node.on(), node.mostCalls());
    chain.put("retries", node.retries());
    chain.put("binding", node.attempts().isPresent());
    chain.put("first", node.firstToken().map(java.time.Duration::toMillis).orElse(0L));
    chain.put("total", node.total().map(java.time.Duration::toMillis).orElse(0L));
    return chain;
  }

  private Map<String, Object> chain(List<String> to, Collection<FailureClass> on, int most) {
    to.forEach(this::visit);
    return map(
        "kind",
        "chain",
        "to",
        to,
        "on",
        on.stream().map(FailureClass::id).toList(),
        "attempts",
        most,
        "retries",
        0,
        "binding",
        false,
        "first",
        0,
        "total",
        0);
  }

  @Override
  public Map<String, Object> budget(BudgetNode node) {
    if (!counts(node)) {
      String what = node.when().isPresent() ? "spend on some of the models" : "spend";
      report.uncounted(node, walker.gateway(), what, node.over());
      return passThrough(node, node.over());
    }
    tellsTime = true;
    node.exits().forEach(exit -> visit(exit.to()));
    return TableQuota.of(node, report);
  }

  @Override
  public Map<String, Object> limit(LimitNode node) {
    if (!counts(node)) {
      boolean tokens = walker.can(Skill.COUNTS_REQUESTS) && node.tokens().isPresent();
      String what = tokens ? "tokens" : "requests and move on";
      report.uncounted(node, walker.gateway(), what, node.over());
      return passThrough(node, node.over());
    }
    tellsTime = true;
    node.exits().forEach(exit -> visit(exit.to()));
    return TableQuota.of(node, walker, report);
  }

  @Override
  public Map<String, Object> reject(RejectNode node) {
    return map("kind", "reject", "status", node.status(), "message", node.message());
  }

  @Override
  public Map<String, Object> rewrite(RewriteNode node) {
    if (!node.redact().isEmpty() && (!walker.can(Skill.REDACTS) || node.restore())) {
      String what = node.restore() ? "give redacted values back" : "redact";
      report.unsupported(
          node.id(),
          "%s cannot %s. To send no unredacted text, these requests are rejected."
              .formatted(walker.program(), what));
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
            node.append().orElse(""),
            "redact",
            node.redact().stream().map(DecisionTable::words).toList()));
    int number = rewrites.size() - 1;
    visit(node.to());
    return map("kind", "rewrite", "rewrite", number, "to", node.to());
  }

  private void set(String id, String name, Object value, List<List<Object>> set) {
    Sayable.script(name.replaceFirst("^metadata\\.", ""), value)
        .ifPresentOrElse(
            why -> report.unsupported(id, name + " is not set: " + why + "."),
            () -> set.add(Arrays.asList(name, value)));
  }

  private static String words(Enum<?> word) {
    return word.name().toLowerCase(java.util.Locale.ROOT);
  }

  static Map<String, Object> map(Object... pairs) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i].toString(), pairs[i + 1]);
    }
    return map;
  }
}
