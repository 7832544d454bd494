package io.signalbox.engine.graph;

/// Works out a condition. Safe for threads.
@FunctionalInterface
interface Evaluator {
  /// @throws ConditionException if it cannot be worked out
  boolean test(Signals signals);
}
