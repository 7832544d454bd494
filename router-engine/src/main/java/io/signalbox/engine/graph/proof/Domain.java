package io.signalbox.engine.graph.proof;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The values that something can have. Immutable.
sealed interface Domain {

  /// The values in both; empty if there are none.
  Optional<Domain> and(Domain other);

  /// Whether each of these values is among the other's.
  boolean within(Domain other);

  /// Some of the values, the plainest first.
  List<Object> samples();

  /// True or false.
  record Truth(boolean value) implements Domain {
    @Override
    public Optional<Domain> and(Domain other) {
      return equals(other) ? Optional.of(this) : Optional.empty();
    }

    @Override
    public boolean within(Domain other) {
      return equals(other);
    }

    @Override
    public List<Object> samples() {
      return List.of(value);
    }
  }

  /// Texts.
  ///
  /// @param only whether it is one of the words, or none of them
  record Words(boolean only, Set<String> words) implements Domain {
    public Words {
      words = Set.copyOf(words);
    }

    @Override
    public Optional<Domain> and(Domain other) {
      if (!(other instanceof Words that)) {
        return Optional.of(this);
      }
      var both = new HashSet<>(words);
      if (only && that.only) {
        both.retainAll(that.words);
      } else if (only) {
        both.removeAll(that.words);
      } else if (that.only) {
        both.clear();
        both.addAll(that.words);
        both.removeAll(words);
      } else {
        both.addAll(that.words);
      }
      boolean some = only || that.only;
      return some && both.isEmpty() ? Optional.empty() : Optional.of(new Words(some, both));
    }

    @Override
    public boolean within(Domain other) {
      if (!(other instanceof Words that)) {
        return false;
      }
      if (only) {
        return that.only
            ? that.words.containsAll(words)
            : words.stream().noneMatch(that.words::contains);
      }
      return !that.only && words.containsAll(that.words);
    }

    @Override
    public List<Object> samples() {
      if (only) {
        return words.stream().sorted().limit(4).<Object>map(word -> word).toList();
      }
      String other = "other";
      while (words.contains(other)) {
        other += "-";
      }
      return words.contains("") ? List.of(other) : List.of("", other);
    }
  }

  /// A text that is to be read as a number and is none.
  record NoNumber() implements Domain {
    @Override
    public Optional<Domain> and(Domain other) {
      return other instanceof Numbers ? Optional.empty() : Optional.of(this);
    }

    @Override
    public boolean within(Domain other) {
      return equals(other);
    }

    @Override
    public List<Object> samples() {
      return List.of("");
    }
  }

