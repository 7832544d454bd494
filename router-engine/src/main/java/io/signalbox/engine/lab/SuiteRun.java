package io.signalbox.engine.lab;

import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.workspace.SuiteCase;
import io.signalbox.engine.workspace.SuiteFile;
import java.util.List;

/// Runs the tests of a graph. No provider is called and no time passes: a model answers as its case
/// says, else at its typical speed. Waits between two tries at the same model are not counted. Safe
/// for threads.
public final class SuiteRun {
  private final RouteSimulation rehearsal;

  public SuiteRun(RouteSimulation rehearsal) {
    this.rehearsal = rehearsal;
  }

  /// Runs a suite.
  ///
  /// @param graph a graph without errors
  public SuiteResult of(RoutingGraph graph, SuiteFile suite) {
    List<SuiteResult.Tested> cases = suite.cases().stream().map(each -> of(graph, each)).toList();
    List<Trace> traces = cases.stream().map(SuiteResult.Tested::trace).toList();
    return new SuiteResult(cases, Coverage.of(graph, traces));
  }

  /// Runs one case.
  ///
  /// @param graph a graph without errors
  public SuiteResult.Tested of(RoutingGraph graph, SuiteCase test) {
    long begun = System.nanoTime();
    var client = new SuiteClient();
    var trace = rehearsal.timed(graph, SampleRequest.of(test), client);
    long micros = (System.nanoTime() - begun) / 1_000;
    var verdict = new SuiteVerdict(graph, test, trace, client.text());
    return new SuiteResult.Tested(test, trace, verdict.all(), micros);
  }
}
