package io.signalbox.engine.graph.condition;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.ToLongBiFunction;

/// Our evaluator of conditions: each part of the tree becomes a small function once, so that a
/// decision costs nanoseconds. It gives the CEL specification's answers (cel-spec, langdef.md) but
/// for one thing: a key that a map has not reads as empty, as the format page says.
final class Terms {
  private Terms() {}

  /// A part of a condition, ready to run.
  interface Term {
    Object eval(Frame frame);
  }

  /// The signals and what comprehensions have bound so far.
  record Frame(Signals signals, Steps steps, String name, Object value, Optional<Frame> outer) {
    Frame bind(String local, Object bound) {
      return new Frame(signals, steps, local, bound, Optional.of(this));
    }

    Object local(String wanted) {
      Frame frame = this;
      while (!frame.name.equals(wanted)) {
        frame = frame.outer.orElseThrow(() -> new ConditionException("no value " + wanted));
      }
      return CelLogic.valueOf(frame.value);
    }
  }

  /// The function of a whole condition; empty if some part of it is unknown here.
  static Optional<Evaluator> evaluator(Expr tree) {
    return evaluator(tree, part -> Optional.empty());
  }

  /// The same; parts that are unknown here are run by another evaluator where they are themselves
  /// conditions.
  ///
  /// @param others gives what runs a part, if there is anything
  static Optional<Evaluator> evaluator(Expr tree, Function<Expr, Optional<Evaluator>> others) {
    try {
      Term term = truthTerm(tree, others);
      long weight = StepCosts.of(tree);
      return Optional.of((signals, steps) -> {
        steps.spend(weight);
        return CelLogic.truth(term.eval(new Frame(signals, steps, "", "", Optional.empty())));
      });
    } catch (UnknownTermException e) {
      return Optional.empty();
    }
  }

  /// The function of a whole expression that gives any value; empty if some part of it is unknown
  /// here.
  static Optional<BiFunction<Signals, Steps, Object>> values(Expr tree) {
    try {
      Term term = term(tree);
      long weight = StepCosts.of(tree);
      return Optional.of((signals, steps) -> {
        steps.spend(weight);
        return term.eval(new Frame(signals, steps, "", "", Optional.empty()));
      });
    } catch (UnknownTermException e) {
      return Optional.empty();
    }
  }

  /// The function of a whole condition on named values that are no signals; empty if some part of
  /// it is unknown here. A value that is a [ConditionException] is thrown where it is read.
  static Optional<BiFunction<Map<String, Object>, Steps, Boolean>> ofNames(Expr tree) {
    try {
      Term term = truthTerm(tree, part -> Optional.empty());
      long weight = StepCosts.of(tree);
      return Optional.of((values, steps) -> {
        steps.spend(weight);
        return CelLogic.truth(term.eval(named(values, steps)));
      });
    } catch (UnknownTermException e) {
      return Optional.empty();
    }
  }

  private static Frame named(Map<String, Object> values, Steps steps) {
    Frame frame = new Frame(signal -> "", steps, "", "", Optional.empty());
    for (Map.Entry<String, Object> each : values.entrySet()) {
      frame = frame.bind(each.getKey(), each.getValue());
    }
    return frame;
  }

  private static Term truthTerm(Expr tree, Function<Expr, Optional<Evaluator>> others) {
    if (tree instanceof Expr.Call call) {
      List<Expr> args = call.args();
      switch (call.function()) {
        case "&&" -> {
          return CelLogic.and(truthTerm(args.get(0), others), truthTerm(args.get(1), others));
        }
        case "||" -> {
          return CelLogic.or(truthTerm(args.get(0), others), truthTerm(args.get(1), others));
        }
        case "!" -> {
          Term not = truthTerm(args.getFirst(), others);
          return frame -> !CelLogic.truth(not.eval(frame));
        }
        default -> {}
      }
    }
    try {
      return term(tree);
    } catch (UnknownTermException e) {
      Evaluator other = others.apply(tree).orElseThrow(() -> e);
      return frame -> other.test(frame.signals(), frame.steps());
    }
  }

