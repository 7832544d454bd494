package io.signalbox.engine.graph.condition;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The most steps that a condition can take, given how large the values are that it reads. Never
/// too low for what is then run. For one condition and thread.
public final class StepBound {
  /// The most nodes and models of a graph.
  public static final int MOST_PARTS = 5_000;

  /// How large the values of a signal are.
  interface Sizes {
    Size of(Signal signal);
  }

  /// How large a value is.
  ///
  /// @param chars of a text; of a list or map: of all its texts together
  /// @param longest of a list or map: the longest of its texts
  /// @param items of a list or map
  record Size(double chars, double longest, double items) {
    static final Size SMALL = new Size(0, 0, 0);

    static Size text(double chars) {
      return new Size(chars, chars, 0);
    }

    Size or(Size other) {
      return new Size(
          Math.max(chars, other.chars),
          Math.max(longest, other.longest),
          Math.max(items, other.items));
    }

    Size and(Size other) {
      return new Size(chars + other.chars, Math.max(longest, other.longest), items + other.items);
    }
  }

  private static final Set<String> LOGIC = Set.of("&&", "||", "!");

  /// Up to this length items count as short.
  private static final double SHORT = 64;

  private final Sizes sizes;
  private final boolean foreign;
  private final Map<String, Size> locals = new HashMap<>();
  private double steps;

  private StepBound(Sizes sizes, boolean foreign) {
    this.sizes = sizes;
    this.foreign = foreign;
  }

  /// @param foreign whether the CEL library runs all of it, not only what our evaluator does not
  ///   know
  static double of(Expr tree, Sizes sizes, boolean foreign) {
    if (!foreign && tree instanceof Expr.Call call && LOGIC.contains(call.function())) {
      double parts = call.args().stream().mapToDouble(each -> of(each, sizes, false)).sum();
      return StepCosts.PART + parts;
    }
    boolean unknown = !foreign && Terms.evaluator(tree).isEmpty();
    var bound = new StepBound(sizes, foreign || unknown);
    bound.size(tree);
    return bound.steps + (unknown ? StepCosts.of(tree) : 0);
  }

  /// The sizes of what is in a request whose texts have so many characters.
  static Sizes ofRequest(double chars) {
    return signal ->
        switch (signal) {
          case TEXT, SYSTEM, MODEL, USER, CONVERSATION, APP -> Size.text(chars);
          // A label takes 6 bytes of JSON and more, a tool 32.
          case METADATA, HEADERS -> new Size(chars, chars, chars / 6 + 1);
          case TOOLS -> new Size(chars, chars, chars / 32 + 1);
          case LANGUAGE -> Size.text(2);
          case CLIENT, AGENT, PURPOSE, REASONING -> Size.text(chars);
          case MESSAGES, TOKENS, MAX_TOKENS, IMAGES, STREAM, HAS_TOOLS, WANTS_JSON -> Size.SMALL;
          case HOUR, WEEKDAY, NOW -> Size.SMALL;
          case SPEND, PRICE, HEALTH -> new Size(1_000_000, 100, MOST_PARTS);
        };
  }

  /// The sizes of the values that there are.
  static Sizes ofValues(Signals signals) {
    return signal -> sizeOf(signals.value(signal));
  }

  private static Size sizeOf(Object value) {
    return switch (value) {
      case String text -> Size.text(text.length());
      case List<?> list ->
          list.stream().map(StepBound::itemOf).reduce(new Size(0, 0, 0), Size::and);
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(each -> itemOf(each.getKey()).or(itemOf(each.getValue())))
              .reduce(new Size(0, 0, 0), Size::and);
      default -> Size.SMALL;
    };
  }

  private static Size itemOf(Object item) {
    Size size = sizeOf(item);
    return new Size(size.chars(), size.chars(), 1);
  }

