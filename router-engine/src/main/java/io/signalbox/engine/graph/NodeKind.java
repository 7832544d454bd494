package io.signalbox.engine.graph;

import io.signalbox.engine.graph.format.RecordFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// The kinds of nodes of graph format 1.
public enum NodeKind {
  RULES(() -> RulesNode.FORMAT),
  INTENT(() -> IntentNode.FORMAT),
  ASK(() -> AskNode.FORMAT),
  LEARNED(() -> LearnedNode.FORMAT),
  SPLIT(() -> SplitNode.FORMAT),
  BALANCE(() -> BalanceNode.FORMAT),
  FALLBACK(() -> FallbackNode.FORMAT),
  STAY(() -> StayNode.FORMAT),
  BUDGET(() -> BudgetNode.FORMAT),
  LIMIT(() -> LimitNode.FORMAT),
  GATE(() -> GateNode.FORMAT),
  CACHE(() -> CacheNode.FORMAT),
  REWRITE(() -> RewriteNode.FORMAT),
  MIRROR(() -> MirrorNode.FORMAT),
  REJECT(() -> RejectNode.FORMAT);

  private final String id = name().toLowerCase(Locale.ROOT);

  @SuppressWarnings("ImmutableEnumChecker") // gives constants alone
  private final Optional<Supplier<RecordFormat<? extends Node>>> format;

  /// @param format asked for late: formats name kinds, and kinds formats
  NodeKind(Supplier<RecordFormat<? extends Node>> format) {
    this.format = Optional.of(format);
  }

  /// Whether this version can run it.
  public boolean supported() {
    return format.isPresent();
  }

  /// How nodes of this kind are written; empty if this version cannot run them.
  public Optional<RecordFormat<? extends Node>> format() {
    return format.map(Supplier::get);
  }

  /// The kinds that this version can run.
  public static List<NodeKind> all() {
    return Arrays.stream(values()).filter(NodeKind::supported).toList();
  }

  /// The word in files: lower case.
  public String id() {
    return id;
  }

  /// The kind with this word, if there is one.
  public static Optional<NodeKind> of(String id) {
    return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
  }
}
