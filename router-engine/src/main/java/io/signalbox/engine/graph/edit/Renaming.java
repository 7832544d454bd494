package io.signalbox.engine.graph.edit;

import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.graph.condition.ModelReferences;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Gives a node or model another id wherever it is named: in wires, at the start, and in
/// `health.ID` of conditions. A condition that names it differently is left as it is; a check then
/// finds it.
final class Renaming {
  private final String from;
  private final String to;
  private final boolean model;

  private Renaming(String from, String to, boolean model) {
    this.from = from;
    this.to = to;
    this.model = model;
  }

  static RoutingGraph of(RoutingGraph graph, String from, String to) {
    if (to.isEmpty() || graph.has(to) || !graph.has(from)) {
      return graph;
    }
    return new Renaming(from, to, graph.models().containsKey(from)).apply(graph);
  }

  private RoutingGraph apply(RoutingGraph graph) {
    var nodes = new LinkedHashMap<String, Node>();
    graph.nodes().forEach((id, node) -> nodes.put(id.equals(from) ? to : id, node(node)));
    var models = new LinkedHashMap<String, Model>();
    graph.models().forEach((id, each) -> models.put(id.equals(from) ? to : id, model(each)));
    RoutingGraph renamed =
        graph
            .withNodes(nodes)
            .withModels(models)
            .withPromises(promises(graph.promises()))
            .withDisabled(disabled(graph));
    return graph.start().equals(from) ? renamed.withStart(to) : renamed;
  }

  private Set<String> disabled(RoutingGraph graph) {
    return graph.disabled().stream()
        .map(id -> id.equals(from) ? to : id)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private Node node(Node node) {
    Node wired = node.redirected(from, to);
    Node named = wired.id().equals(from) ? wired.withId(to) : wired;
    return named instanceof RulesNode rules && model ? rules(rules) : named;
  }

  private RulesNode rules(RulesNode node) {
    return node.withRules(
        node.rules().stream().map(rule -> rule.withWhen(condition(rule.when()))).toList());
  }

  private Model model(Model each) {
    return each.id().equals(from) ? each.withId(to) : each;
  }

  private List<Promise> promises(List<Promise> all) {
    return model ? all.stream().map(this::promise).toList() : all;
  }

  private Promise promise(Promise each) {
    Optional<Condition> when = each.when().map(this::condition);
    return new Promise(each.name(), when, each.only(), each.attempts(), each.usd());
  }

  private Condition condition(Condition condition) {
    return ModelReferences.renamed(condition, from, to);
  }
}
