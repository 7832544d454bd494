package io.signalbox.engine.workspace;

import io.signalbox.engine.graph.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// What is found wrong while a text is read. For one thread.
final class Findings {
  /// Nobody reads more.
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

  void error(String code, String path, Yaml at, String message, String fix) {
    error(code, path, at.start(), at.end(), message, fix);
  }

  void error(String code, String path, int start, int end, String message, String fix) {
    add(Problem.error(code, path, message, fix), start, end);
  }

  /// Something looks like a key; said once of each place.
  void secret(int start, int end) {
    if (!secrets.subSet(start, end).isEmpty()) {
      return;
    }
    secrets.add(start);
    error(
        "secret",
        "",
        start,
        end,
        "This looks like a provider's key.",
        "Put it into a variable or the vault and write env:NAME or vault:NAME; then replace the"
            + " key at the provider, for it may have been seen.");
  }

  private void add(Problem problem, int start, int end) {
    if (problems.size() >= MOST) {
      return;
    }
    Problem safe =
        new Problem(
            problem.severity(),
            problem.code(),
            Secrets.masked(problem.message()),
            Secrets.masked(problem.fix()),
            Secrets.masked(problem.path()),
            problem.at());
    problems.add(safe.at(source.spot(start, end)));
  }

  /// All of them in the order of the file, each with its path.
  List<Problem> inOrder(Optional<Yaml> root) {
    return problems.stream()
        .map(problem -> root.map(each -> withPath(problem, each)).orElse(problem))
        .sorted(Comparator.comparingLong(Findings::place))
        .toList();
  }

  private Problem withPath(Problem problem, Yaml root) {
    if (!problem.path().isEmpty() || problem.at().isEmpty()) {
      return problem;
    }
    return new Problem(
        problem.severity(),
        problem.code(),
        problem.message(),
        problem.fix(),
        Paths.at(root, source.offset(problem.at().get())),
        problem.at());
  }

  private static long place(Problem problem) {
    return problem.at().map(at -> at.line() * 10_000_000L + at.column()).orElse(0L);
  }

  /// A value in a message: short, in one line.
  static String shown(String value) {
    StringBuilder safe = new StringBuilder();
    value
        .codePoints()
        .limit(40)
        .forEach(c -> safe.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
    boolean cut = value.codePointCount(0, value.length()) > 40;
    return "`" + safe + (cut ? "…" : "") + "`";
  }
}
