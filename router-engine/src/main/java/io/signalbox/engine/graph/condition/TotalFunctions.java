package io.signalbox.engine.graph.condition;

import java.util.Set;

/// The operators and functions of CEL that have a value whatever their arguments are: logic,
/// comparisons, membership and tests of texts. Arithmetic is none of them, for it can overflow or
/// divide by zero. Proofs reason about these, and exporters that evaluate conditions in other
/// languages support these.
public final class TotalFunctions {
  private static final Set<String> LOGIC = Set.of("&&", "||", "!", "?:");
  private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=", "in");
  private static final Set<String> TEXTS =
      Set.of("size", "startsWith", "endsWith", "contains", "matches");

  private TotalFunctions() {}

  /// Whether a function, by its name in [Expr.Call], is one of them.
  public static boolean contains(String function) {
    return LOGIC.contains(function) || COMPARISONS.contains(function) || TEXTS.contains(function);
  }
}
