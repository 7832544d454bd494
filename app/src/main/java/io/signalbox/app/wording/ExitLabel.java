package io.signalbox.app.wording;

import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RulesNode;

/// What stands beside the port of an exit: the condition of a rule in words, any other label as it
/// is. A name that the user gave a rule is never taken apart. Pure.
public final class ExitLabel {
  private ExitLabel() {}

  /// The words for a label of one of the node's exits, as traces and coverage have it too.
  public static String of(Node node, String label) {
    return node instanceof RulesNode rules
        ? rules.rules().stream()
            .filter(rule -> rule.name().isEmpty() && rule.when().text().equals(label))
            .findFirst()
            .map(rule -> ConditionWords.of(rule.when()))
            .orElse(label)
        : label;
  }
}
