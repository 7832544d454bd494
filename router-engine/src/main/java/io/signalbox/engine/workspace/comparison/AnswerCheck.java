package io.signalbox.engine.workspace.comparison;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.graph.condition.AnswerCondition;
import io.signalbox.engine.graph.condition.LinearRegex;
import java.time.Duration;
import java.util.List;

/// What must be true of an answer. Immutable.
///
/// @param name how people call it
/// @param not whether the opposite must be true
public record AnswerCheck(String name, boolean not, CheckRule rule) {
  /// How close a text must be by its meaning if the file does not say it: a cosine.
  public static final double USUAL_LIKENESS = 0.8;

  /// What is looked at. `{{NAME}}` in a text stands for a value of the prompt; a check whose value
  /// a prompt does not have is not about that prompt.
  public sealed interface CheckRule {
    /// All of these texts are in the answer.
    record Contains(List<String> texts) implements CheckRule {
      public Contains {
        texts = List.copyOf(texts);
      }
    }

    /// A match of a regular expression is in the answer.
    record Matches(LinearRegex regex) implements CheckRule {}

    /// The answer is one JSON value and nothing else.
    record IsJson() implements CheckRule {}

    /// The answer is JSON of a schema.
    ///
    /// @param schema its JSON; empty if it stands in a file
    /// @param file relative to the comparison's; empty if the schema is written there
    record FitsSchema(String schema, String file) implements CheckRule {}

    /// A condition holds.
    record Holds(AnswerCondition condition) implements CheckRule {}

    /// A tool of this name is called.
    record CallsTool(String tool) implements CheckRule {}

    /// The whole answer is there sooner.
    record LatencyBelow(Duration most) implements CheckRule {}

    /// Its first token is there sooner.
    record FirstTokenBelow(Duration most) implements CheckRule {}

    /// It costs less.
    record CostsBelow(Money most) implements CheckRule {}

    /// Its meaning is close to that of a text.
    ///
    /// @param atLeast the cosine of both vectors, -1 to 1
    /// @param encoder the encoder of texts
    record Similar(String to, double atLeast, String encoder) implements CheckRule {}
  }
}
