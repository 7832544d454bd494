package io.signalbox.engine.graph.condition;

/// Works out a condition. Safe for threads.
@FunctionalInterface
interface Evaluator {
  /// @throws ConditionException if it cannot be worked out
  /// @throws Steps.OverBudgetException if it takes more steps than are left
  boolean test(Signals signals, Steps steps);
}
