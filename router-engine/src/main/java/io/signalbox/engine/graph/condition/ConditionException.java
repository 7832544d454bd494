package io.signalbox.engine.graph.condition;

/// A condition could not be worked out for one request (a division by zero, an index that is not
/// there). The rule then does not hold, and the step says why.
public sealed class ConditionException extends RuntimeException permits StepBudgetException {
  private static final long serialVersionUID = 1L;

  public ConditionException(String message) {
    super(message, null, false, false);
  }
}
