package io.signalbox.engine.graph.condition;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/// An expression on a request that gives a text, written in CEL: `metadata.team + "/" + model`. Two
/// with the same text are equal. Immutable, safe for threads.
public final class TextExpression {
  /// What is never part of such a text: prompts must not be kept, and what is measured changes.
  private static final Set<Signal> EXCLUDED =
      EnumSet.of(
          Signal.TEXT,
          Signal.SYSTEM,
          Signal.NOW,
          Signal.HOUR,
          Signal.WEEKDAY,
          Signal.SPEND,
          Signal.PRICE,
          Signal.HEALTH);

  private final String text;
  private final BiFunction<Signals, Steps, Object> evaluator;

  private TextExpression(String text, BiFunction<Signals, Steps, Object> evaluator) {
    this.text = text;
    this.evaluator = evaluator;
  }

  /// Reads one; empty if it is none, or looks at prompts, the time or what is measured.
  public static Optional<TextExpression> read(String text) {
    return CelCompiler.TEXT
        .expression(text)
        .filter(
            tree -> Variables.of(tree).stream().noneMatch(each -> EXCLUDED.contains(each.signal())))
        .flatMap(Terms::values)
        .map(evaluator -> new TextExpression(text, evaluator));
  }

  /// The CEL text.
  public String text() {
    return text;
  }

  /// What it gives for a request.
  ///
  /// @throws ConditionException if it cannot be worked out
  public String of(Signals signals) {
    try {
      return String.valueOf(evaluator.apply(signals, new Steps(Steps.OF_CONDITION)));
    } catch (Steps.OverBudgetException e) {
      throw new StepBudgetException(Steps.OF_CONDITION);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TextExpression that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
