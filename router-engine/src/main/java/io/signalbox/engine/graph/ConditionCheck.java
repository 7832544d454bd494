package io.signalbox.engine.graph;

import java.util.ArrayList;
import java.util.List;

/// Checks conditions against the graph: that the models they ask about exist.
final class ConditionCheck {
  private final RoutingGraph graph;
  private final List<Problem> problems = new ArrayList<>();

  ConditionCheck(RoutingGraph graph) {
    this.graph = graph;
  }

  List<Problem> problems() {
    for (Node node : graph.nodes().values()) {
      if (node instanceof Node.Rules rules) {
        rules(rules);
      }
    }
    for (int i = 0; i < graph.promises().size(); i++) {
      String path = "promises[" + i + "].when";
      graph.promises().get(i).when().ifPresent(when -> names(path, when));
    }
    return problems;
  }

  private void rules(Node.Rules node) {
    for (int i = 0; i < node.rules().size(); i++) {
      names("nodes." + node.id() + ".rules[" + i + "].when", node.rules().get(i).when());
    }
  }

  private void names(String path, Condition condition) {
    for (Expr.Variable variable : Variables.of(condition.tree())) {
      List<String> keys = variable.path();
      if (variable.signal() == Signal.HEALTH && !keys.isEmpty()) {
        health(path, keys.getFirst());
      }
    }
  }

  private void health(String path, String id) {
    if (!graph.models().containsKey(id)) {
      String fix =
          Nearest.to(id, graph.models().keySet())
              .map(near -> "Did you mean " + near + "?")
              .orElse("Name a model of this graph.");
      String what = "The condition asks for the health of " + id + ", but there is no such model.";
      problems.add(Problem.error("unknown-model", path, what, fix));
    }
  }
}
