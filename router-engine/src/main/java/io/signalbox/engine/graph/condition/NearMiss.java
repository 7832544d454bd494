package io.signalbox.engine.graph.condition;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Says how far a condition was from holding, where one comparison of numbers is all that was
/// missing and missed by no more than a tenth, or by one. Made once for a condition; immutable.
final class NearMiss {
  private static final Set<String> COMPARISONS = Set.of("<", "<=", ">", ">=");

  /// What would take more is not said: it is a courtesy.
  private static final long MOST_STEPS = Steps.OF_CONDITION / 10;

  private static final BigDecimal TENTH = new BigDecimal("0.1");
  private final Optional<Evaluator> holds;
  private final Optional<Expr.Call> comparison;
  private final List<NearMiss> both;

  private NearMiss(Optional<Evaluator> holds, Optional<Expr.Call> comparison, List<NearMiss> both) {
    this.holds = holds;
    this.comparison = comparison;
    this.both = both;
  }

  static NearMiss of(Expr tree) {
    Optional<Evaluator> holds = Terms.evaluator(tree);
    if (tree instanceof Expr.Call call && call.function().equals("&&")) {
      return new NearMiss(holds, Optional.empty(), call.args().stream().map(NearMiss::of).toList());
    }
    Optional<Expr.Call> comparison =
        tree instanceof Expr.Call call && COMPARISONS.contains(call.function())
            ? Optional.of(call)
            : Optional.empty();
    return new NearMiss(holds, comparison, List.of());
  }

  Optional<String> look(Signals signals) {
    try {
      return distance(signals, new Steps(MOST_STEPS));
    } catch (ConditionException | Steps.OverBudgetException e) {
      return Optional.empty();
    }
  }

  private boolean holds(Signals signals, Steps steps) {
    return holds.isPresent() && holds.get().test(signals, steps);
  }

  private Optional<String> distance(Signals signals, Steps steps) {
    if (comparison.isPresent()) {
      return holds(signals, steps) ? Optional.empty() : distance(comparison.get(), signals);
    }
    List<NearMiss> missed = both.stream().filter(each -> !each.holds(signals, steps)).toList();
    return missed.size() == 1 ? missed.getFirst().distance(signals, steps) : Optional.empty();
  }

  private static Optional<String> distance(Expr.Call call, Signals signals) {
    if (!(call.args().get(0) instanceof Expr.Variable variable)
        || !(call.args().get(1) instanceof Expr.Literal literal)
        || !(literal.value() instanceof Number wanted)
        || !(CelValues.reckoned(Terms.read(variable, signals)) instanceof Number number)) {
      return Optional.empty();
    }
    boolean whole = decimal(number).scale() <= 0 && decimal(wanted).scale() <= 0;
    BigDecimal gap = decimal(wanted).subtract(decimal(number)).abs();
    // Whole numbers miss an open bound by one more.
    boolean open = !call.function().endsWith("=");
    BigDecimal needed = open && whole ? gap.add(BigDecimal.ONE) : gap;
    BigDecimal near = decimal(wanted).abs().multiply(TENTH);
    if (needed.compareTo(whole ? near.max(BigDecimal.ONE) : near) > 0) {
      return Optional.empty();
    }
    String word = call.function().startsWith(">") ? " more needed" : " less needed";
    String shown = variable.name() + " " + call.function() + " " + literal.value();
    return Optional.of(shown + ": " + needed.stripTrailingZeros().toPlainString() + word);
  }

  private static BigDecimal decimal(Number number) {
    return new BigDecimal(number.toString());
  }
}
