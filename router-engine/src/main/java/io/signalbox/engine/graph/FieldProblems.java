package io.signalbox.engine.graph;

import io.signalbox.engine.graph.format.Units;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/// Gathers what is wrong with the fields of one part of a graph: missing, empty, out of range, or
/// said twice. Fields are named by their keys. Belongs to one thread.
public final class FieldProblems {
  private static final int LONGEST_LABEL = 100; // characters

  private final Place place;
  private final String id;
  private final Consumer<Problem> problems;

  /// @param place the part's place in the graph
  /// @param id what messages call it
  /// @param problems takes what is found
  public FieldProblems(Place place, String id, Consumer<Problem> problems) {
    this.place = place;
    this.id = id;
    this.problems = problems;
  }

  /// Those of the record under a key.
  public FieldProblems within(String field) {
    return new FieldProblems(place.at(field), id, problems);
  }

  /// Those of an item of a list, from 0.
  public FieldProblems within(String list, int index) {
    return new FieldProblems(place.at(list).at(index), id, problems);
  }

  /// Something is wrong with the whole part.
  public void add(ProblemCode code) {
    problems.accept(Problem.of(code, place).with("id", id));
  }

  /// Something is wrong with a field.
  public void add(ProblemCode code, String field) {
    problems.accept(Problem.of(code, at(field)).with("id", id));
  }

  /// Something is wrong with a field.
  ///
  /// @param name of a further argument of the message
  public void add(ProblemCode code, String field, String name, Object value) {
    problems.accept(Problem.of(code, at(field)).with("id", id).with(name, value));
  }

  /// Something is wrong with an item of a list, from 0.
  ///
  /// @param name of a further argument of the message
  public void add(ProblemCode code, String list, int index, String name, Object value) {
    problems.accept(Problem.of(code, at(list).at(index)).with("id", id).with(name, value));
  }

  /// A text must be there.
  ///
  /// @param example how it could be written
  public void text(String field, String text, String example) {
    if (text.isEmpty()) {
      problems.accept(
          Problem.of(ProblemCode.MISSING_VALUE, at(field))
              .with("id", id)
              .with("field", field)
              .with("example", example));
    }
  }

  /// A number must be above 0.
  public void positive(String field, BigDecimal value) {
    if (value.signum() <= 0) {
      outOfRange(field, value.stripTrailingZeros().toPlainString(), "a number above 0");
    }
  }

  /// A number must be 1 or more.
  public void atLeastOne(String field, long value) {
    if (value < 1) {
      outOfRange(field, value, "1 or more");
    }
  }

  /// A number must lie within bounds, both included.
  ///
  /// @param range the bounds in words
  public void between(String field, long value, long least, long most, String range) {
    if (value < least || value > most) {
      outOfRange(field, value, range);
    }
  }

  /// A share must lie between 0 and 1, if it is there.
  public void fraction(String field, OptionalDouble value) {
    double share = value.orElse(0);
    if (!(share >= 0 && share <= 1)) {
      outOfRange(field, share, "0% to 100%");
    }
  }

  /// A share must lie within narrower bounds, both included.
  ///
  /// @param range the bounds in words
  public void fraction(String field, double least, double value, String range) {
    if (!(value >= least && value <= 1)) {
      outOfRange(field, value, range);
    }
  }

  /// A share of a tier must lie above the tier's before, and below 1.
  void tier(String field, double value, double before) {
    if (!(value > before && value < 1)) {
      outOfRange(field, value, "above " + before + ", the tier before, and below 1");
    }
  }

  /// Shares must rise, above 0 and at most 1.
  void rising(String field, List<Double> shares) {
    double before = 0;
    for (int i = 0; i < shares.size(); i++) {
      double share = shares.get(i);
      if (!(share > before && share <= 1)) {
        problems.accept(
            Problem.of(ProblemCode.OUT_OF_RANGE, at(field).at(i))
                .with("value", share)
                .with("field", field)
                .with("range", "above " + before + ", the share before, and at most 1"));
      }
      before = share;
    }
  }

  /// A time must be longer than 0, if it is there.
  public void duration(String field, Optional<Duration> value) {
    value
        .filter(most -> !most.isPositive())
        .ifPresent(most -> outOfRange(field, Units.text(most), "a time longer than 0, as in 2s"));
  }

  /// A number of calls must be 1 to 10, and should not be above the usual limit: clients' libraries
  /// try three times.
  public void attempts(String field, int attempts) {
    int most = RoutingGraph.MOST_ASKED_ATTEMPTS;
    between(field, attempts, 1, most, "1 to " + most);
    if (attempts > RoutingGraph.MOST_ATTEMPTS && attempts <= most) {
      problems.accept(
          Problem.of(ProblemCode.ATTEMPTS_ABOVE_LIMIT, at(field))
              .with("value", attempts)
              .with("limit", RoutingGraph.MOST_ATTEMPTS)
              .with("calls", 3 * attempts));
    }
  }

  /// There must be a branch, and none should be there twice.
  public void branches(String field, List<String> targets) {
    if (targets.isEmpty()) {
      add(ProblemCode.NO_BRANCHES, field);
    }
    var seen = new HashSet<String>();
    for (int i = 0; i < targets.size(); i++) {
      String to = targets.get(i);
      if (!to.isEmpty() && !seen.add(to)) {
        problems.accept(Problem.of(ProblemCode.DUPLICATE_BRANCH, at(field).at(i)).with("id", to));
      }
    }
  }

  /// There must be labels, each short and in one line.
  ///
  /// @param example how they could be written
  public void labels(String field, Collection<String> labels, String example) {
    if (labels.isEmpty()) {
      problems.accept(
          Problem.of(ProblemCode.NO_LABELS, at(field))
              .with("id", id)
              .with("field", field)
              .with("example", example));
    }
    labels.stream().filter(label -> !isLabel(label)).forEach(label -> badLabel(field, label));
  }

  private static boolean isLabel(String label) {
    return !label.isBlank()
        && label.length() <= LONGEST_LABEL
        && label.chars().noneMatch(Character::isISOControl);
  }

  private void badLabel(String field, String label) {
    problems.accept(
        Problem.of(ProblemCode.BAD_LABEL, at(field).at(label))
            .with("label", label)
            .with("limit", LONGEST_LABEL));
  }

  private void outOfRange(String field, Object value, String range) {
    problems.accept(
        Problem.of(ProblemCode.OUT_OF_RANGE, at(field))
            .with("value", value)
            .with("field", field)
            .with("range", range));
  }

  private Place at(String field) {
    return place.at(field);
  }
}
