package io.signalbox.engine.graph;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/// Says how far a condition was from holding, where one comparison of numbers is all that was
/// missing.
final class NearMiss {
  private static final Set<String> COMPARISONS = Set.of("<", "<=", ">", ">=");

  private NearMiss() {}

  static Optional<String> of(Expr tree, Signals signals) {
    try {
      return look(tree, signals);
    } catch (ConditionException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> look(Expr tree, Signals signals) {
    if (!(tree instanceof Expr.Call call) || holds(tree, signals)) {
      return Optional.empty();
    }
    if (call.function().equals("&&")) {
      Expr left = call.args().get(0);
      Expr right = call.args().get(1);
      return holds(left, signals) ? look(right, signals) : ifHolds(right, left, signals);
    }
    return COMPARISONS.contains(call.function()) ? distance(call, signals) : Optional.empty();
  }

  private static Optional<String> ifHolds(Expr other, Expr missed, Signals signals) {
    return holds(other, signals) ? look(missed, signals) : Optional.empty();
  }

  private static boolean holds(Expr tree, Signals signals) {
    return Terms.evaluator(tree).map(evaluator -> evaluator.test(signals)).orElse(false);
  }

  private static Optional<String> distance(Expr.Call call, Signals signals) {
    if (!(call.args().get(0) instanceof Expr.Variable variable)
        || !(call.args().get(1) instanceof Expr.Literal literal)
        || !(literal.value() instanceof Number wanted)) {
      return Optional.empty();
    }
    Object value = signals.value(variable.signal());
    for (String key : variable.path()) {
      value = value instanceof java.util.Map<?, ?> map ? map.get(key) : null;
    }
    if (!(value instanceof Number number)) {
      return Optional.empty();
    }
    BigDecimal gap = decimal(wanted).subtract(decimal(number)).abs();
    String word = call.function().startsWith(">") ? "short" : "over";
    String shown = variable.name() + " " + call.function() + " " + literal.value();
    return Optional.of(shown + ": " + gap.stripTrailingZeros().toPlainString() + " " + word);
  }

  private static BigDecimal decimal(Number number) {
    return new BigDecimal(number.toString());
  }
}
