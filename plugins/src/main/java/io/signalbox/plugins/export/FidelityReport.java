package io.signalbox.plugins.export;

import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.spi.ConfigExporter.Fidelity;
import io.signalbox.engine.spi.ConfigExporter.Fidelity.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What one export loses, gathered while it is written. Belongs to one thread.
final class FidelityReport {
  /// The id under which the whole graph stands.
  static final String WHOLE = "";

  private final RoutingGraph graph;
  private final Map<String, Level> levels = new HashMap<>();
  private final Map<String, Set<String>> lost = new HashMap<>();
  private final Set<String> reached = new HashSet<>();

  /// @param graph as it is written, with what is disabled
  FidelityReport(RoutingGraph graph) {
    this.graph = graph;
  }

  /// Something in the export is connected to this node or model.
  void reach(String id) {
    reached.add(id);
  }

  void near(String id, String loss) {
    add(id, Level.NEAR, loss);
  }

  void missing(String id, String loss) {
    add(id, Level.MISSING, loss);
  }

  private void add(String id, Level level, String loss) {
    levels.merge(id, level, (a, b) -> a.compareTo(b) >= 0 ? a : b);
    lost.computeIfAbsent(id, each -> new LinkedHashSet<>()).add(loss);
  }

  /// One row for each node and model in the order of the graph, then the whole.
  List<Fidelity> rows() {
    var rows = new ArrayList<Fidelity>();
    graph.nodes().forEach((id, node) -> rows.add(part(id, node.kind().id())));
    graph.models().keySet().forEach(id -> rows.add(part(id, "model")));
    rows.add(row(WHOLE, "graph"));
    return rows;
  }

  private Fidelity part(String id, String kind) {
    if (graph.isDisabled(id)) {
      return new Fidelity(id, kind, Level.EXACT, List.of("It is disabled, so it was left out."));
    }
    if (!reached.contains(id) && !levels.containsKey(id)) {
      missing(id, "It is unreachable in the export, so it was left out.");
    }
    return row(id, kind);
  }

  private Fidelity row(String id, String kind) {
    return new Fidelity(
        id,
        kind,
        levels.getOrDefault(id, Level.EXACT),
        List.copyOf(lost.getOrDefault(id, Set.of())));
  }

  /// A rule that a gateway cannot say at all.
  void leftOut(Node node, RulesNode.Rule rule, String why) {
    missing(
        node.id(),
        "%s: %s; the rule is left out, its requests fall through to the next rule."
            .formatted(rule.when().text(), why));
  }

  /// A rule of which a gateway can say a part, so that it holds for fewer requests.
  void narrowed(Node node, RulesNode.Rule rule, String why) {
    near(
        node.id(),
        "%s: %s; that part of the rule is left out, requests that match only it fall through to the next rule."
            .formatted(rule.when().text(), why));
  }

  /// What is lost by a node that counts something, since the gateway always takes its other exit.
  void uncounted(Node node, String gateway, String what, String over) {
    missing(
        node.id(),
        "%s cannot count %s here. To never exceed the limit, every request takes \"%s\"."
            .formatted(gateway, what, over));
  }
}
