package io.signalbox.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.engine.catalog.Cost;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Outcome;
import io.signalbox.engine.trace.Trace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// What the lines of a trace say.
class TraceTextTest {
  @Test
  void modelThatWentOnWithAnAnswerSaysAfterHowMuch() {
    var cut = new Outcome.Failed(FailureClass.INTERRUPTED, true, "");
    Trace trace =
        trace(
            spoken("opus", cut, 0),
            spoken("gpt", cut, 512),
            spoken("gemini", new Outcome.Answered(), 1));
    List<String> lines = TraceText.lines(trace);
    assertEquals("  opus           interrupted", lines.get(1));
    assertEquals("  gpt            interrupted, continued after 512 characters", lines.get(2));
    assertEquals("  gemini         answered, continued after 1 character", lines.get(3));
  }

  private static Attempt spoken(String model, Outcome outcome, int continuedAt) {
    return new Attempt(
        model,
        "anthropic",
        "claude",
        "",
        outcome,
        0,
        5,
        OptionalLong.empty(),
        Optional.empty(),
        Cost.NONE,
        "",
        false,
        continuedAt);
  }

  private static Trace trace(Attempt... attempts) {
    return new Trace(
        "r",
        Instant.EPOCH,
        "Desk",
        new Trace.Asked("", "", "", "", false),
        List.of(),
        List.of(attempts),
        List.of(),
        "",
        Optional.empty(),
        200,
        10,
        OptionalLong.empty(),
        List.of(),
        "");
  }
}
