package io.signalbox.engine.graph.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;

/// A condition on an answer, written in CEL: `size(answer) < 800 && json.total > 0`. Two with the
/// same text are equal. Immutable, safe for threads.
///
/// Its variables: `answer` (string), `json` (what the answer is as JSON; without a value if it is
/// none), `tools` (list of the names of tools that were called), `model` (the id of the model that
/// answered), `tokens` (int, of the completion), `seconds` and `first_token` (double), `usd`
/// (double).
public final class AnswerCondition {
  private final String text;
  private final BiFunction<Map<String, Object>, Steps, Boolean> evaluator;

  private AnswerCondition(String text, BiFunction<Map<String, Object>, Steps, Boolean> evaluator) {
    this.text = text;
    this.evaluator = evaluator;
  }

  /// Made when the first one is read: requests need none.
  private static final class Lazy {
    static final CelCompiler COMPILER =
        new CelCompiler(
            SimpleType.BOOL,
            Map.of(
                "answer", SimpleType.STRING,
                "json", SimpleType.DYN,
                "tools", ListType.create(SimpleType.STRING),
                "model", SimpleType.STRING,
                "tokens", SimpleType.INT,
                "seconds", SimpleType.DOUBLE,
                "first_token", SimpleType.DOUBLE,
                "usd", SimpleType.DOUBLE));
  }

  /// What came of a text: a condition, or what is wrong with it.
  public sealed interface AnswerReading {
    /// It can be used.
    record Ready(AnswerCondition condition) implements AnswerReading {}

    /// It cannot.
    ///
    /// @param why in plain words, without a full stop
    record Broken(String why) implements AnswerReading {}
  }

  /// What is known of an answer.
  ///
  /// @param json the answer's JSON as maps, lists, texts, `Long`, `Double` and `Boolean`, or a
  ///   [ConditionException] that says why there is none
  public record AnswerFacts(
      String answer,
      Object json,
      List<String> tools,
      String model,
      long tokens,
      double seconds,
      double firstToken,
      double usd) {
    public AnswerFacts {
      tools = List.copyOf(tools);
    }
  }

  /// Reads a condition.
  public static AnswerReading read(String text) {
    if (text.isBlank() || text.length() > CelCompiler.MOST_CHARS) {
      return new AnswerReading.Broken(
          "a condition has 1 to " + CelCompiler.MOST_CHARS + " characters");
    }
    try {
      CelAbstractSyntaxTree ast = Lazy.COMPILER.tree(text);
      Expr tree =
          CelTree.of(
              ast.getExpr(),
              java.util.Set.of(
                  "answer", "json", "tools", "model", "tokens", "seconds", "first_token", "usd"));
      return Terms.ofNames(tree)
          .<AnswerReading>map(each -> new AnswerReading.Ready(new AnswerCondition(text, each)))
          .orElseGet(() -> new AnswerReading.Broken("it uses a function that checks do not have"));
    } catch (CelValidationException e) {
      return new AnswerReading.Broken(Lazy.COMPILER.faults(text, e).getFirst().words());
    } catch (CelTree.UnknownShapeException e) {
      return new AnswerReading.Broken(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // The library throws bare exceptions for some malformed literals; the text is at fault.
      return new AnswerReading.Broken("this is not a CEL expression");
    }
  }

  /// The CEL text.
  public String text() {
    return text;
  }

  /// Whether it holds for an answer.
  ///
  /// @throws ConditionException if it cannot be worked out
  public boolean holds(AnswerFacts facts) {
    Map<String, Object> values =
        Map.of(
            "answer", facts.answer(),
            "json", facts.json(),
            "tools", facts.tools(),
            "model", facts.model(),
            "tokens", facts.tokens(),
            "seconds", facts.seconds(),
            "first_token", facts.firstToken(),
            "usd", facts.usd());
    try {
      return evaluator.apply(values, new Steps(Steps.OF_CONDITION));
    } catch (Steps.OverBudgetException e) {
      throw new StepBudgetException(Steps.OF_CONDITION);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AnswerCondition that && text.equals(that.text);
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
