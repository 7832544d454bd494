package io.signalbox.engine.graph;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

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
  record Frame(Signals signals, String name, Object value, Optional<Frame> outer) {
    Frame bind(String local, Object bound) {
      return new Frame(signals, local, bound, Optional.of(this));
    }

    Object local(String wanted) {
      Frame frame = this;
      while (!frame.name.equals(wanted)) {
        frame = frame.outer.orElseThrow(() -> new ConditionException("no value " + wanted));
      }
      if (frame.value instanceof ConditionException failed) {
        throw failed;
      }
      return frame.value;
    }
  }

  /// The function of a whole condition; empty if some part of it is unknown here.
  static Optional<Evaluator> evaluator(Expr tree) {
    try {
      Term term = term(tree);
      return Optional.of(signals -> truth(term.eval(new Frame(signals, "", "", Optional.empty()))));
    } catch (UnknownTermException e) {
      return Optional.empty();
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
  /// @throws ConditionException if spend or health has no such key
  static Object read(Expr.Variable variable, Signals signals) {
    Signal signal = variable.signal();
    Object value = signals.value(signal);
    for (String key : variable.path()) {
      boolean measured = signal == Signal.SPEND || signal == Signal.HEALTH;
      if (measured && value instanceof Map<?, ?> map && !map.containsKey(key)) {
        throw new ConditionException("there is no " + variable.name());
      }
      value = below(value, key);
    }
    return value;
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
    return frame -> {
      Frame sum = frame.bind(fold.sum(), start.eval(frame));
      for (Object item : items(over.eval(frame))) {
        Frame each = sum.bind(fold.item(), item);
        if (!truth(goOn.eval(each))) {
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
      case "&&" -> and(term(args.get(0)), term(args.get(1)));
      case "||" -> or(term(args.get(0)), term(args.get(1)));
      case "!" -> one(args, value -> !truth(value));
      case "@not_strictly_false" -> notStrictlyFalse(term(args.getFirst()));
      case "?:" -> choice(term(args.get(0)), term(args.get(1)), term(args.get(2)));
      case "==" -> two(args, Values::equal);
      case "!=" -> two(args, (a, b) -> !Values.equal(a, b));
      case "<" -> two(args, (a, b) -> Values.ordered(a, b) && Values.compare(a, b) < 0);
      case "<=" -> two(args, (a, b) -> Values.ordered(a, b) && Values.compare(a, b) <= 0);
      case ">" -> two(args, (a, b) -> Values.ordered(a, b) && Values.compare(a, b) > 0);
      case ">=" -> two(args, (a, b) -> Values.ordered(a, b) && Values.compare(a, b) >= 0);
      case "+", "-", "*", "/", "%" -> two(args, (a, b) -> Values.arithmetic(name, a, b));
      case "negate" -> one(args, value -> Values.arithmetic("-", 0L, value));
      case "in" -> two(args, Values::in);
      case "[]" -> two(args, Values::at);
      case "size" -> one(args, Values::size);
      case "startsWith" -> two(args, (a, b) -> Values.text(a).startsWith(Values.text(b)));
      case "endsWith" -> two(args, (a, b) -> Values.text(a).endsWith(Values.text(b)));
      case "contains" -> two(args, (a, b) -> Values.text(a).contains(Values.text(b)));
      case "matches" -> matches(args);
      default -> throw new UnknownTermException(name);
    };
  }

  private static Term one(List<Expr> args, java.util.function.Function<Object, Object> of) {
    Term arg = term(args.getFirst());
    return frame -> of.apply(arg.eval(frame));
  }

  private static Term two(List<Expr> args, BiFunction<Object, Object, Object> of) {
    Term left = term(args.get(0));
    Term right = term(args.get(1));
    return frame -> of.apply(left.eval(frame), right.eval(frame));
  }

  /// False wins over an error, on whichever side it stands.
  private static Term and(Term left, Term right) {
    return frame -> {
      try {
        return truth(left.eval(frame)) && truth(right.eval(frame));
      } catch (ConditionException e) {
        if (isKnown(right, frame, false)) {
          return false;
        }
        throw e;
      }
    };
  }

  /// True wins over an error, on whichever side it stands.
  private static Term or(Term left, Term right) {
    return frame -> {
      try {
        return truth(left.eval(frame)) || truth(right.eval(frame));
      } catch (ConditionException e) {
        if (isKnown(right, frame, true)) {
          return true;
        }
        throw e;
      }
    };
  }

  private static boolean isKnown(Term term, Frame frame, boolean wanted) {
    try {
      return truth(term.eval(frame)) == wanted;
    } catch (ConditionException e) {
      return false;
    }
  }

  private static Term notStrictlyFalse(Term term) {
    return frame -> {
      try {
        return truth(term.eval(frame));
      } catch (ConditionException e) {
        return true;
      }
    };
  }

  private static Term choice(Term when, Term then, Term otherwise) {
    return frame -> truth(when.eval(frame)) ? then.eval(frame) : otherwise.eval(frame);
  }

  private static Term matches(List<Expr> args) {
    Term text = term(args.get(0));
    if (!(args.get(1) instanceof Expr.Literal literal)) {
      throw new UnknownTermException("matches");
    }
    Pattern pattern = Pattern.compile(Values.text(literal.value()));
    return frame -> pattern.matcher(Values.text(text.eval(frame))).find();
  }

  private static boolean truth(Object value) {
    if (value instanceof Boolean bool) {
      return bool;
    }
    throw new ConditionException("not true or false");
  }
}
