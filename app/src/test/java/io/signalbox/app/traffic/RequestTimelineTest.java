package io.signalbox.app.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.engine.catalog.Cost;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Outcome;
import io.signalbox.engine.trace.Step;
import io.signalbox.engine.trace.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What the details of a request tell, event by event. */
final class RequestTimelineTest {
  @Test
  void earlierAnswerIsToldWithWhatItSaved() {
    List<RequestTimeline.Event> events = RequestTimeline.of(cached(), UnaryOperator.identity());
    assertEquals(
        List.of("Requests", "answers", "opus", "Done"),
        events.stream().map(RequestTimeline.Event::title).toList());
    assertEquals("an equal request was answered by opus", events.get(1).words());
    assertEquals("earlier answer · 100 tokens · $0.002 saved", events.get(2).words());
    assertEquals("status 200 · $0", events.get(3).words());
  }

  @Test
  void eachAttemptNamesWhichOfSeveralKeysItUsed() {
    var limited = new Outcome.Failed(FailureClass.RATE_LIMITED, true, "");
    List<RequestTimeline.Event> events =
        RequestTimeline.of(
            pooled(attempt("env:A", limited, 429), attempt("vault:b", new Outcome.Answered(), 200)),
            UnaryOperator.identity());
    assertEquals("429 · rate limited · key env:A", events.get(1).words());
    assertEquals("200 · key vault:b", events.get(2).words());
    assertEquals(
        "opus env:A ✕ 429 → ",
        FailedAttempts.words(pooled(attempt("env:A", limited, 429)), Optional.empty()));
  }

  @Test
  void modelThatWentOnWithAnAnswerSaysAfterHowMuch() {
    var cut = new Outcome.Failed(FailureClass.INTERRUPTED, true, "");
    List<RequestTimeline.Event> events =
        RequestTimeline.of(
            pooled(
                spoken("opus", cut, 0),
                spoken("gpt", cut, 512),
                spoken("gemini", new Outcome.Answered(), 1)),
            UnaryOperator.identity());
    assertEquals(
        List.of("Requests", "opus", "gpt", "gemini", "Done"),
        events.stream().map(RequestTimeline.Event::title).toList());
    assertEquals("interrupted", events.get(1).words());
    assertEquals("continued after 512 characters · interrupted", events.get(2).words());
    assertEquals("continued after 1 character", events.get(3).words());
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

  private static Trace pooled(Attempt... attempts) {
    return new Trace(
        "r2",
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

  private static Trace cached() {
    var step =
        new Step(
            "answers", "hit", "", "an equal request was answered by opus", Map.of(), List.of(), 0);
    return new Trace(
        "r1",
        Instant.EPOCH,
        "Desk",
        new Trace.Asked("", "", "", "", false),
        List.of(step),
        List.of(),
        List.of(),
        "",
        Optional.empty(),
        200,
        1,
        OptionalLong.of(1),
        List.of(),
        "",
        Optional.of(
            new Trace.Cached(
                "answers",
                "opus",
                "anthropic",
                "claude",
                Duration.ofMinutes(3),
                1,
                Optional.of(Usage.of(1000, 100)),
                Optional.of(Money.of("0.002")))));
  }
}
