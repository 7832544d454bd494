package io.signalbox.plugins.export.ways;

import io.signalbox.engine.graph.condition.Expr;
import io.signalbox.engine.graph.condition.Signal;
import io.signalbox.plugins.export.UnspeakableException;
import java.util.ArrayList;
import java.util.List;

/// Says a condition in the words of a gateway that compares texts of a request. What is absent is
/// an empty text here and nothing there, so that an empty text is compared with nothing.
///
/// @param <T> what the gateway calls a condition
public abstract class ConditionWords<T> {
  /// How a text is held against a constant.
  public enum TextTest {
    EQUAL,
    STARTS,
    ENDS,
    CONTAINS
  }

  /// All of these; of none: always.
  public abstract T all(List<T> conditions);

  /// One of these at least; of none: never.
  protected abstract T any(List<T> conditions);

  protected abstract T not(T condition);

  /// @param variable a text of the request
  /// @param value not empty
  protected abstract T text(Expr.Variable variable, TextTest test, String value)
      throws UnspeakableException;

  /// What is true or not.
  protected T truth(Expr.Variable variable) throws UnspeakableException {
    throw new UnspeakableException(variable.name());
  }

  /// A number that must be above a limit.
  ///
  /// @param atLeast whether the limit itself counts
  protected T above(Expr.Variable variable, long limit, boolean atLeast)
      throws UnspeakableException {
    throw new UnspeakableException(variable.name());
  }

  /// A whole condition.
  public final T of(Expr expr) throws UnspeakableException {
    return switch (expr) {
      case Expr.Literal literal when literal.value() instanceof Boolean truth ->
          truth ? all(List.of()) : any(List.of());
      case Expr.Literal literal -> throw new UnspeakableException("a constant");
      case Expr.Variable variable -> truth(variable);
      case Expr.Call call -> call(call);
      case Expr.Listing listing -> throw new UnspeakableException("a list");
      case Expr.Select select -> throw new UnspeakableException("a key below a value");
      case Expr.Local local -> throw new UnspeakableException("a macro");
      case Expr.Fold fold -> throw new UnspeakableException("a macro");
    };
  }

  private T call(Expr.Call call) throws UnspeakableException {
    List<Expr> args = call.args();
    return switch (call.function()) {
      case "&&" -> all(each(args));
      case "||" -> any(each(args));
      case "!" -> not(of(args.getFirst()));
      case "==" -> equal(args);
      case "!=" -> not(equal(args));
      case "in" -> among(args);
      case "startsWith" -> text(variable(args), TextTest.STARTS, constant(args));
      case "endsWith" -> text(variable(args), TextTest.ENDS, constant(args));
      case "contains" -> text(variable(args), TextTest.CONTAINS, constant(args));
      case ">" -> number(args.get(0), args.get(1), false);
      case ">=" -> number(args.get(0), args.get(1), true);
      case "<" -> number(args.get(1), args.get(0), false);
      case "<=" -> number(args.get(1), args.get(0), true);
      default -> throw new UnspeakableException("\"" + call.function() + "\"");
    };
  }

  private List<T> each(List<Expr> args) throws UnspeakableException {
    var all = new ArrayList<T>();
    for (Expr arg : args) {
      all.add(of(arg));
    }
    return all;
  }

  private T equal(List<Expr> args) throws UnspeakableException {
    boolean turned = args.get(1) instanceof Expr.Variable;
    var sides = turned ? args.reversed() : args;
    if (sides.get(1) instanceof Expr.Literal literal && literal.value() instanceof Boolean truth) {
      T said = of(sides.get(0));
      return truth ? said : not(said);
    }
    return text(variable(sides), TextTest.EQUAL, constant(sides));
  }

  private T among(List<Expr> args) throws UnspeakableException {
    if (!(args.get(1) instanceof Expr.Listing listing)) {
      throw new UnspeakableException("\"in\" with anything but a list of constants");
    }
    var all = new ArrayList<T>();
    for (Expr item : listing.items()) {
      all.add(equal(List.of(args.getFirst(), item)));
    }
    return any(all);
  }

  private T number(Expr side, Expr limit, boolean atLeast) throws UnspeakableException {
    if (side instanceof Expr.Variable variable
        && limit instanceof Expr.Literal literal
        && literal.value() instanceof Long most
        && most > 0) {
      return above(variable, most, atLeast);
    }
    throw new UnspeakableException(
        side instanceof Expr.Literal ? "an upper bound of a number" : "a number");
  }

  private static Expr.Variable variable(List<Expr> args) throws UnspeakableException {
    if (!(args.getFirst() instanceof Expr.Variable variable)) {
      throw new UnspeakableException("a computed value");
    }
    boolean below = variable.signal() == Signal.METADATA || variable.signal() == Signal.HEADERS;
    if (variable.number() || variable.path().size() != (below ? 1 : 0)) {
      throw new UnspeakableException(variable.name());
    }
    return variable;
  }

  private static String constant(List<Expr> args) throws UnspeakableException {
    if (args.get(1) instanceof Expr.Literal literal && literal.value() instanceof String text) {
      if (text.isEmpty()) {
        throw new UnspeakableException("a comparison with an empty text");
      }
      return text;
    }
    throw new UnspeakableException("a comparison of two values");
  }
}
