package io.signalbox.plugins.export;

import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.graph.BudgetNode;
import io.signalbox.engine.graph.LimitNode;
import io.signalbox.engine.graph.QuotaNode;
import io.signalbox.engine.graph.Scope;
import java.util.List;
import java.util.Map;

/// Budgets and limits for a [Walker] that remembers what was used.
final class TableQuota {
  private TableQuota() {}

  /// Whether it is of something that a condition works out, which no walker does.
  static boolean isComputed(QuotaNode node) {
    return node.of() instanceof Scope.Computed;
  }

  static Map<String, Object> of(BudgetNode node, FidelityReport report) {
    report.approximate(
        node.id(),
        "Spend is worked out by the export's list prices after each answer and kept in"
            + " signalbox_spend.json by one worker; nothing is reserved for requests in flight, so"
            + " those can overrun the cap.");
    var tiers = node.tiers().stream().map(tier -> List.<Object>of(tier.at(), tier.to())).toList();
    return DecisionTable.map(
        "kind",
        "budget",
        "usd",
        node.usd().usd().doubleValue(),
        "per",
        node.per().id(),
        "whose",
        whose(node.of()),
        "within",
        node.within(),
        "tiers",
        tiers,
        "over",
        node.over());
  }

  static Map<String, Object> of(LimitNode node, Walker walker, FidelityReport report) {
    boolean threads = walker == Walker.HAPROXY; // which share what is counted
    String counts = threads ? "process" : "worker";
    if (node.per().compareTo(Window.MINUTE) > 0) {
      report.approximate(
          node.id(),
          "Requests are counted by one %s, and a restart begins anew.".formatted(counts));
    } else {
      report.remark(
          node.id(),
          threads
              ? "It is counted by one process; a reload begins anew."
              : "It is counted by one worker: start LiteLLM without --num_workers.");
    }
    if (node.tokens().isPresent()) {
      report.approximate(
          node.id(), "Tokens are counted after each answer; none are reserved in flight.");
    }
    return DecisionTable.map(
        "kind",
        "limit",
        "requests",
        node.requests().orElse(0),
        "tokens",
        node.tokens().orElse(0),
        "per",
        node.per().id(),
        "whose",
        whose(node.of()),
        "within",
        node.within(),
        "over",
        node.over());
  }

  private static List<String> whose(Scope of) {
    return switch (of) {
      case Scope.Graph g -> List.of("graph");
      case Scope.App a -> List.of("app");
      case Scope.User u -> List.of("user");
      case Scope.Metadata m -> List.of("metadata", m.key());
      case Scope.Computed c -> List.of("graph");
    };
  }
}
