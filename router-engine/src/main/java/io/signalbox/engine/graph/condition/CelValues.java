package io.signalbox.engine.graph.condition;

import io.signalbox.engine.catalog.TokenCount;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Comparing and reckoning with the values of conditions, by CEL's rules: numbers compare across
/// their types, whole numbers overflow into an error.
final class CelValues {
  private CelValues() {}

  static boolean equal(Object a, Object b) {
    if (a instanceof Number x && b instanceof Number y) {
      return ordered(x, y) && compareNumbers(x, y) == 0;
    }
    if (isNumber(a) && isNumber(b)) {
      return inOrder(a, b, sign -> sign >= 0) && inOrder(a, b, sign -> sign <= 0);
    }
    if (a instanceof List<?> x && b instanceof List<?> y) {
      return x.size() == y.size()
          && IntStream.range(0, x.size()).allMatch(i -> equal(x.get(i), y.get(i)));
    }
    return a.equals(b);
  }

  private static boolean isNumber(Object value) {
    return value instanceof Number || value instanceof TokenCount;
  }

  /// A value as it is reckoned with: tokens are counted.
  static Object reckoned(Object value) {
    return value instanceof TokenCount count ? (Object) count.exact() : value;
  }

  /// Whether two values stand in an order that is asked for. Tokens are counted only if the answer
  /// depends on how many they are exactly.
  ///
  /// @param wanted which signs of a comparison are asked for, all on one side
  static boolean inOrder(Object a, Object b, IntPredicate wanted) {
    if (a instanceof TokenCount count) {
      return count.meets(tokens -> inOrder(tokens, b, wanted));
    }
    if (b instanceof TokenCount count) {
      return count.meets(tokens -> inOrder(a, tokens, wanted));
    }
    return ordered(a, b) && wanted.test(compare(a, b));
  }

  /// Whether two values can stand in an order at all: what is not a number cannot.
  private static boolean ordered(Object a, Object b) {
    return !isNaN(a) && !isNaN(b);
  }

  private static boolean isNaN(Object value) {
    return value instanceof Double number && number.isNaN();
  }

  private static int compare(Object a, Object b) {
    if (a instanceof Number x && b instanceof Number y) {
      return compareNumbers(x, y);
    }
    if (a instanceof String x && b instanceof String y) {
      return x.compareTo(y);
    }
    if (a instanceof Boolean x && b instanceof Boolean y) {
      return Boolean.compare(x, y);
    }
    throw new ConditionException("values of these types cannot be compared");
  }

  static int compareNumbers(Number a, Number b) {
    if (a instanceof Long x && b instanceof Long y) {
      return Long.compare(x, y);
    }
    double x = a.doubleValue();
    double y = b.doubleValue();
    if (Double.isNaN(x) || Double.isNaN(y) || Double.isInfinite(x) || Double.isInfinite(y)) {
      return Double.compare(x, y);
    }
    return exact(a).compareTo(exact(b));
  }

  private static BigDecimal exact(Number number) {
    return number instanceof Long whole
        ? BigDecimal.valueOf(whole)
        : new BigDecimal(number.doubleValue());
  }

  static Object arithmetic(String sign, Object left, Object right) {
    Object a = reckoned(left);
    Object b = reckoned(right);
    try {
      if (a instanceof Long x && b instanceof Long y) {
        return whole(sign, x, y);
      }
      if (a instanceof Double x && b instanceof Double y) {
        return real(sign, x, y);
      }
      if (sign.equals("+") && a instanceof String x && b instanceof String y) {
        return x + y;
      }
      if (sign.equals("+") && a instanceof List<?> x && b instanceof List<?> y) {
        return Stream.concat(x.stream(), y.stream()).toList();
      }
      if (sign.equals("-") && b instanceof Double y && a.equals(0L)) {
        return -y;
      }
    } catch (ArithmeticException e) {
      throw new ConditionException("number out of range, or division by zero");
    }
    throw new ConditionException("values of these types cannot be combined with " + sign);
  }

  private static long whole(String sign, long x, long y) {
    return switch (sign) {
      case "+" -> Math.addExact(x, y);
      case "-" -> Math.subtractExact(x, y);
      case "*" -> Math.multiplyExact(x, y);
      case "/" -> Math.divideExact(x, y);
      case "%" -> x % y;
      default -> throw new IllegalArgumentException(sign);
    };
  }

  private static double real(String sign, double x, double y) {
    return switch (sign) {
      case "+" -> x + y;
      case "-" -> x - y;
      case "*" -> x * y;
      case "/" -> x / y;
      default -> throw new ConditionException("no remainder of fractions");
    };
  }

  static boolean in(Object item, Object of) {
    return switch (of) {
      case List<?> list -> list.stream().anyMatch(each -> equal(each, item));
      case Map<?, ?> map -> map.containsKey(reckoned(item));
      default -> throw new ConditionException("not a list");
    };
  }

  static Object at(Object of, Object where) {
    Object key = reckoned(where);
    if (of instanceof Map<?, ?> map) {
      Object found = map.get(key);
      return found == null ? "" : found;
    }
    if (of instanceof List<?> list && key instanceof Long index) {
      if (index >= 0 && index < list.size()) {
        return list.get(index.intValue());
      }
      throw new ConditionException("the list has no such item");
    }
    throw new ConditionException("there is no such item");
  }

  static long size(Object value) {
    return switch (value) {
      case String text -> text.codePointCount(0, text.length());
      case List<?> list -> list.size();
      case Map<?, ?> map -> map.size();
      default -> throw new ConditionException("not a text, list or map");
    };
  }

  static String text(Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new ConditionException("not a text");
  }
}
