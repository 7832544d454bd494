package io.signalbox.engine.graph.condition;

import java.util.List;

/// What the parts of conditions cost in steps, for counting while they run and for bounds
/// beforehand alike.
final class StepCosts {
  /// A part that is visited.
  static final long PART = 4;

  /// A variable that is read: the trace records it.
  static final long VARIABLE = 40;

  /// A part that the CEL library runs.
  static final long FOREIGN_PART = 200;

  /// A character that goes through a function of the library's, such as `int`.
  static final long FOREIGN_CHAR = 64;

  /// Characters of texts that are compared in one step.
  private static final long COMPARED = 4;

  /// Steps for a character of a text that is put together; it takes memory too.
  private static final long BUILT = 4;

  private StepCosts() {}

  /// The parts of an expression that run once when it runs, without what is run for each item.
  static long of(Expr tree) {
    return switch (tree) {
      case Expr.Variable variable -> VARIABLE + PART * variable.path().size();
      case Expr.Fold fold -> PART + of(fold.over()) + of(fold.start()) + of(fold.result());
      default -> PART + Variables.parts(tree).stream().mapToLong(StepCosts::of).sum();
    };
  }

  /// What is run for each item.
  static long ofItem(Expr.Fold fold) {
    return 4 * PART + of(fold.goOn()) + of(fold.step());
  }

  static long compared(long chars) {
    return chars / COMPARED;
  }

  static long built(long chars) {
    return chars * BUILT;
  }

  /// What comparing two values costs; texts of different lengths are never equal.
  static long equality(Object a, Object b) {
    if (a instanceof String x && b instanceof String y) {
      return x.length() == y.length() ? compared(x.length()) : 0;
    }
    if (a instanceof List<?> x && b instanceof List<?> y && x.size() == y.size()) {
      long sum = x.size() * PART;
      for (int i = 0; i < x.size(); i++) {
        sum += equality(x.get(i), y.get(i));
      }
      return sum;
    }
    return 0;
  }

  /// What looking for an item costs; a map hashes its key.
  static long search(Object item, Object in) {
    if (!(in instanceof List<?> list)) {
      return item instanceof String text ? text.length() : 0;
    }
    long sum = list.size() * PART;
    for (Object each : list) {
      sum += equality(each, item);
    }
    return sum;
  }

  /// What `+` costs, of texts and lists.
  static long sum(Object a, Object b) {
    return a instanceof List<?> x && b instanceof List<?> y
        ? (long) x.size() + y.size()
        : built(chars(a) + chars(b));
  }

  /// What it costs to say which value comes first.
  static long order(Object a, Object b) {
    return compared(Math.min(chars(a), chars(b)));
  }

  /// What comparing the beginning or the end of a text costs.
  static long end(Object text, Object part) {
    return compared(Math.min(chars(text), chars(part)));
  }

  /// The characters of a text; of anything else none.
  static long chars(Object value) {
    return value instanceof String text ? text.length() : 0;
  }
}
