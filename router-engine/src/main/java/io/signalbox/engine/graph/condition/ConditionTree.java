package io.signalbox.engine.graph.condition;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// A condition as people build it: tests of variables, joined by and, or, not. What no test can say
/// (functions, sums, macros) is left as text. Immutable.
///
/// Reading what [#text()] wrote gives an equal tree.
public sealed interface ConditionTree {

  /// All parts hold. A part that is itself an `All` is taken apart.
  record All(List<ConditionTree> parts) implements ConditionTree {
    public All {
      parts =
          parts.stream()
              .flatMap(each -> each instanceof All all ? all.parts.stream() : Stream.of(each))
              .toList();
    }
  }

  /// At least one part holds. A part that is itself an `Any` is taken apart.
  record Any(List<ConditionTree> parts) implements ConditionTree {
    public Any {
      parts =
          parts.stream()
              .flatMap(each -> each instanceof Any any ? any.parts.stream() : Stream.of(each))
              .toList();
    }
  }

  /// The part does not hold.
  record Not(ConditionTree part) implements ConditionTree {}

  /// A variable against a value. What is true or false is tested by [Sign#IS].
  record Test(Expr.Variable variable, Sign sign, Value value) implements ConditionTree {}

  /// What only text can say, as CEL.
  record Text(String cel) implements ConditionTree {}

  /// How a variable is tested.
  enum Sign {
    IS("=="),
    IS_NOT("!="),
    BELOW("<"),
    AT_MOST("<="),
    ABOVE(">"),
    AT_LEAST(">="),
    CONTAINS("contains"),
    STARTS_WITH("startsWith"),
    ENDS_WITH("endsWith"),
    /// A regular expression is found in it.
    MATCHES("matches"),
    /// It is one of several values.
    ONE_OF("in"),
    /// It is a list or map that has this word or key.
    HAS("in");

    private final String cel;

    Sign(String cel) {
      this.cel = cel;
    }

    /// The operator or function in CEL.
    public String cel() {
      return cel;
    }
  }

  /// What a variable is tested against.
  sealed interface Value {
    /// A text.
    record Word(String text) implements Value {}

    /// A whole number.
    record Whole(long number) implements Value {}

    /// A number with a point.
    record Decimal(BigDecimal number) implements Value {
      public Decimal {
        number = BigDecimal.valueOf(number.doubleValue());
      }
    }

    /// True or false.
    record Truth(boolean holds) implements Value {}

    /// A moment.
    record Moment(Instant at) implements Value {}

    /// Several values.
    record Several(List<Value> values) implements Value {
      public Several {
        values = List.copyOf(values);
      }
    }
  }

  /// The tree of a condition.
  static ConditionTree of(Condition condition) {
    if (!condition.isReadable()) {
      return new Text(condition.text());
    }
    return ConditionShape.of(condition.tree()).orElseGet(() -> new Text(condition.text()));
  }

  /// The condition as CEL.
  default String text() {
    return CelWriter.text(this);
  }

  /// How a variable is written in CEL: `metadata["a-b"]`.
  static String text(Expr.Variable variable) {
    return CelWriter.text(variable);
  }
}
