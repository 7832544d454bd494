package io.signalbox.engine.workspace;

import io.signalbox.engine.graph.Place;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// What is found wrong while a text is read. For one thread.
public final class Findings {
  /// More would not be read.
  static final int MOST = 200;

  private final Source source;
  private final List<Problem> problems = new ArrayList<>();
  private final TreeSet<Integer> secrets = new TreeSet<>();

  Findings(Source source) {
    this.source = source;
  }

  Source source() {
    return source;
  }

  /// Adds one at a part of the text.
  public void add(Problem problem, Yaml at) {
    add(problem, at.start(), at.end());
  }

  /// Something looks like a key; said once of each place.
  void secret(int start, int end) {
    if (!secrets.subSet(start, end).isEmpty()) {
      return;
    }
    secrets.add(start);
    add(Problem.of(ProblemCode.SECRET), start, end);
  }

  void add(Problem problem, int start, int end) {
    if (problems.size() < MOST) {
      problems.add(problem.map(GraphKeyMask::masked).at(source.spot(start, end)));
    }
  }

  /// All of them in the order of the file, each with its path.
  List<Problem> inOrder(Optional<Yaml> root) {
    return problems.stream()
        .map(problem -> root.map(each -> withPath(problem, each)).orElse(problem))
        .sorted(Comparator.comparingLong(Findings::place))
        .toList();
  }

  private Problem withPath(Problem problem, Yaml root) {
    if (!problem.place().equals(Place.WHOLE) || problem.at().isEmpty()) {
      return problem;
    }
    return problem.on(Paths.at(root, source.offset(problem.at().get())));
  }

  private static long place(Problem problem) {
    return problem.at().map(at -> at.line() * 10_000_000L + at.column()).orElse(0L);
  }
}
