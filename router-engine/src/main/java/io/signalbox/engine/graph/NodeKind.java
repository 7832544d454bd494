package io.signalbox.engine.graph;

import io.signalbox.engine.graph.format.RecordFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The kinds of nodes of graph format 1.
public enum NodeKind {
  RULES,
  INTENT,
  ASK,
  SPLIT,
  BALANCE,
  FALLBACK,
  STAY,
  BUDGET,
  LIMIT,
  GATE,
  CACHE,
  REWRITE,
  MIRROR,
  REJECT;

  /// Whether this version can run it.
  public boolean supported() {
    return format().isPresent();
  }

  /// How nodes of this kind are written; empty if this version cannot run them.
  public Optional<RecordFormat<? extends Node>> format() {
    return switch (this) {
      case RULES -> Optional.of(RulesNode.FORMAT);
      case SPLIT -> Optional.of(SplitNode.FORMAT);
      case BALANCE -> Optional.of(BalanceNode.FORMAT);
      case FALLBACK -> Optional.of(FallbackNode.FORMAT);
      case BUDGET -> Optional.of(BudgetNode.FORMAT);
      case LIMIT -> Optional.of(LimitNode.FORMAT);
      case REWRITE -> Optional.of(RewriteNode.FORMAT);
      case REJECT -> Optional.of(RejectNode.FORMAT);
      case INTENT, ASK, STAY, GATE, CACHE, MIRROR -> Optional.empty();
    };
  }

  /// The kinds that this version can run.
  public static List<NodeKind> all() {
    return Arrays.stream(values()).filter(NodeKind::supported).toList();
  }

  /// The word in files: lower case.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The kind with this word, if there is one.
  public static Optional<NodeKind> of(String id) {
    return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
  }
}
