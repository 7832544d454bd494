package io.signalbox.plugins.export.ways;

import io.signalbox.engine.graph.RulesNode;
import io.signalbox.plugins.export.FidelityReport;
import java.util.Optional;

/// A gateway without conditions: its callers choose a way by reading the graph's own ones.
public interface CallersChoose extends Carrier<String> {
  @Override
  default Optional<String> said(RulesNode node, RulesNode.Rule rule, FidelityReport report) {
    return Optional.of(rule.when().text());
  }

  @Override
  default String always() {
    return "";
  }

  @Override
  default String both(String outer, String inner) {
    return "(" + outer + ") && (" + inner + ")";
  }

  @Override
  default String either(String one, String other) {
    return "(" + one + ") || (" + other + ")";
  }
}