  private static final class UnknownTermException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownTermException(String name) {
      super(name, null, false, false);
    }
  }

  private static Term term(Expr expr) {
    return switch (expr) {
      case Expr.Literal literal -> frame -> literal.value();
      case Expr.Variable variable -> variable(variable);
      case Expr.Local local -> frame -> frame.local(local.name());
      case Expr.Listing listing -> listing(listing);
      case Expr.Select select -> select(select);
      case Expr.Fold fold -> fold(fold);
      case Expr.Call call -> call(call.function(), call.args());
    };
  }

  private static Term variable(Expr.Variable variable) {
    String name = variable.name();
    if (variable.signal() == Signal.NOW) {
      throw new UnknownTermException(name);
    }
    return frame -> {
      Object value = read(variable, frame.signals());
      frame.signals().saw(name, value);
      return value;
    };
  }

  /// The value of a variable.
  ///
  /// @throws ConditionException if spend, price or health has no such key, or a label that is to be
  ///   read as a number is none
  static Object read(Expr.Variable variable, Signals signals) {
    Signal signal = variable.signal();
    List<String> path = variable.path();
    Object value = signals.value(signal);
    for (int i = 0; i < path.size(); i++) {
      String key = path.get(i);
      boolean measured = signal == Signal.SPEND || signal.isOfModels();
      if (measured && value instanceof Map<?, ?> map && !map.containsKey(key)) {
        throw new ConditionException(
            signal == Signal.PRICE
                ? "the price of " + key + " is unknown"
                : "there is no " + variable.name());
      }
      value = below(value, key);
    }
    return variable.number()
        ? NumberFunction.of(variable.asText().name(), CelValues.text(value))
        : value;
  }

  private static Object below(Object value, String key) {
    Object found = value instanceof Map<?, ?> map ? map.get(key) : null;
    return found == null ? "" : found;
  }

  private static Term listing(Expr.Listing listing) {
    List<Term> items = listing.items().stream().map(Terms::term).toList();
    return frame -> items.stream().map(item -> item.eval(frame)).toList();
  }

  private static Term select(Expr.Select select) {
    Term of = term(select.of());
    String key = select.key();
    if (select.testOnly()) {
      return frame -> of.eval(frame) instanceof Map<?, ?> map && map.containsKey(key);
    }
    return frame -> below(of.eval(frame), key);
  }

  private static Term fold(Expr.Fold fold) {
    Term over = term(fold.over());
    Term start = term(fold.start());
    Term goOn = term(fold.goOn());
    Term step = term(fold.step());
    Term result = term(fold.result());
    long weight = StepCosts.ofItem(fold);
    return frame -> {
      Frame sum = frame.bind(fold.sum(), start.eval(frame));
      for (Object item : items(over.eval(frame))) {
        frame.steps().spend(weight);
        Frame each = sum.bind(fold.item(), item);
        if (!CelLogic.truth(goOn.eval(each))) {
          break;
        }
        sum = frame.bind(fold.sum(), valueOrFailure(step, each));
      }
      return result.eval(sum);
    };
  }

  /// A step that fails does not end the fold: a later item may settle it all the same.
  private static Object valueOrFailure(Term step, Frame frame) {
    try {
      return step.eval(frame);
    } catch (ConditionException e) {
      return e;
    }
  }

  private static Iterable<?> items(Object value) {
    return switch (value) {
      case List<?> list -> list;
      case Map<?, ?> map -> map.keySet();
      default -> throw new ConditionException("not a list");
    };
  }

  private static Term call(String name, List<Expr> args) {
    return switch (name) {
      case "&&" -> CelLogic.and(term(args.get(0)), term(args.get(1)));
      case "||" -> CelLogic.or(term(args.get(0)), term(args.get(1)));
      case "!" -> one(args, value -> !CelLogic.truth(value));
      case "@not_strictly_false" -> CelLogic.notStrictlyFalse(term(args.getFirst()));
      case "?:" -> choice(term(args.get(0)), term(args.get(1)), term(args.get(2)));
      case "==" -> two(args, StepCosts::equality, CelValues::equal);
      case "!=" -> two(args, StepCosts::equality, (a, b) -> !CelValues.equal(a, b));
      case "<" -> order(args, sign -> sign < 0);
      case "<=" -> order(args, sign -> sign <= 0);
      case ">" -> order(args, sign -> sign > 0);
      case ">=" -> order(args, sign -> sign >= 0);
      case "+", "-", "*", "/", "%" ->
          two(args, StepCosts::sum, (a, b) -> CelValues.arithmetic(name, a, b));
      case "negate" -> one(args, value -> CelValues.arithmetic("-", 0L, value));
      case "in" -> two(args, StepCosts::search, CelValues::in);
      case "[]" -> two(args, (of, key) -> StepCosts.chars(key), CelValues::at);
      case "size" -> size(term(args.getFirst()));
      case "startsWith" ->
          two(args, StepCosts::end, (a, b) -> CelValues.text(a).startsWith(CelValues.text(b)));
      case "endsWith" ->
          two(args, StepCosts::end, (a, b) -> CelValues.text(a).endsWith(CelValues.text(b)));
      case "contains" -> contains(term(args.get(0)), term(args.get(1)));
      case "matches" -> matches(args);
      default -> throw new UnknownTermException(name);
    };
  }

  private static Term one(List<Expr> args, java.util.function.Function<Object, Object> of) {
    Term arg = term(args.getFirst());
    return frame -> of.apply(arg.eval(frame));
  }

  private static Term two(
      List<Expr> args,
      ToLongBiFunction<Object, Object> cost,
      BiFunction<Object, Object, Object> of) {
    Term left = term(args.get(0));
    Term right = term(args.get(1));
    return frame -> {
      Object a = left.eval(frame);
      Object b = right.eval(frame);
      frame.steps().spend(cost.applyAsLong(a, b));
      return of.apply(a, b);
    };
  }

  private static Term order(List<Expr> args, IntPredicate wanted) {
    return two(args, StepCosts::order, (a, b) -> CelValues.inOrder(a, b, wanted));
  }

  private static Term size(Term of) {
    return frame -> {
      Object value = of.eval(frame);
      frame.steps().spend(StepCosts.chars(value));
      return CelValues.size(value);
    };
  }

  private static Term contains(Term text, Term wanted) {
    return frame -> {
      String in = CelValues.text(text.eval(frame));
      return TextSearch.contains(in, CelValues.text(wanted.eval(frame)), frame.steps());
    };
  }

  private static Term choice(Term when, Term then, Term otherwise) {
    return frame -> CelLogic.truth(when.eval(frame)) ? then.eval(frame) : otherwise.eval(frame);
  }

  private static Term matches(List<Expr> args) {
    Term text = term(args.get(0));
    if (!(args.get(1) instanceof Expr.Literal literal)) {
      throw new UnknownTermException("matches");
    }
    var pattern = TextPattern.of(CelValues.text(literal.value()));
    return frame -> pattern.isIn(CelValues.text(text.eval(frame)), frame.steps());
  }
}
