package io.signalbox.engine.graph.condition;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Finds what a condition reads.
public final class Variables {
  private Variables() {}

  /// All variables in an expression, in their order.
  public static Set<Expr.Variable> of(Expr tree) {
    var found = new LinkedHashSet<Expr.Variable>();
    collect(tree, found);
    return found;
  }

  private static void collect(Expr tree, Set<Expr.Variable> found) {
    if (tree instanceof Expr.Variable variable) {
      found.add(variable);
    }
    parts(tree).forEach(part -> collect(part, found));
  }

  /// The expressions right below an expression.
  public static List<Expr> parts(Expr tree) {
    return switch (tree) {
      case Expr.Literal literal -> List.of();
      case Expr.Variable variable -> List.of();
      case Expr.Local local -> List.of();
      case Expr.Call call -> call.args();
      case Expr.Listing listing -> listing.items();
      case Expr.Select select -> List.of(select.of());
      case Expr.Fold fold ->
          List.of(fold.over(), fold.start(), fold.goOn(), fold.step(), fold.result());
    };
  }
}
