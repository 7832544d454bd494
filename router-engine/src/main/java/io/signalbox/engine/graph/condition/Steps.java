package io.signalbox.engine.graph.condition;

/// Counts what one run of a condition costs and ends it when its budget is spent. A step is a small
/// piece of work of about a nanosecond: looking at a character, a fraction of a comparison. The
/// count depends on the condition and the request alone, never on the machine or on earlier runs.
/// Belongs to one thread.
public final class Steps {
  /// The most steps of one condition, about a tenth of a second.
  public static final long OF_CONDITION = 100_000_000;

  private final long most;
  private long used;

  Steps(long most) {
    this.most = most;
  }

  /// @throws OverBudgetException if there are not so many left
  void spend(long steps) {
    used += steps;
    if (used > most || used < 0) {
      throw new OverBudgetException();
    }
  }

  long most() {
    return most;
  }

  long used() {
    return used;
  }

  /// The budget is spent. No [ConditionException], which parts of a condition may answer for: it
  /// ends the whole condition.
  static final class OverBudgetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private OverBudgetException() {
      super("step budget exceeded", null, false, false);
    }
  }
}
