package io.signalbox.engine.cli;

import io.signalbox.engine.lab.SuiteResult;
import io.signalbox.engine.workspace.SuiteText;
import java.util.List;
import java.util.Optional;

/// Puts what came in place of what was expected. Limits of money and time are left to people.
final class SuiteUpdate {
  private SuiteUpdate() {}

  /// The suite with the expectations that failed rewritten; empty if nothing changes.
  static Optional<SuiteText> of(TestCommand.Run run) {
    SuiteText text = run.text();
    List<SuiteResult.Tested> cases = run.result().cases();
    for (int i = 0; i < cases.size(); i++) {
      if (!cases.get(i).passed()) {
        text = text.expecting(i, cases.get(i).came()).orElse(text);
      }
    }
    return text.text().equals(run.text().text()) ? Optional.empty() : Optional.of(text);
  }
}
