package io.signalbox.plugins.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.signalbox.engine.graph.condition.Expr;
import io.signalbox.engine.graph.condition.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What is kept of a condition never holds where the condition does not. Here `a`, `b` and `c` can
/// be said, negated or not; `x` cannot be said, and `n` cannot be said negated.
final class NearestTest {
  private static final Expr A = is("a");
  private static final Expr B = is("b");
  private static final Expr X = is("x");
  private static final Expr N = is("n");

  @Test
  void whatCanBeSaidIsKeptWhole() throws UnspeakableException {
    holds("(a && !((b || a)))", and(A, not(or(B, A))), List.of());
  }

  @Test
  void oneSideOfOrMayBeLeftOut() throws UnspeakableException {
    holds("a", or(A, X), List.of("x"));
    holds("a", or(X, A), List.of("x"));
    holds("(a || b)", or(or(A, X), B), List.of("x"));
    holds("(a && b)", and(or(A, X), B), List.of("x"));
  }

  @Test
  void noSideOfAndMayBeLeftOut() throws UnspeakableException {
    lost("x", and(A, X));
    lost("x", and(X, A));
    lost("x", and(or(A, X), X));
    holds("a", or(A, and(B, X)), List.of("x"));
  }

  @Test
  void approximationIsReversedBelowNot() throws UnspeakableException {
    lost("x", not(or(A, X)));
    holds("!(a)", not(and(A, X)), List.of("x"));
    holds("!(!(a))", not(not(or(A, X))), List.of("x"));
    holds("!((a || b))", not(or(and(A, X), B)), List.of("x"));
    holds("!(a)", not(and(A, N)), List.of("!n"));
    holds("n", or(N, X), List.of("x"));
  }

  @Test
  void nothingIsKeptWhereNothingCanBeSaid() {
    lost("x", X);
    lost("x", or(X, and(X, A)));
    lost("x and !n", or(X, not(N)));
  }

  private static void holds(String kept, Expr condition, List<String> lost)
      throws UnspeakableException {
    var nearest = Nearest.of(condition, NearestTest::say);
    assertEquals(kept, nearest.said());
    assertEquals(kept, say(nearest.kept()));
    assertEquals(lost, nearest.lost());
  }

  private static void lost(String why, Expr condition) {
    var e = assertThrows(UnspeakableException.class, () -> Nearest.of(condition, NearestTest::say));
    assertEquals(why, e.why());
  }

  private static String say(Expr expr) throws UnspeakableException {
    return said(expr, false);
  }

  private static String said(Expr expr, boolean not) throws UnspeakableException {
    if (expr instanceof Expr.Call call) {
      boolean flips = call.function().equals("!");
      var sides = new ArrayList<String>();
      for (Expr side : call.args()) {
        sides.add(said(side, flips != not));
      }
      String sign = " " + call.function() + " ";
      return flips
          ? "!(" + sides.getFirst() + ")"
          : sides.stream().collect(Collectors.joining(sign, "(", ")"));
    }
    String name = ((Expr.Variable) expr).path().getFirst();
    if (name.equals("x")) {
      throw new UnspeakableException("x");
    } else if (name.equals("n") && not) {
      throw new UnspeakableException("!n");
    }
    return name;
  }

  private static Expr is(String label) {
    return new Expr.Variable(Signal.METADATA, List.of(label));
  }

  private static Expr not(Expr one) {
    return new Expr.Call("!", List.of(one));
  }

  private static Expr and(Expr one, Expr two) {
    return new Expr.Call("&&", List.of(one, two));
  }

  private static Expr or(Expr one, Expr two) {
    return new Expr.Call("||", List.of(one, two));
  }
}
