package io.signalbox.engine.cli;

import io.signalbox.engine.lab.Coverage;
import io.signalbox.engine.lab.SuiteResult;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Step;
import io.signalbox.engine.trace.Trace;
import java.util.ArrayList;
import java.util.List;

/// The results of suites for people: a line a case, and of what failed what was expected and what
/// came.
final class SuiteReport {
  private SuiteReport() {}

  static List<String> lines(List<TestCommand.Run> runs, boolean coverage) {
    var lines = new ArrayList<String>();
    for (TestCommand.Run run : runs) {
      lines.add(run.file().getFileName() + " (" + run.graph().name() + ")");
      run.result().cases().forEach(each -> add(lines, each));
      if (coverage) {
        lines.addAll(coverage(run.result().coverage()));
      }
    }
    long passed = runs.stream().mapToLong(run -> run.result().passed()).sum();
    long failed = runs.stream().mapToLong(run -> run.result().failed()).sum();
    lines.add(passed + " passed, " + failed + " failed.");
    return lines;
  }

  private static void add(List<String> lines, SuiteResult.Tested tested) {
    lines.add((tested.passed() ? "  ok    " : "  FAIL  ") + tested.test().name());
    if (!tested.passed()) {
      tested.mismatches().forEach(each -> lines.addAll(mismatch(each)));
      trace(tested.trace()).forEach(line -> lines.add("          " + line));
    }
  }

  static List<String> mismatch(SuiteResult.Mismatch mismatch) {
    return List.of(
        "        " + mismatch.key(),
        "          - " + mismatch.expected(),
        "          + " + mismatch.came());
  }

  /// The path that was taken, without times: they are made up.
  static List<String> trace(Trace trace) {
    var lines = new ArrayList<String>();
    lines.add("path:");
    for (Step step : trace.steps()) {
      String exit = step.exit().isEmpty() ? "" : step.exit() + " → " + step.to() + ", ";
      lines.add("  " + step.node() + ": " + exit + step.because());
      step.nearMisses().forEach(miss -> lines.add("    near miss: " + miss));
      step.dropped().forEach(branch -> lines.add("    dropped " + branch));
    }
    for (Attempt attempt : trace.attempts()) {
      String why = attempt.message().isEmpty() ? "" : ", " + attempt.message();
      lines.add("  " + attempt.model() + " " + attempt.outcome().id() + why);
    }
    return lines;
  }

  private static List<String> coverage(Coverage coverage) {
    var lines = new ArrayList<String>();
    lines.add(
        "  reached: "
            + share(coverage, Coverage.ElementKind.NODE, "nodes")
            + ", "
            + share(coverage, Coverage.ElementKind.EXIT, "exits")
            + ", "
            + share(coverage, Coverage.ElementKind.MODEL, "models"));
    for (Coverage.Element part : coverage.missed()) {
      String to = part.kind() == Coverage.ElementKind.EXIT ? " → " + part.to() : "";
      lines.add("  not reached: " + part.path() + " (" + part.label() + to + ")");
    }
    return lines;
  }

  private static String share(Coverage coverage, Coverage.ElementKind kind, String name) {
    return coverage.reached(kind) + " of " + coverage.count(kind) + " " + name;
  }
}
