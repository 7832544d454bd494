package io.signalbox.app.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.app.Desk;
import io.signalbox.app.document.RoutePath;
import io.signalbox.engine.catalog.Cost;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Outcome;
import io.signalbox.engine.trace.Step;
import io.signalbox.engine.trace.Trace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

  @Test
  void callsStandAfterTheStepsThatLedToThem() {
    var steps =
        List.of(
            step("code", "1st", "opus"),
            step("code", "retry: opus overloaded", "opus"),
            step("code", "2nd", "gpt"));
    var failed = new Outcome.Failed(FailureClass.OVERLOADED);
    var attempts =
        List.of(call("opus", failed), call("opus", failed), call("gpt", new Outcome.Answered()));
    var trace =
        new Trace(
            "r1",
            Instant.EPOCH,
            "Test",
            new Trace.Asked("", "", "", "", false),
            steps,
            attempts,
            List.of(),
            "",
            Optional.empty(),
            200,
            1,
            OptionalLong.empty(),
            List.of(),
            "");
    Findings findings =
        Findings.of(trace, RoutePath.of(trace, GRAPH), GRAPH, Desk.installation(), true);
    assertEquals(
        List.of("", "code", "opus", "code", "opus", "code", "gpt"),
        findings.steps().stream().map(Findings.Line::place).toList());
  }

  private static Step step(String node, String because, String to) {
    return new Step(node, "x", to, because, Map.of(), List.of(), 1);
  }

  private static Attempt call(String model, Outcome outcome) {
    return new Attempt(
        model,
        "acme",
        model,
        "",
        outcome,
        200,
        5,
        OptionalLong.empty(),
        Optional.empty(),
        Cost.NONE,
        "",
        false);
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
