package io.signalbox.app.testbench;

import io.signalbox.engine.graph.IntentNode;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.workspace.SuiteCase;
import java.util.List;
import java.util.Optional;

/// Whether the request of a test belongs to a class of an intent node: by what is expected of it,
/// else by the route that it takes.
record ClassOfCase(IntentNode node, String label) {

  boolean fits(SuiteCase test, Optional<Trace> trace) {
    boolean taken =
        trace.stream()
            .flatMap(each -> each.steps().stream())
            .anyMatch(step -> step.node().equals(node.id()) && step.exit().equals(label));
    Optional<String> expected = expected(test.expect());
    return expected.isEmpty() ? taken : taken || leadsTo(expected.get());
  }

  private boolean leadsTo(String target) {
    return Optional.ofNullable(node.classes().get(label))
        .filter(each -> each.to().equals(target))
        .isPresent();
  }

  /// What follows the node where the test says its path; else the model, if that is all it says.
  private Optional<String> expected(SuiteCase.Expect expect) {
    if (expect.path().isEmpty()) {
      return expect.model();
    }
    List<String> path = expect.path().get();
    int at = path.indexOf(node.id());
    if (at < 0) {
      return Optional.empty();
    }
    return at + 1 < path.size() ? Optional.of(path.get(at + 1)) : expect.model();
  }
}
