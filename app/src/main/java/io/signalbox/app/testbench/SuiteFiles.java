package io.signalbox.app.testbench;

import io.signalbox.app.document.SampleGraph;
import io.signalbox.engine.workspace.SuiteCase;
import io.signalbox.engine.workspace.SuiteText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// Suites on the disk.
final class SuiteFiles {
  private SuiteFiles() {}

  /// The suite in a file; empty if there is none.
  static Optional<SuiteText> load(Path place) throws IOException {
    try {
      return Files.exists(place) ? Optional.of(SuiteText.load(place)) : Optional.empty();
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    }
  }

  /// Writes the tests of a sample beside a copy of it, unless there are some.
  ///
  /// @return whether it has any
  static boolean copied(SampleGraph sample, Path graph) throws IOException {
    Path place = TestBench.beside(graph);
    Optional<SuiteText> suite =
        sample.suite().flatMap(text -> text.of(String.valueOf(graph.getFileName())));
    if (suite.isPresent() && !Files.exists(place)) {
      suite.get().save(place);
    }
    return suite.isPresent();
  }

  /// A suite with one test more, or a new one with it.
  static SuiteText added(Optional<SuiteText> before, Path graph, SuiteCase added)
      throws IOException {
    String file = String.valueOf(TestBench.beside(graph).getFileName());
    return before.isEmpty()
        ? SuiteText.begin(file, String.valueOf(graph.getFileName()), added)
        : before
            .get()
            .with(added)
            .orElseThrow(() -> new IOException(file + " has errors; fix them first"));
  }
}
