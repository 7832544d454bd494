package io.signalbox.engine.workspace;

import java.util.List;

/// Tests of a graph. Immutable.
///
/// @param graph the graph's file, relative to the suite's
public record SuiteFile(String graph, List<SuiteCase> cases) {
  public SuiteFile {
    cases = List.copyOf(cases);
  }
}
