package io.signalbox.engine.graph.proof;

import io.signalbox.engine.graph.condition.Expr;
import io.signalbox.engine.graph.condition.Variables;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// What is known of a request at some place: for variables, and for parts of conditions that are
/// not looked into, the values that they can have. Knowing less than there is to know is always
/// right. Immutable.
///
/// Example: A is "tokens 0 to 100, stream true", B is "tokens 0 to 100, stream false". What they
/// have in [#common] is "tokens 0 to 100", which is true of every request of A and of B, and
/// [#covers] both: a proof that has followed requests of which so little is known need not follow
/// those of A or B any more.
public final class Knowledge {
  /// Nothing is known.
  public static final Knowledge NOTHING = new Knowledge(Map.of());

  /// More facts are not kept, so that a long path costs no more than a short one.
  private static final int MOST_FACTS = 64;

  private final Map<Expr, Domain> facts;

  private Knowledge(Map<Expr, Domain> facts) {
    this.facts = facts;
  }

  Map<Expr, Domain> facts() {
    return Collections.unmodifiableMap(facts);
  }

  /// The values that something can have, where any are known.
  Optional<Domain> of(Expr what) {
    return Optional.ofNullable(facts.get(what)).or(() -> Assumption.usual(what));
  }

  /// What is known once this is known too; empty if it cannot be.
  Optional<Knowledge> with(Expr what, Domain values) {
    Optional<Domain> all = Optional.of(values);
    Optional<Domain> before = of(what);
    if (before.isPresent()) {
      all = before.get().and(values);
    }
    return all.map(domain -> put(what, domain));
  }

  private Knowledge put(Expr what, Domain values) {
    if (facts.size() >= MOST_FACTS && !facts.containsKey(what)) {
      return this;
    }
    var more = new HashMap<>(facts);
    more.put(what, values);
    return new Knowledge(more);
  }

  /// What is left when whatever reads one of these signals may have changed.
  Knowledge without(Predicate<Expr.Variable> changed) {
    var left = new HashMap<>(facts);
    left.keySet().removeIf(what -> Variables.of(what).stream().anyMatch(changed));
    return new Knowledge(left);
  }

  /// What is known in both.
  Knowledge common(Knowledge other) {
    var both = new HashMap<>(facts);
    both.entrySet().removeIf(fact -> !fact.getValue().equals(other.facts.get(fact.getKey())));
    return new Knowledge(both);
  }

  /// Whether every request of which the other is true is one of which this is true.
  boolean covers(Knowledge other) {
    for (Map.Entry<Expr, Domain> fact : facts.entrySet()) {
      Optional<Domain> theirs = other.of(fact.getKey());
      if (theirs.isEmpty() || !theirs.get().within(fact.getValue())) {
        return false;
      }
    }
    return true;
  }
}
