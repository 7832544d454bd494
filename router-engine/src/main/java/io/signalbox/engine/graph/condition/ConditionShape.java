package io.signalbox.engine.graph.condition;

import io.signalbox.engine.graph.condition.ConditionTree.Sign;
import io.signalbox.engine.graph.condition.ConditionTree.Value;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds tests in an expression.
final class ConditionShape {
  private static final Map<Sign, Sign> TURNED =
      Map.of(
          Sign.IS, Sign.IS,
          Sign.IS_NOT, Sign.IS_NOT,
          Sign.BELOW, Sign.ABOVE,
          Sign.AT_MOST, Sign.AT_LEAST,
          Sign.ABOVE, Sign.BELOW,
          Sign.AT_LEAST, Sign.AT_MOST);
  private static final Set<Sign> OF_TEXTS =
      EnumSet.of(Sign.CONTAINS, Sign.STARTS_WITH, Sign.ENDS_WITH, Sign.MATCHES);

  private ConditionShape() {}

  /// The tree; empty if a part can neither be tested nor written.
  static Optional<ConditionTree> of(Expr expr) {
    Optional<ConditionTree> test = test(expr);
    return test.isPresent()
        ? test
        : joined(expr).or(() -> CelWriter.text(expr).map(ConditionTree.Text::new));
  }

  private static Optional<ConditionTree> joined(Expr expr) {
    if (!(expr instanceof Expr.Call call)) {
      return Optional.empty();
    }
    return switch (call.function()) {
      case "&&" -> parts(call).map(ConditionTree.All::new);
      case "||" -> parts(call).map(ConditionTree.Any::new);
      case "!" -> of(call.args().getFirst()).map(ConditionTree.Not::new);
      default -> Optional.empty();
    };
  }

  private static Optional<List<ConditionTree>> parts(Expr.Call call) {
    List<ConditionTree> parts = call.args().stream().flatMap(each -> of(each).stream()).toList();
    return parts.size() == call.args().size() ? Optional.of(parts) : Optional.empty();
  }

  private static Optional<ConditionTree> test(Expr expr) {
    return switch (expr) {
      case Expr.Variable variable -> Optional.of(truth(variable, true));
      case Expr.Call call when call.args().size() == 2 ->
          test(call.function(), call.args().getFirst(), call.args().get(1));
      case Expr.Call call
          when call.function().equals("!")
              && call.args().getFirst() instanceof Expr.Variable variable ->
          Optional.of(truth(variable, false));
      default -> Optional.empty();
    };
  }

  private static ConditionTree truth(Expr.Variable variable, boolean holds) {
    return new ConditionTree.Test(variable, Sign.IS, new Value.Truth(holds));
  }

  private static Optional<ConditionTree> test(String function, Expr left, Expr right) {
    if (function.equals("in")) {
      return membership(left, right);
    }
    Optional<Sign> sign =
        Arrays.stream(Sign.values()).filter(each -> each.cel().equals(function)).findFirst();
    if (sign.isEmpty()) {
      return Optional.empty();
    }
    if (left instanceof Expr.Variable variable) {
      return value(right).flatMap(value -> test(variable, sign.get(), value));
    }
    return right instanceof Expr.Variable variable && TURNED.containsKey(sign.get())
        ? value(left)
            .flatMap(value -> test(variable, TURNED.getOrDefault(sign.get(), sign.get()), value))
        : Optional.empty();
  }

  private static Optional<ConditionTree> test(Expr.Variable variable, Sign sign, Value value) {
    if (value instanceof Value.Truth truth) {
      return switch (sign) {
        case IS -> Optional.of(truth(variable, truth.holds()));
        case IS_NOT -> Optional.of(truth(variable, !truth.holds()));
        default -> Optional.empty();
      };
    }
    boolean fits = !OF_TEXTS.contains(sign) || value instanceof Value.Word;
    return fits ? Optional.of(new ConditionTree.Test(variable, sign, value)) : Optional.empty();
  }

  private static Optional<ConditionTree> membership(Expr left, Expr right) {
    if (left instanceof Expr.Variable variable && right instanceof Expr.Listing list) {
      List<Value> values = list.items().stream().flatMap(each -> value(each).stream()).toList();
      return values.size() == list.items().size()
          ? Optional.of(new ConditionTree.Test(variable, Sign.ONE_OF, new Value.Several(values)))
          : Optional.empty();
    }
    return right instanceof Expr.Variable variable
        ? value(left).map(value -> new ConditionTree.Test(variable, Sign.HAS, value))
        : Optional.empty();
  }

  private static Optional<Value> value(Expr expr) {
    return switch (expr) {
      case Expr.Literal(String text) -> Optional.of(new Value.Word(text));
      case Expr.Literal(Long number) -> Optional.of(new Value.Whole(number));
      case Expr.Literal(Double number) -> decimal(number);
      case Expr.Literal(Boolean holds) -> Optional.of(new Value.Truth(holds));
      case Expr.Call(String function, List<Expr> args)
          when function.equals("timestamp")
              && args.getFirst() instanceof Expr.Literal(String text) ->
          moment(text);
      default -> Optional.empty();
    };
  }

  private static Optional<Value> decimal(double number) {
    return Double.isFinite(number)
        ? Optional.of(new Value.Decimal(BigDecimal.valueOf(number)))
        : Optional.empty();
  }

  private static Optional<Value> moment(String text) {
    try {
      return Optional.of(new Value.Moment(Instant.parse(text)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
