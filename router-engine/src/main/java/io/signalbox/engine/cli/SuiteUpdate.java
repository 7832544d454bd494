package io.signalbox.engine.cli;

import io.signalbox.engine.lab.SuiteResult;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.workspace.SuiteCase;
import io.signalbox.engine.workspace.SuiteText;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Puts what came in place of what was expected. Limits of money and time are left to people.
final class SuiteUpdate {
  private SuiteUpdate() {}

  /// The suite with the expectations that failed rewritten; empty if nothing changes.
  static Optional<SuiteText> of(TestCommand.Run run) {
    SuiteText text = run.text();
    List<SuiteResult.Tested> cases = run.result().cases();
    for (int i = 0; i < cases.size(); i++) {
      if (!cases.get(i).passed()) {
        text = text.expecting(i, came(cases.get(i))).orElse(text);
      }
    }
    return text.text().equals(run.text().text()) ? Optional.empty() : Optional.of(text);
  }

  /// A model that did not answer cannot be expected, so that expectation stays.
  private static SuiteCase.Expect came(SuiteResult.Tested tested) {
    SuiteCase.Expect old = tested.test().expect();
    Trace trace = tested.trace();
    Optional<String> model = trace.answer().map(Attempt::model);
    List<String> called = trace.calls().stream().map(Attempt::model).toList();
    return new SuiteCase.Expect(
        old.model().map(id -> model.orElse(id)),
        old.path().map(ids -> trace.path()),
        old.attempts().map(ids -> called),
        old.status().isPresent() ? OptionalInt.of(trace.status()) : old.status(),
        old.usdBelow(),
        old.firstTokenBelow(),
        old.totalBelow());
  }
}
