package io.signalbox.app.fixes;

import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.graph.condition.ModelReferences;
import io.signalbox.engine.graph.edit.GraphEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What fixes the rules of a node.
record RuleFixes(RulesNode node) {
  List<Fix> of(Problem problem, OptionalInt index) {
    if (index.isEmpty() || index.getAsInt() >= node.rules().size()) {
      return List.of();
    }
    int at = index.getAsInt();
    return switch (problem.code()) {
      case NEVER_HOLDS -> List.of(removed("Remove the rule", at));
      case SHADOWED_RULE, SHADOWED_BY_SEVERAL -> shadowed(problem, at);
      case ALWAYS_HOLDS -> List.of(otherwise(at), removed("Remove the rule", at));
      case UNKNOWN_MODEL -> healthOf(problem, at);
      default -> List.of();
    };
  }

  private List<Fix> shadowed(Problem problem, int at) {
    int above = problem.argument("rule").map(Integer::parseInt).orElse(1) - 1;
    RulesNode.Rule rule = node.rules().get(at);
    boolean twin = above < at && node.rules().get(above).when().equals(rule.when());
    if (twin || above >= at) {
      return List.of(removed("Remove", at));
    }
    var rules = new ArrayList<>(node.rules());
    rules.add(above, rules.remove(at));
    return List.of(
        new Fix.Edit("Move above rule " + (above + 1), put(rules, node.otherwise())),
        removed("Remove", at));
  }

  private Fix removed(String words, int at) {
    var rules = new ArrayList<>(node.rules());
    rules.remove(at);
    return new Fix.Edit(words, put(rules, node.otherwise()));
  }

  /// What is always true is the same as otherwise.
  private Fix otherwise(int at) {
    return new Fix.Edit(
        "Use as otherwise", put(node.rules().subList(0, at), node.rules().get(at).to()));
  }

  private List<Fix> healthOf(Problem problem, int at) {
    Optional<String> wrong = problem.argument("id");
    Optional<String> meant = problem.suggestion();
    if (wrong.isEmpty() || meant.isEmpty()) {
      return List.of();
    }
    RulesNode.Rule rule = node.rules().get(at);
    Condition said = ModelReferences.renamed(rule.when(), wrong.get(), meant.get());
    if (said.equals(rule.when())) {
      return List.of();
    }
    var rules = new ArrayList<>(node.rules());
    rules.set(at, new RulesNode.Rule(said, rule.to(), rule.name()));
    return Fixes.edit("Use " + meant.get(), put(rules, node.otherwise()));
  }

  private GraphEdit put(List<RulesNode.Rule> rules, String otherwise) {
    return new GraphEdit.PutNode(new RulesNode(node.id(), node.about(), rules, otherwise));
  }
}
