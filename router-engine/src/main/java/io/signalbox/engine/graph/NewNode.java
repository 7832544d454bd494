package io.signalbox.engine.graph;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.graph.SplitNode.Share;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalLong;

/// New nodes as they are put on the canvas: their exits lead nowhere yet, their figures are usual
/// ones to begin with.
public final class NewNode {
  private NewNode() {}

  /// A new node.
  ///
  /// @param kind a kind that this version can run
  /// @throws IllegalArgumentException if it cannot
  public static Node of(NodeKind kind, String id) {
    Node nothing =
        kind.format()
            .map(format -> (Node) format.nothing())
            .orElseThrow(() ->
                new IllegalArgumentException("this version cannot run nodes of kind " + kind.id()));
    return begun(nothing).withId(id);
  }

  private static Node begun(Node nothing) {
    return switch (nothing) {
      case SplitNode split -> split.withShares(List.of(half(), half()));
      case BudgetNode budget -> budget.withUsd(Money.of("10"));
      case LimitNode limit -> limit.withRequests(OptionalLong.of(60));
      case RejectNode reject -> reject.withMessage("Not available at the moment.");
      case RulesNode rules -> rules;
      case BalanceNode balance -> balance;
      case FallbackNode fallback -> fallback;
      case RewriteNode rewrite -> rewrite;
    };
  }

  private static Share half() {
    return new Share("", new BigDecimal("0.5"));
  }
}
