package io.signalbox.engine.graph.condition;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A condition on a request, written in CEL, checked for types when it is read. Two conditions with
/// the same text are equal. Immutable, safe for threads.
public final class Condition {
  /// Holds for no request; stands for a condition that is missing.
  public static final Condition NEVER = of("false");

  private final String text;
  private final Expr tree;
  private final Evaluator evaluator;
  private final boolean foreign;
  private final boolean readable;
  private volatile Optional<NearMiss> nearMiss = Optional.empty();
  private volatile Worst worst = new Worst(-1, 0);

  /// What was last worked out.
  private record Worst(long chars, double steps) {}

  private Condition(
      String text, Expr tree, Evaluator evaluator, boolean foreign, boolean readable) {
    this.text = text;
    this.tree = tree;
    this.evaluator = evaluator;
    this.foreign = foreign;
    this.readable = readable;
  }

  /// What came of a text: a condition, or what is wrong with it.
  public sealed interface Parsed {
    /// It can be used.
    record Ready(Condition condition) implements Parsed {}

    /// It cannot.
    record Broken(List<Fault> faults) implements Parsed {}
  }

  /// A mistake in a text.
  ///
  /// @param message what is wrong, without a full stop
  /// @param line from 1
  /// @param column from 1, in characters
  /// @param suggestion the word that was probably meant
  public record Fault(
      FaultKind kind, String message, int line, int column, Optional<String> suggestion) {

    /// What can be said besides the message.
    public enum FaultKind {
      /// There is no variable of this name: those that are known help.
      UNKNOWN_VARIABLE,
      OTHER
    }

    static Fault of(String message, int line, int column) {
      return new Fault(FaultKind.OTHER, message, line, column, Optional.empty());
    }

    /// The message with the suggestion, in one line.
    public String words() {
      return message + suggestion.map(word -> "; did you mean " + word + "?").orElse("");
    }
  }

  /// Reads a condition on requests, with the variables of [Signal].
  public static Parsed read(String text) {
    return CelCompiler.REQUEST.read(text);
  }

  /// Reads a condition on a model, with the one variable `model` (`model.labels.region`,
  /// `model.provider`, `model.id`, `model.name`).
  public static Parsed readOfModel(String text) {
    return CelCompiler.MODEL.read(text);
  }

  /// A condition that is known to be right.
  ///
  /// @throws IllegalArgumentException if it is not
  public static Condition of(String text) {
    return switch (read(text)) {
      case Parsed.Ready ready -> ready.condition();
      case Parsed.Broken broken -> throw new IllegalArgumentException(broken.faults().toString());
    };
  }

  /// Holds for no request; stands for a text that cannot be read, and keeps it, so that what was
  /// written is neither lost nor changed while the rest of its graph is.
  public static Condition unreadable(String text) {
    return new Condition(text, NEVER.tree, NEVER.evaluator, false, false);
  }

  /// @param foreign whether the CEL library runs it as a whole
  static Condition compiled(String text, Expr tree, Evaluator evaluator, boolean foreign) {
    return new Condition(text, tree, evaluator, foreign, true);
  }

  /// Whether it means what its text says; else it holds for no request.
  public boolean isReadable() {
    return readable;
  }

  /// Loads what reading a condition needs, so that the first real one is quick.
  public static void warm() {
    read("metadata.task == 'x' && tokens > 1");
  }

  /// The CEL text.
  public String text() {
    return text;
  }

  /// The tree.
  public Expr tree() {
    return tree;
  }

  /// Whether it holds for a request.
  ///
  /// @throws ConditionException if it cannot be worked out
  public boolean holds(Signals signals) {
    return holds(signals, Steps.OF_CONDITION);
  }

  /// Whether it holds for a request.
  ///
  /// @param budget the most steps that finding out may take, as of [StepLimits]
  /// @throws StepBudgetException if it would take more
  /// @throws ConditionException if it cannot be worked out
  public boolean holds(Signals signals, long budget) {
    return counted(signals, new Steps(budget));
  }

  private boolean counted(Signals signals, Steps steps) {
    try {
      return evaluator.test(signals, steps);
    } catch (Steps.OverBudgetException e) {
      throw new StepBudgetException(steps.most());
    }
  }

  /// How many steps it takes for a request.
  long steps(Signals signals) {
    var steps = new Steps(Long.MAX_VALUE);
    counted(signals, steps);
    return steps.used();
  }

  /// The most steps that it can take for a request whose texts have so many characters.
  public double worst(long chars) {
    Worst last = worst;
    if (last.chars() != chars) {
      last = new Worst(chars, bound(chars));
      worst = last;
    }
    return last.steps();
  }

  private double bound(long chars) {
    return StepBound.of(tree, StepBound.ofRequest((double) chars), foreign);
  }

  /// How far a condition that does not hold is from holding, if that is a matter of one number:
  /// `tokens > 8000: 41 more needed`.
  public Optional<String> nearMiss(Signals signals) {
    if (nearMiss.isEmpty()) {
      nearMiss = Optional.of(NearMiss.of(tree));
    }
    return nearMiss.flatMap(each -> each.look(signals));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Condition that && text.equals(that.text);
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
