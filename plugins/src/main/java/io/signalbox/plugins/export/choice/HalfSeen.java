package io.signalbox.plugins.export.choice;

import io.signalbox.engine.graph.condition.Expr;
import io.signalbox.engine.graph.condition.Signal;
import io.signalbox.plugins.export.UnspeakableException;
import java.util.List;
import java.util.Set;

/// Signals of which a gateway sees a part only, such as labels of headers, but not of bodies: what
/// it does not see seems absent. A test of such a signal misses requests, and its negation holds
/// for too many; so a rule may read one but not negate it, and the condition of a promise may not
/// read one at all. Immutable.
///
/// @param signals empty: the gateway sees what it can say at all
public record HalfSeen(Set<Signal> signals) {
  public HalfSeen {
    signals = Set.copyOf(signals);
  }

  /// What a rule reads.
  ///
  /// @throws UnspeakableException if it negates a test of such a signal
  public void inRule(Expr condition) throws UnspeakableException {
    check(condition, false, false);
  }

  /// What a promise is about.
  ///
  /// @throws UnspeakableException if it reads such a signal
  public void inPromise(Expr condition) throws UnspeakableException {
    check(condition, true, false);
  }

  private void check(Expr expr, boolean everywhere, boolean not) throws UnspeakableException {
    switch (expr) {
      case Expr.Variable variable -> variable(variable, everywhere || not);
      case Expr.Call call -> call(call, everywhere, not);
      case Expr.Listing listing -> each(listing.items(), everywhere, not);
      case Expr.Select select -> check(select.of(), everywhere, not);
      case Expr.Fold fold ->
          each(
              List.of(fold.over(), fold.start(), fold.goOn(), fold.step(), fold.result()),
              true,
              not);
      case Expr.Literal literal -> {}
      case Expr.Local local -> {}
    }
  }

  private void variable(Expr.Variable variable, boolean forbidden) throws UnspeakableException {
    if (forbidden && signals.contains(variable.signal())) {
      throw new UnspeakableException(variable.name() + ", which it does not see in every request");
    }
  }

  private void call(Expr.Call call, boolean everywhere, boolean not) throws UnspeakableException {
    boolean turns =
        switch (call.function()) {
          case "!", "!=" -> true;
          case "==" -> call.args().contains(new Expr.Literal(false));
          default -> false;
        };
    each(call.args(), everywhere, turns != not);
  }

  private void each(List<Expr> some, boolean everywhere, boolean not) throws UnspeakableException {
    for (Expr one : some) {
      check(one, everywhere, not);
    }
  }
}