  /// Numbers between two bounds.
  ///
  /// @param low the lower bound; [#NO_LOW] if there is none
  /// @param lowOut whether the bound itself is out
  /// @param high the upper bound; [#NO_HIGH] if there is none
  /// @param highOut whether the bound itself is out
  /// @param whole whether there are only whole numbers
  /// @param not numbers between the bounds that are out
  record Numbers(
      BigDecimal low,
      boolean lowOut,
      BigDecimal high,
      boolean highOut,
      boolean whole,
      Set<BigDecimal> not)
      implements Domain {
    static final BigDecimal NO_HIGH = new BigDecimal("1e400");
    static final BigDecimal NO_LOW = NO_HIGH.negate();

    public Numbers {
      not = Set.copyOf(not);
    }

    static Numbers all(boolean whole) {
      return new Numbers(NO_LOW, false, NO_HIGH, false, whole, Set.of());
    }

    static Numbers between(long low, long high) {
      return new Numbers(
          BigDecimal.valueOf(low), false, BigDecimal.valueOf(high), false, true, Set.of());
    }

    /// What stands in this relation to a number.
    static Numbers that(String sign, BigDecimal number, boolean whole) {
      return switch (sign) {
        case "<" -> new Numbers(NO_LOW, false, number, true, whole, Set.of());
        case "<=" -> new Numbers(NO_LOW, false, number, false, whole, Set.of());
        case ">" -> new Numbers(number, true, NO_HIGH, false, whole, Set.of());
        case ">=" -> new Numbers(number, false, NO_HIGH, false, whole, Set.of());
        case "==" -> new Numbers(number, false, number, false, whole, Set.of());
        case "!=" ->
            new Numbers(NO_LOW, false, NO_HIGH, false, whole, Set.of(number.stripTrailingZeros()));
        default -> throw new IllegalArgumentException(sign);
      };
    }

    @Override
    public Optional<Domain> and(Domain other) {
      if (other instanceof NoNumber) {
        return Optional.empty();
      }
      if (!(other instanceof Numbers that)) {
        return Optional.of(this);
      }
      int lows = low.compareTo(that.low);
      int highs = high.compareTo(that.high);
      var none = new HashSet<>(not);
      none.addAll(that.not);
      return new Numbers(
              lows >= 0 ? low : that.low,
              lows == 0 ? lowOut || that.lowOut : lows > 0 ? lowOut : that.lowOut,
              highs <= 0 ? high : that.high,
              highs == 0 ? highOut || that.highOut : highs < 0 ? highOut : that.highOut,
              whole || that.whole,
              none)
          .tight();
    }

    /// The same values with bounds that are themselves in, where there are only whole numbers.
    private Optional<Domain> tight() {
      if (!whole) {
        boolean point = low.compareTo(high) == 0;
        boolean out = point && (lowOut || highOut || not.contains(low.stripTrailingZeros()));
        return low.compareTo(high) > 0 || out ? Optional.empty() : Optional.of(this);
      }
      BigDecimal least = low.compareTo(NO_LOW) == 0 ? low : least();
      BigDecimal most = high.compareTo(NO_HIGH) == 0 ? high : most();
      return least.compareTo(most) > 0
          ? Optional.empty()
          : Optional.of(new Numbers(least, false, most, false, true, not));
    }

    private BigDecimal least() {
      BigDecimal least = low.setScale(0, RoundingMode.CEILING);
      if (lowOut && least.compareTo(low) == 0) {
        least = least.add(BigDecimal.ONE);
      }
      while (not.contains(least.stripTrailingZeros())) {
        least = least.add(BigDecimal.ONE);
      }
      return least;
    }

    private BigDecimal most() {
      BigDecimal most = high.setScale(0, RoundingMode.FLOOR);
      if (highOut && most.compareTo(high) == 0) {
        most = most.subtract(BigDecimal.ONE);
      }
      while (not.contains(most.stripTrailingZeros())) {
        most = most.subtract(BigDecimal.ONE);
      }
      return most;
    }

    @Override
    public boolean within(Domain other) {
      if (!(other instanceof Numbers that)) {
        return false;
      }
      int lows = low.compareTo(that.low);
      int highs = high.compareTo(that.high);
      boolean inside =
          (lows > 0 || (lows == 0 && (lowOut || !that.lowOut)))
              && (highs < 0 || (highs == 0 && (highOut || !that.highOut)));
      return inside && not.containsAll(that.not) && (whole || !that.whole);
    }

    @Override
    public List<Object> samples() {
      BigDecimal from = low.compareTo(NO_LOW) == 0 ? BigDecimal.ZERO.min(high) : low;
      BigDecimal to =
          high.compareTo(NO_HIGH) == 0 ? BigDecimal.ZERO.max(low).add(BigDecimal.TWO) : high;
      BigDecimal middle = from.add(to).divide(BigDecimal.TWO);
      var found = new ArrayList<Object>();
      for (BigDecimal each :
          List.of(from, to, middle, from.add(BigDecimal.ONE), to.subtract(BigDecimal.ONE))) {
        if (that("==", each, false).and(this).isPresent()) {
          found.add(whole ? (Object) each.longValue() : (Object) each.doubleValue());
        }
      }
      return found.stream().distinct().toList();
    }
  }
}
