package io.signalbox.app.testbench;

import io.signalbox.engine.workspace.SuiteText;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/// What is to be done to a suite. It sees the text that is on the disk when its turn comes.
@FunctionalInterface
interface SuiteChange {
  /// What it makes of a suite.
  ///
  /// @param before empty: there is none yet
  Outcome of(Optional<SuiteText> before) throws IOException;

  /// What comes of it.
  sealed interface Outcome {
    /// Another text.
    ///
    /// @param after empty: no suite at all
    record Changed(Optional<SuiteText> after) implements Outcome {}

    /// Nothing.
    ///
    /// @param why in words
    record Refused(String why) implements Outcome {}
  }

  /// Changes one test, wherever it is by then.
  ///
  /// @param how gets the suite and the test's index there; empty: it cannot be written
  static SuiteChange of(ChosenTest chosen, Function<SuiteText, Indexed> how) {
    return before -> {
      Optional<Integer> index = before.flatMap(chosen::in);
      return index.isEmpty()
          ? new Outcome.Refused(chosen.gone())
          : how.apply(before.orElseThrow())
              .at(index.get())
              .<Outcome>map(after -> new Outcome.Changed(Optional.of(after)))
              .orElseGet(
                  () -> new Outcome.Refused("This cannot be changed here. Edit the suite file."));
    };
  }

  /// What becomes of a suite when its test at an index is changed.
  @FunctionalInterface
  interface Indexed {
    /// Empty if that cannot be written.
    Optional<SuiteText> at(int index);
  }

  /// Puts back what was there before another change, if nothing came after it.
  static SuiteChange back(Optional<SuiteText> before, Optional<SuiteText> after) {
    return now ->
        now.map(SuiteText::text).equals(after.map(SuiteText::text))
            ? new Outcome.Changed(before)
            : new Outcome.Refused(
                "The suite was changed by another program and was reloaded. Nothing was undone.");
  }
}
