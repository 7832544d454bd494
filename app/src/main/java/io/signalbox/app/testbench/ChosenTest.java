package io.signalbox.app.testbench;

import io.signalbox.engine.workspace.SuiteCase;
import io.signalbox.engine.workspace.SuiteText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A test as it was when it was chosen. Its place in the suite may be another by the time that it
/// is changed, or it may be gone. Immutable.
///
/// @param place the suite's file; empty: it lies in none
public record ChosenTest(Optional<Path> place, SuiteCase test) {

  /// Where it is among tests; empty if it is not there as it was.
  public Optional<Integer> in(SuiteStatus tests) {
    return place.equals(tests.place()) ? in(tests.cases()) : Optional.empty();
  }

  /// Where it is in a suite; empty if it is not there as it was.
  Optional<Integer> in(SuiteText suite) {
    return in(suite.suite().map(each -> each.cases()).orElse(List.of()));
  }

  private Optional<Integer> in(List<SuiteCase> cases) {
    return Optional.of(cases.indexOf(test)).filter(index -> index >= 0);
  }

  /// Says that it is not there as it was.
  String gone() {
    return "Test “" + test.name() + "” was changed or deleted meanwhile. Nothing was saved.";
  }
}
