package io.signalbox.engine.graph.condition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A regular expression as a machine of small steps, written from its end to its beginning.
/// Immutable once made.
final class RegexProgram {
  /// A place in the machine.
  sealed interface Step {
    /// Takes a character of a set.
    record Take(int set, int next) implements Step {}

    /// Goes on at two places.
    record Fork(int one, int other) implements Step {}

    /// Goes on at a place of the text only.
    record Pass(RegexTree.Place.Kind kind, int next) implements Step {}

    /// It matches.
    record Match() implements Step {}
  }

  /// Larger machines are not built.
  private static final int MOST_STEPS = 25_000;

  private final List<Step> steps = new ArrayList<>();
  private final Map<CodePoints, Integer> sets = new LinkedHashMap<>();
  private final int start;
  private final boolean anchored;

  private RegexProgram(RegexTree tree) {
    start = write(tree, add(new Step.Match()));
    anchored = isAnchored(tree);
  }

  private static final class TooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLargeException() {
      super("too large", null, false, false);
    }
  }

  /// The machine; empty if it would be huge.
  static Optional<RegexProgram> of(RegexTree tree) {
    try {
      return Optional.of(new RegexProgram(tree));
    } catch (TooLargeException e) {
      return Optional.empty();
    }
  }

  Step step(int at) {
    return steps.get(at);
  }

  int size() {
    return steps.size();
  }

  int start() {
    return start;
  }

  /// Whether it can match at the beginning of the text only.
  boolean isAnchored() {
    return anchored;
  }

  /// The sets of characters by their numbers.
  List<CodePoints> sets() {
    return List.copyOf(sets.keySet());
  }

  private static boolean isAnchored(RegexTree tree) {
    return switch (tree) {
      case RegexTree.Place place -> place.kind() == RegexTree.Place.Kind.TEXT_START;
      case RegexTree.Sequence sequence ->
          !sequence.parts().isEmpty() && isAnchored(sequence.parts().getFirst());
      case RegexTree.Either either -> either.parts().stream().allMatch(RegexProgram::isAnchored);
      case RegexTree.Repeat repeat -> repeat.least() > 0 && isAnchored(repeat.part());
      case RegexTree.Symbol symbol -> false;
    };
  }

  private int add(Step step) {
    if (steps.size() >= MOST_STEPS) {
      throw new TooLargeException();
    }
    steps.add(step);
    return steps.size() - 1;
  }

  /// Writes a part that goes on at a place.
  ///
  /// @return where it begins
  private int write(RegexTree tree, int next) {
    return switch (tree) {
      case RegexTree.Symbol symbol ->
          add(new Step.Take(sets.computeIfAbsent(symbol.set(), each -> sets.size()), next));
      case RegexTree.Place place -> add(new Step.Pass(place.kind(), next));
      case RegexTree.Sequence sequence -> sequence(sequence.parts(), next);
      case RegexTree.Either either -> either(either.parts(), next);
      case RegexTree.Repeat repeat -> repeat(repeat, next);
    };
  }

  private int sequence(List<RegexTree> parts, int next) {
    int at = next;
    for (RegexTree part : parts.reversed()) {
      at = write(part, at);
    }
    return at;
  }

  private int either(List<RegexTree> parts, int next) {
    int at = write(parts.getLast(), next);
    for (int i = parts.size() - 2; i >= 0; i--) {
      at = add(new Step.Fork(write(parts.get(i), next), at));
    }
    return at;
  }

  private int repeat(RegexTree.Repeat repeat, int next) {
    int at = repeat.most() == RegexTree.Repeat.NO_END ? star(repeat.part(), next) : next;
    for (int i = repeat.least(); i < repeat.most(); i++) {
      at = add(new Step.Fork(write(repeat.part(), at), next));
    }
    for (int i = 0; i < repeat.least(); i++) {
      at = write(repeat.part(), at);
    }
    return at;
  }

  private int star(RegexTree part, int next) {
    int fork = add(new Step.Fork(next, next));
    steps.set(fork, new Step.Fork(write(part, fork), next));
    return fork;
  }
}
