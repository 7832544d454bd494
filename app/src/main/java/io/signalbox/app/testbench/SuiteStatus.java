package io.signalbox.app.testbench;

import io.signalbox.engine.lab.Coverage;
import io.signalbox.engine.lab.SuiteResult;
import io.signalbox.engine.workspace.SuiteCase;
import io.signalbox.engine.workspace.SuiteText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// The tests of the graph in front, and how they went last. Immutable.
///
/// @param place where the suite lies or would lie; empty: the graph was never saved
/// @param suite its text; empty if there is none
/// @param results how each case went, in the suite's order; empty: it has not been run
/// @param coverage what of the graph they reached; empty before the first run of all
/// @param running whether they are being run
/// @param trouble why they cannot be run, in words; empty if they can
public record SuiteStatus(
    Optional<Path> place,
    Optional<SuiteText> suite,
    List<Optional<SuiteResult.Tested>> results,
    Optional<Coverage> coverage,
    boolean running,
    String trouble) {
  /// Of no graph.
  public static final SuiteStatus NONE =
      new SuiteStatus(Optional.empty(), Optional.empty(), List.of(), Optional.empty(), false, "");

  public SuiteStatus {
    results = List.copyOf(results);
  }

  static SuiteStatus of(Optional<Path> place, Optional<SuiteText> suite) {
    List<Optional<SuiteResult.Tested>> none =
        Collections.nCopies(cases(suite).size(), Optional.empty());
    String trouble =
        suite
            .filter(text -> !text.isSound())
            .map(text -> "The suite has errors: " + text.problems().getFirst().line())
            .orElse("");
    return new SuiteStatus(place, suite, none, Optional.empty(), false, trouble);
  }

  /// The cases, in their order.
  public List<SuiteCase> cases() {
    return cases(suite);
  }

  private static List<SuiteCase> cases(Optional<SuiteText> suite) {
    return suite.flatMap(SuiteText::suite).map(each -> each.cases()).orElse(List.of());
  }

  /// The indices of the cases that failed.
  public List<Integer> failed() {
    var failed = new ArrayList<Integer>();
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i).filter(each -> !each.passed()).isPresent()) {
        failed.add(i);
      }
    }
    return failed;
  }

  /// How many cases passed.
  public long passed() {
    return results.stream().flatMap(Optional::stream).filter(SuiteResult.Tested::passed).count();
  }

  SuiteStatus running(boolean now) {
    return new SuiteStatus(place, suite, results, coverage, now, now ? "" : trouble);
  }

  SuiteStatus troubled(String words) {
    return new SuiteStatus(place, suite, results, coverage, false, words);
  }

  /// The same with what came of some cases.
  ///
  /// @param indices which cases were run
  SuiteStatus with(SuiteResult result, List<Integer> indices) {
    var all = new ArrayList<>(results);
    for (int i = 0; i < indices.size(); i++) {
      all.set(indices.get(i), Optional.of(result.cases().get(i)));
    }
    boolean whole = indices.size() == results.size();
    return new SuiteStatus(
        place, suite, all, whole ? Optional.of(result.coverage()) : coverage, false, "");
  }
}
