package io.signalbox.app.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.engine.catalog.Cost;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Outcome;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// What the pane says of calls.
final class FindingsTest {
  private static final RoutingGraph GRAPH = RoutingGraph.empty("Test");

  @Test
  void modelThatWentOnWithAnAnswerSaysAfterHowMuch() {
    var cut = new Outcome.Failed(FailureClass.INTERRUPTED, true, "");
    assertEquals(
        "Provider acme interrupted its answer.",
        because(attempt(cut, "Provider acme interrupted its answer.", 0)));
    assertEquals("continued after 512 characters · interrupted", because(attempt(cut, "", 512)));
    assertEquals(
        "continued after 1 character · live call · 200",
        because(attempt(new Outcome.Answered(), "", 1)));
  }

  private static String because(Attempt attempt) {
    return Findings.line(attempt, GRAPH).because();
  }

  private static Attempt attempt(Outcome outcome, String message, int continuedAt) {
    return new Attempt(
        "opus",
        "acme",
        "claude",
        "",
        outcome,
        outcome instanceof Outcome.Answered ? 200 : 0,
        5,
        OptionalLong.empty(),
        Optional.empty(),
        Cost.NONE,
        message,
        false,
        continuedAt);
  }
}
