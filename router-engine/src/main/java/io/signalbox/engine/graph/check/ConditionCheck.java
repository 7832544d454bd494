package io.signalbox.engine.graph.check;

import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.Place;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.StepLimits;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.graph.condition.Expr;
import io.signalbox.engine.graph.condition.Variables;
import io.signalbox.engine.graph.proof.Assumption;
import io.signalbox.engine.graph.proof.Knowledge;
import io.signalbox.engine.graph.proof.PathExploration;
import io.signalbox.engine.text.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Checks conditions: that the models they name exist, and that each rule can hold.
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
      Place place = Place.promise(i).at("when");
      graph.promises().get(i).when().ifPresent(when -> names(place, when));
    }
    return problems;
  }

  private void rules(RulesNode node) {
    List<Knowledge> left = List.of(Knowledge.NOTHING);
    for (int i = 0; i < node.rules().size(); i++) {
      Condition when = node.rules().get(i).when();
      if (!when.isReadable()) {
        continue; // its text's own problem says what is wrong
      }
      Place place = Place.node(node.id()).at("rules").at(i).at("when");
      names(place, when);
      sense(place, node, i, left);
      cost(place, when);
      left = PathExploration.failing(when, left, limits);
    }
  }

  private void sense(Place place, RulesNode node, int index, List<Knowledge> left) {
    Condition when = node.rules().get(index).when();
    if (Assumption.holds(when, Knowledge.NOTHING).isEmpty()) {
      problems.add(Problem.of(ProblemCode.NEVER_HOLDS, place));
    } else if (left.stream().allMatch(known -> Assumption.holds(when, known).isEmpty())) {
      problems.add(shadowed(place, node, index));
    } else if (Assumption.fails(when, Knowledge.NOTHING, limits).isEmpty()) {
      problems.add(Problem.of(ProblemCode.ALWAYS_HOLDS, place));
    }
  }

  /// Names the earlier rule that holds whenever this one does; else it is all of them together.
  private Problem shadowed(Place place, RulesNode node, int index) {
    List<Knowledge> cases = Assumption.holds(node.rules().get(index).when(), Knowledge.NOTHING);
    for (int i = 0; i < index; i++) {
      Condition earlier = node.rules().get(i).when();
      if (cases.stream().allMatch(known -> Assumption.fails(earlier, known, limits).isEmpty())) {
        return Problem.of(ProblemCode.SHADOWED_RULE, place)
            .with("rule", i + 1)
            .with("condition", earlier.text());
      }
    }
    return Problem.of(ProblemCode.SHADOWED_BY_SEVERAL, place);
  }

  private void cost(Place place, Condition when) {
    if (limits.alwaysAllow(when)) {
      return;
    }
    long longest = limits.longestPrompt(when);
    boolean likely = longest < LONG_PROMPT;
    problems.add(
        Problem.of(ProblemCode.STEP_BUDGET, place)
            .as(likely ? Problem.Severity.WARNING : Problem.Severity.NOTE)
            .with("steps", String.format(Locale.ROOT, "%,d", limits.budget()))
            .with("size", String.format(Locale.ROOT, "%,d", longest / 1_000)));
  }

  private void names(Place place, Condition condition) {
    for (Expr.Variable variable : Variables.of(condition.tree())) {
      List<String> keys = variable.path();
      if (variable.signal().isOfModels() && !keys.isEmpty()) {
        model(place, keys.getFirst());
      }
    }
  }

  private void model(Place place, String id) {
    if (!models.contains(id)) {
      problems.add(
          Problem.of(ProblemCode.UNKNOWN_MODEL, place)
              .with("id", id)
              .suggesting(Nearest.to(id, models)));
    }
  }
}
