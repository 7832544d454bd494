package io.signalbox.engine.cli.traffic;

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

/// Which key of several an attempt used, by its name.
class AttemptsTextTest {
  private static final Outcome LIMITED = new Outcome.Failed(FailureClass.RATE_LIMITED, true, "");

  @Test
  void eachAttemptNamesItsKey() {
    Trace trace = trace(attempt("env:A", LIMITED, 429), attempt("vault:b", answered(), 200));
    assertEquals("opus env:A: 429 rate_limited → opus vault:b", AttemptsText.of(trace));
    assertEquals("env:A", AttemptsText.failures(trace).getFirst().get("key"));
  }

  @Test
  void onlyAnUnusualKeyIsWorthNaming() {
    assertEquals("opus vault:b", AttemptsText.of(trace(attempt("vault:b", answered(), 200))));
    assertEquals("", AttemptsText.of(trace(attempt("", answered(), 200))));
  }

  @Test
  void modelThatWentOnWithAnAnswerSaysAfterHowMuch() {
    var cut = new Outcome.Failed(FailureClass.INTERRUPTED, true, "");
    var again = spoken("gpt", cut, 512);
    Trace trace = trace(spoken("opus", cut, 0), again, spoken("gemini", answered(), 1));
    assertEquals(
        "opus: interrupted → gpt continued after 512 characters: interrupted"
            + " → gemini continued after 1 character",
        AttemptsText.of(trace));
    assertEquals(
        List.of("null", "512"),
        AttemptsText.failures(trace).stream()
            .map(failure -> String.valueOf(failure.get("continued_at")))
            .toList());
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

  private static Outcome answered() {
    return new Outcome.Answered();
  }

  private static Attempt attempt(String key, Outcome outcome, int status) {
    return new Attempt(
        "opus",
        "anthropic",
        "claude",
        key,
        outcome,
        status,
        5,
        OptionalLong.empty(),
        Optional.empty(),
        Cost.NONE,
        "",
        false);
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
