package io.signalbox.plugins.export.tensorzero;

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
import io.signalbox.plugins.export.Balances;
import io.signalbox.plugins.export.Carried;
import io.signalbox.plugins.export.FidelityReport;
import io.signalbox.plugins.export.NodeTranslation;
import io.signalbox.plugins.export.Statuses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes plans of nodes: of what stands before the first draw or fallback a function for each rule,
/// for TensorZero has no conditions and the caller names a function. Belongs to one thread.
final class Plans implements NodeTranslation<Plans.Branch> {
  static final String GATEWAY = "TensorZero";

  /// Callers choose among them by hand.
  private static final int MOST_WAYS = 200;

  private final RoutingGraph graph;
  private final Map<String, Provider> providers;
  private final Set<String> callable;
  private final String prefix;
  private final int mostCalls;
  private final FidelityReport report;
  private final Map<String, Branch> done = new HashMap<>();

  /// A node or model.
  ///
  /// @param plan of requests of which no rule holds
  /// @param ways of the others, as far as nothing is chosen before
  record Branch(Plan plan, List<Way> ways) {
    static Branch of(Plan plan) {
      return new Branch(plan, List.of());
    }
  }

  /// @param callable the ids of the models that may be called
  /// @param prefix of the names of functions
  /// @param mostCalls of one request
  Plans(
      RoutingGraph graph,
      Map<String, Provider> providers,
      Set<String> callable,
      String prefix,
      int mostCalls,
      FidelityReport report) {
    this.graph = graph;
    this.providers = providers;
    this.callable = callable;
    this.prefix = prefix;
    this.mostCalls = mostCalls;
    this.report = report;
  }

  /// The whole graph, from the leaves upwards.
  Branch whole() {
    for (String id : Carried.bottomUp(graph, graph.start())) {
      report.reach(id);
      done.put(
          id,
          graph
              .node(id)
              .map(this::of)
              .orElseGet(() ->
                  Branch.of(
                      callable.contains(id)
                          ? Plan.of(List.of(new Plan.Call(id, Plan.Change.NONE)))
                          : Plan.refused())));
    }
    return branch(graph.start());
  }

  private Branch branch(String id) {
    return done.getOrDefault(id, Branch.of(Plan.refused()));
  }

