package io.signalbox.engine.lab;

import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.workspace.SuiteCase;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// How a suite went. Immutable.
///
/// @param cases in the suite's order
/// @param coverage what of the graph they reached
public record SuiteResult(List<Tested> cases, Coverage coverage) {
  public SuiteResult {
    cases = List.copyOf(cases);
  }

  /// How one case went.
  ///
  /// @param test the case
  /// @param trace the route of its request
  /// @param mismatches where it did not go as expected; empty: it passed
  /// @param micros how long it took to work out, in microseconds
  public record Tested(SuiteCase test, Trace trace, List<Mismatch> mismatches, long micros) {
    public Tested {
      mismatches = List.copyOf(mismatches);
    }

    /// What the case would have to expect to pass, where that can be said: limits of money and time
    /// are left to people, and a model that did not answer cannot be expected.
    public SuiteCase.Expect came() {
      SuiteCase.Expect old = test.expect();
      Optional<String> model = trace.answer().map(Attempt::model);
      List<String> called = trace.calls().stream().map(Attempt::model).toList();
      return old.came(
          old.model().map(id -> model.orElse(id)),
          old.path().map(ids -> trace.path()),
          old.attempts().map(ids -> called),
          old.status().isPresent() ? OptionalInt.of(trace.status()) : old.status());
    }

    /// Whether all went as expected.
    public boolean passed() {
      return mismatches.isEmpty();
    }
  }

  /// One expectation that was not met.
  ///
  /// @param key its key in the case: `expect.model`
  /// @param expected what should have come
  /// @param came what came
  public record Mismatch(String key, String expected, String came) {
    /// The same with its key below another.
    Mismatch below(String prefix) {
      return new Mismatch(prefix + key, expected, came);
    }
  }

  /// How many cases passed.
  public long passed() {
    return cases.stream().filter(Tested::passed).count();
  }

  /// How many cases did not.
  public long failed() {
    return cases.size() - passed();
  }
}