  private Size size(Expr tree) {
    steps += foreign ? StepCosts.FOREIGN_PART : StepCosts.PART;
    return switch (tree) {
      case Expr.Literal literal ->
          Size.text(literal.value() instanceof String text ? text.length() : 0);
      case Expr.Variable variable -> variable(variable);
      case Expr.Local local -> locals.getOrDefault(local.name(), Size.SMALL);
      case Expr.Listing listing ->
          listing.items().stream()
              .map(this::size)
              .map(each -> new Size(each.chars(), each.longest(), 1))
              .reduce(Size.SMALL, Size::and);
      case Expr.Select select -> item(size(select.of()));
      case Expr.Fold fold -> fold(fold);
      case Expr.Call call -> call(call);
    };
  }

  private Size variable(Expr.Variable variable) {
    steps += StepCosts.VARIABLE + (double) StepCosts.PART * variable.path().size();
    Size size = sizes.of(variable.signal());
    if (variable.number()) {
      return Size.SMALL;
    }
    return variable.path().isEmpty() ? size : item(size);
  }

  private static Size item(Size of) {
    return Size.text(of.longest());
  }

  /// Items share the characters of their list, so what grows with an item's length is counted for
  /// one item that has them all, and only the rest for each.
  private Size fold(Expr.Fold fold) {
    Size over = size(fold.over());
    Size sum = size(fold.start());
    var outer = new HashMap<>(locals);
    double before = steps;
    Size grown = step(fold, Math.min(SHORT, over.longest()), sum);
    Size all = new Size(sum.chars() + over.items() * grown.chars(), 0, sum.items() + over.items());
    Size collected = grown.items() > 0 ? all : grown.or(sum);
    steps = before;
    step(fold, Math.min(SHORT, over.longest()), collected);
    double small = steps - before;
    steps = before;
    step(fold, over.longest() > SHORT ? Math.max(over.chars(), over.longest()) : 0, collected);
    double large = Math.max(0, steps - before - small);
    steps = before + over.items() * (small + 4 * StepCosts.PART) + large;
    locals.put(fold.sum(), collected);
    Size result = size(fold.result());
    locals.clear();
    locals.putAll(outer);
    return result;
  }

  private Size step(Expr.Fold fold, double chars, Size sum) {
    locals.put(fold.item(), Size.text(chars));
    locals.put(fold.sum(), sum);
    size(fold.goOn());
    return size(fold.step());
  }

  private Size call(Expr.Call call) {
    List<Size> args = call.args().stream().map(this::size).toList();
    Size first = args.getFirst();
    Size second = args.getLast();
    return switch (call.function()) {
      case "&&", "||", "!", "@not_strictly_false", "negate", "-", "*", "/", "%" -> Size.SMALL;
      case "?:" -> args.get(1).or(args.get(2));
      case "==", "!=", "<", "<=", ">", ">=" ->
          costs(
              compared(Math.min(first.chars(), second.chars()))
                  + StepCosts.PART * Math.min(first.items(), second.items()));
      case "startsWith", "endsWith" -> costs(compared(second.chars()));
      case "+" -> {
        costs(
            (double) StepCosts.built(1) * (first.chars() + second.chars())
                + first.items()
                + second.items());
        yield first.and(second);
      }
      case "in" ->
          costs(StepCosts.PART * second.items() + compared(second.chars()) + first.chars());
      case "[]" -> {
        costs(second.chars());
        yield item(first);
      }
      case "size" -> costs(first.chars());
      case "contains" -> costs(contains(first.chars(), second.chars()));
      case "matches" -> costs(matches(call, first));
      default -> {
        double chars = args.stream().mapToDouble(Size::chars).sum();
        costs(StepCosts.FOREIGN_CHAR * chars);
        yield Size.text(chars + 100);
      }
    };
  }

  private Size costs(double more) {
    steps += more;
    return Size.SMALL;
  }

  private double contains(double text, double wanted) {
    return foreign ? text * (2 * wanted + 1) : text / TextSearch.CHARS_A_STEP + wanted + 1;
  }

  private static double compared(double chars) {
    return chars / 4 + 1;
  }

  private double matches(Expr.Call call, Size text) {
    String regex =
        call.args().get(1) instanceof Expr.Literal literal ? literal.value().toString() : "";
    return foreign
        ? TextPattern.worstOfRe2(regex, text.chars())
        : TextPattern.of(regex).worst(text.chars());
  }
}
