package io.signalbox.plugins.export;

import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.ConfigExporter.Fidelity;
import io.signalbox.engine.spi.ConfigExporter.GradeReason;
import io.signalbox.engine.spi.Grade;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How truly each part of a graph is carried over by one export, gathered while it is written.
/// Belongs to one thread.
public final class FidelityReport {
  /// The id under which the whole graph stands.
  public static final String WHOLE = "";

  /// Before the names of promises, which may be those of nodes too.
  private static final String PROMISE = "promise\n";

  private final RoutingGraph graph;
  private final Map<String, Set<GradeReason>> reasons = new HashMap<>();
  private final Set<String> reached = new HashSet<>();

  /// A report of which nothing is known yet.
  ///
  /// @param graph as it is written, with what is disabled
  public FidelityReport(RoutingGraph graph) {
    this.graph = graph;
  }

  /// Something in the export is connected to this node or model.
  public void reach(String id) {
    reached.add(id);
  }

  /// What is the same in the usual cases only.
  public void approximate(String id, String why) {
    add(id, new GradeReason(Grade.APPROXIMATE, why));
  }

  /// What has nothing like it.
  public void unsupported(String id, String why) {
    add(id, new GradeReason(Grade.UNSUPPORTED, why));
  }

  /// What a person has to do.
  ///
  /// @param paste the text that a person has to put in
  public void manual(String id, String what, String paste) {
    add(id, new GradeReason(Grade.MANUAL, what, paste));
  }

  /// What is said of a part that is exact all the same.
  public void remark(String id, String what) {
    add(id, new GradeReason(Grade.EXACT, what));
  }

  public void approximate(Promise promise, String why) {
    add(PROMISE + promise.name(), new GradeReason(Grade.APPROXIMATE, why));
  }

  /// @param paste the text that a person has to put in
  public void manual(Promise promise, String what, String paste) {
    add(PROMISE + promise.name(), new GradeReason(Grade.MANUAL, what, paste));
  }

  public void unsupported(Promise promise, String why) {
    add(PROMISE + promise.name(), new GradeReason(Grade.UNSUPPORTED, why));
  }

  private void add(String id, GradeReason reason) {
    reasons.computeIfAbsent(id, each -> new LinkedHashSet<>()).add(reason);
  }

  /// One row for each node, model and promise in the order of the graph, then the whole.
  public List<Fidelity> rows() {
    var rows = new ArrayList<Fidelity>();
    graph.nodes().forEach((id, node) -> rows.add(part(id, node.kind().id())));
    graph.models().keySet().forEach(id -> rows.add(part(id, "model")));
    graph
        .promises()
        .forEach(each -> rows.add(row(each.name(), ConfigExporter.PROMISE, PROMISE + each.name())));
    rows.add(row(WHOLE, ConfigExporter.GRAPH, WHOLE));
    return rows;
  }

  private Fidelity part(String id, String kind) {
    if (graph.isDisabled(id)) {
      var why = new GradeReason(Grade.EXACT, "It is disabled, so it was left out.");
      return new Fidelity(id, kind, Grade.EXACT, List.of(why));
    }
    if (!reached.contains(id) && !reasons.containsKey(id)) {
      unsupported(id, "It is unreachable in the export, so it was left out.");
    }
    return row(id, kind, id);
  }

  private Fidelity row(String id, String kind, String key) {
    List<GradeReason> all = List.copyOf(reasons.getOrDefault(key, Set.of()));
    Grade worst = all.stream().map(GradeReason::grade).reduce(Grade.EXACT, Grade::worse);
    return new Fidelity(id, kind, worst, all);
  }

  /// A rule that a gateway cannot say at all.
  public void leftOut(Node node, RulesNode.Rule rule, String why) {
    unsupported(
        node.id(),
        "%s: %s; the rule is left out, its requests fall through to the next rule."
            .formatted(rule.when().text(), why));
  }

  /// A rule of which a gateway can say a part, so that it holds for fewer requests.
  public void narrowed(Node node, RulesNode.Rule rule, String why) {
    approximate(
        node.id(),
        "%s: %s; that part of the rule is left out, requests that match only it fall through to the next rule."
            .formatted(rule.when().text(), why));
  }

  /// What is lost by a node that counts something, since the gateway always takes its other exit.
  public void uncounted(Node node, String gateway, String what, String over) {
    unsupported(
        node.id(),
        "%s cannot count %s here. To never exceed the limit, every request takes \"%s\"."
            .formatted(gateway, what, over));
  }
}
