package io.signalbox.engine.graph.check;

import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.StepLimits;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.graph.condition.Expr;
import io.signalbox.engine.graph.condition.Signal;
import io.signalbox.engine.graph.condition.Variables;
import io.signalbox.engine.graph.proof.Assumption;
import io.signalbox.engine.graph.proof.Knowledge;
import io.signalbox.engine.graph.proof.PathExploration;
import io.signalbox.engine.text.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Checks conditions: that the models they ask about exist, and that each rule can hold.
final class ConditionCheck {
  /// A prompt of so many characters is longer than any model's context; what takes too long only
  /// for longer ones is no more than worth knowing.
  private static final long LONG_PROMPT = 8_000_000;

  private final RoutingGraph graph;
  private final StepLimits limits;
  private final Set<String> models;
  private final List<Problem> problems = new ArrayList<>();

  /// @param models the ids of all models, those that are disabled among them
  ConditionCheck(RoutingGraph graph, Set<String> models) {
    this.graph = graph;
    this.limits = StepLimits.of(graph);
    this.models = models;
  }

  List<Problem> problems() {
    for (Node node : graph.nodes().values()) {
      if (node instanceof RulesNode rules) {
        rules(rules);
      }
    }
    for (int i = 0; i < graph.promises().size(); i++) {
      String path = "promises[" + i + "].when";
      graph.promises().get(i).when().ifPresent(when -> names(path, when));
    }
    return problems;
  }

  private void rules(RulesNode node) {
    List<Knowledge> left = List.of(Knowledge.NOTHING);
    for (int i = 0; i < node.rules().size(); i++) {
      Condition when = node.rules().get(i).when();
      String path = "nodes." + node.id() + ".rules[" + i + "].when";
      names(path, when);
      sense(path, node, i, left);
      cost(path, when);
      left = PathExploration.failing(when, left, limits);
    }
  }

  private void sense(String path, RulesNode node, int index, List<Knowledge> left) {
    Condition when = node.rules().get(index).when();
    if (Assumption.holds(when, Knowledge.NOTHING).isEmpty()) {
      problems.add(Problem.of(ProblemCode.NEVER_HOLDS, path));
    } else if (left.stream().allMatch(known -> Assumption.holds(when, known).isEmpty())) {
      problems.add(shadowed(path, node, index));
    } else if (Assumption.fails(when, Knowledge.NOTHING, limits).isEmpty()) {
      problems.add(Problem.of(ProblemCode.ALWAYS_HOLDS, path));
    }
  }

  /// Names the earlier rule that holds whenever this one does; else it is all of them together.
  private Problem shadowed(String path, RulesNode node, int index) {
    List<Knowledge> cases = Assumption.holds(node.rules().get(index).when(), Knowledge.NOTHING);
    for (int i = 0; i < index; i++) {
      Condition earlier = node.rules().get(i).when();
      if (cases.stream().allMatch(known -> Assumption.fails(earlier, known, limits).isEmpty())) {
        return Problem.of(ProblemCode.SHADOWED_RULE, path)
            .with("rule", i + 1)
            .with("condition", earlier.text());
      }
    }
    return Problem.of(ProblemCode.SHADOWED_BY_SEVERAL, path);
  }

  private void cost(String path, Condition when) {
    if (limits.alwaysAllow(when)) {
      return;
    }
    long longest = limits.longestPrompt(when);
    boolean likely = longest < LONG_PROMPT;
    problems.add(
        Problem.of(ProblemCode.STEP_BUDGET, path)
            .as(likely ? Problem.Severity.WARNING : Problem.Severity.NOTE)
            .with("steps", String.format(Locale.ROOT, "%,d", limits.budget()))
            .with("size", String.format(Locale.ROOT, "%,d", longest / 1_000)));
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
    if (!models.contains(id)) {
      problems.add(
          Problem.of(ProblemCode.UNKNOWN_MODEL, path)
              .with("id", id)
              .suggesting(Nearest.to(id, models)));
    }
  }
}