  /// A branch behind a choice that no caller makes: its rules are lost.
  private Plan inside(Node outer, String id) {
    Branch branch = branch(id);
    if (!branch.ways().isEmpty()) {
      report.unsupported(
          outer.id(),
          "Rules behind \"%s\" are left out, since callers cannot choose a function there; their requests take `otherwise`."
              .formatted(id));
    }
    return branch.plan();
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
  public Branch passThrough(Node node, String to) {
    return branch(to);
  }

  @Override
  public Branch rules(RulesNode node) {
    var ways = new ArrayList<Way>();
    var paste = new StringBuilder();
    int number = 0;
    for (RulesNode.Rule rule : node.rules()) {
      String name = prefix + FunctionName.of(node.id()) + "-" + ++number;
      Branch to = branch(rule.to());
      to.ways()
          .forEach(way ->
              ways.add(
                  new Way(
                      FunctionName.joined(name, way.function().substring(prefix.length())),
                      "(" + rule.when().text() + ") && (" + way.when() + ")",
                      way.plan())));
      ways.add(new Way(name, rule.when().text(), to.plan()));
      paste.append("tensorzero::function_name::").append(name).append("  # ");
      paste.append(rule.when().text().replaceAll("\\s+", " ")).append('\n');
    }
    if (!node.rules().isEmpty()) {
      report.manual(
          node.id(),
          "TensorZero has no conditions: each rule is a function, and the caller has to name as the"
              + " model the first function of tensorzero.toml whose description holds, else"
              + " tensorzero::function_name::main.",
          paste.toString());
    }
    Branch otherwise = branch(node.otherwise());
    ways.addAll(otherwise.ways());
    if (ways.size() > MOST_WAYS) {
      report.unsupported(
          node.id(),
          "There would be more than %d functions; only these are written.".formatted(MOST_WAYS));
    }
    return new Branch(otherwise.plan(), ways.stream().limit(MOST_WAYS).toList());
  }

  @Override
  public Branch split(SplitNode node) {
    report.approximate(
        node.id(),
        "TensorZero draws at random for each request (episode), so it takes another branch than"
            + " Signalbox; if all models of a branch fail, the other branches follow.");
    var plans = node.shares().stream().map(share -> inside(node, share.to())).toList();
    if (node.shares().stream().anyMatch(share -> isEnd(share.to()))) {
      report.unsupported(
          node.id(),
          "A share ends with a reject or is refused, and TensorZero would go on with the other"
              + " shares: all of these requests are rejected.");
      return Branch.of(Plan.refused());
    }
    boolean settles = Plan.isTooMany(plans);
    if (settles) {
      report.unsupported(
          node.id(),
          "There would be too many shares: of each draw within, only the largest is left.");
    }
    return Branch.of(
        Plan.drawn(
            node.shares().stream().map(SplitNode.Share::share).toList(),
            settles ? plans.stream().map(Plan::settled).toList() : plans));
  }

  /// Whether requests end there: no model after it may be called. A model that was left out is no
  /// end.
  private boolean isEnd(String id) {
    return graph.node(id).isPresent() && branch(id).plan().isRefused();
  }

  @Override
  public Branch balance(BalanceNode node) {
    report.approximate(node.id(), Balances.frozen(node, GATEWAY));
    return Branch.of(chain(node, Balances.order(node, graph, providers), Plan.Limits.NONE));
  }

  @Override
  public Branch fallback(FallbackNode node) {
    Statuses.reportUnknown(node, report);
    report.approximate(node.id(), "TensorZero goes on after every failure, whatever its class.");
    if (node.retries() > 0) {
      report.approximate(
          node.id(), "Retries begin again with the first model of the chain, and waits differ.");
    }
    if (node.total().isPresent()) {
      report.approximate(node.id(), "The total timeout applies to whole answers alone.");
    }
    var limits = new Plan.Limits(node.retries(), node.firstToken(), node.total());
    return Branch.of(chain(node, node.to(), limits));
  }

  /// Branches one after the other; of a draw its likeliest.
  private Plan chain(Node node, List<String> to, Plan.Limits limits) {
    var calls = new ArrayList<Plan.Call>();
    Plan.Limits all = limits;
    for (String each : to) {
      Plan plan = inside(node, each);
      if (plan.isDraw()) {
        report.unsupported(
            node.id(),
            "Nothing is drawn within a fallback: \"" + each + "\" takes its largest share.");
      }
      Plan.Chain chain = plan.likeliest();
      calls.addAll(chain.calls());
      all = chain.limits().with(all);
      if (isEnd(each)) {
        break;
      }
    }
    return new Plan(List.of(new Plan.Share(java.math.BigDecimal.ONE, new Plan.Chain(calls, all))))
        .within(mostCalls);
  }

  @Override
  public Branch budget(BudgetNode node) {
    report.uncounted(node, GATEWAY, "spend", node.over());
    return branch(node.over());
  }

  @Override
  public Branch limit(LimitNode node) {
    report.uncounted(node, GATEWAY, "requests and move on", node.over());
    return branch(node.over());
  }

  @Override
  public Branch reject(RejectNode node) {
    report.approximate(
        node.id(),
        "These requests end with status 502 and words of TensorZero's: their function calls an"
            + " address where nothing listens.");
    return Branch.of(Plan.refused());
  }

  @Override
  public Branch rewrite(RewriteNode node) {
    if (!node.redact().isEmpty()) {
      report.unsupported(
          node.id(),
          "TensorZero cannot redact. To send no unredacted text, these requests are rejected.");
      return Branch.of(Plan.refused());
    }
    if (node.prepend().isPresent() || node.append().isPresent()) {
      report.unsupported(node.id(), "TensorZero adds to no system prompt here; it stays as it is.");
    }
    var set = new LinkedHashMap<String, String>();
    node.set().forEach((name, json) -> set(node, name, json, set));
    var drop = new LinkedHashSet<String>();
    node.drop().stream().filter(name -> isDropped(node, name)).forEach(drop::add);
    var change = new Plan.Change(set, drop);
    Branch to = branch(node.to());
    return new Branch(
        to.plan().after(change), to.ways().stream().map(way -> way.after(change)).toList());
  }

  private void set(RewriteNode node, String name, String json, Map<String, String> set) {
    if (name.startsWith("metadata.")) {
      report.unsupported(node.id(), name + " is not set: nothing reads labels in TensorZero.");
      return;
    }
    TomlText.objection(json)
        .ifPresentOrElse(
            why -> report.unsupported(node.id(), name + " is not set: " + why + "."),
            () -> set.put(name, json));
  }

  private boolean isDropped(RewriteNode node, String name) {
    if (name.equals("images")) {
      report.unsupported(node.id(), "Images are not dropped.");
      return false;
    }
    return !name.startsWith("metadata");
  }
}
