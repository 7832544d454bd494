package io.signalbox.engine.graph.condition;

import java.util.Locale;

/// A condition was given up because it would have taken more steps than its budget. It counts as
/// false as a whole, whatever its parts are.
public final class StepBudgetException extends ConditionException {
  private static final long serialVersionUID = 1L;

  StepBudgetException(long budget) {
    super(String.format(Locale.ROOT, "step budget exceeded (%,d steps)", budget));
  }
}
