package io.signalbox.plugins.export;

import io.signalbox.engine.graph.condition.Expr;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The most that a gateway can say of a condition without ever holding where the condition does
/// not: a side of `||` may be left out, a side of `&&` never; below `!` it is reversed.
///
/// @param <T> what the gateway calls a condition
/// @param said what it can say
/// @param kept the same as a condition
/// @param lost what it cannot say of the sides that are left out; empty: all is said
public record Nearest<T>(T said, Expr kept, List<String> lost) {

  /// How a gateway says a condition.
  @FunctionalInterface
  public interface Saying<T> {
    T say(Expr condition) throws UnspeakableException;
  }

  /// What can be said of this condition.
  public static <T> Nearest<T> of(Expr condition, Saying<T> saying) throws UnspeakableException {
    var lost = new LinkedHashSet<String>();
    Expr kept = kept(condition, false, saying, lost);
    return new Nearest<>(saying.say(kept), kept, List.copyOf(lost));
  }

  private static Expr kept(Expr part, boolean not, Saying<?> saying, Set<String> lost)
      throws UnspeakableException {
    try {
      var _ = saying.say(not ? new Expr.Call("!", List.of(part)) : part);
      return part;
    } catch (UnspeakableException e) {
      if (!(part instanceof Expr.Call call)) {
        throw e;
      }
      return switch (call.function()) {
        case "!" -> new Expr.Call("!", List.of(kept(call.args().getFirst(), !not, saying, lost)));
        case "||" -> not ? all(call, true, saying, lost) : some(call, false, saying, lost);
        case "&&" -> not ? some(call, true, saying, lost) : all(call, false, saying, lost);
        default -> throw e;
      };
    }
  }

  private static Expr all(Expr.Call call, boolean not, Saying<?> saying, Set<String> lost)
      throws UnspeakableException {
    List<Expr> sides = new ArrayList<>();
    for (Expr side : call.args()) {
      sides.add(kept(side, not, saying, lost));
    }
    return new Expr.Call(call.function(), sides);
  }

  private static Expr some(Expr.Call call, boolean not, Saying<?> saying, Set<String> lost)
      throws UnspeakableException {
    List<Expr> sides = new ArrayList<>();
    for (Expr side : call.args()) {
      try {
        sides.add(kept(side, not, saying, lost));
      } catch (UnspeakableException e) {
        lost.add(e.why());
      }
    }
    if (sides.isEmpty()) {
      throw new UnspeakableException(String.join(" and ", lost));
    }
    return sides.size() == 1 ? sides.getFirst() : new Expr.Call(call.function(), sides);
  }
}
