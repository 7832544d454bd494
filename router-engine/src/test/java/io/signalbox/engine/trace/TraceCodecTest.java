package io.signalbox.engine.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.Cost;
import io.signalbox.engine.chat.FailureClass;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Traces to JSON and back.
final class TraceCodecTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whateverIsWrittenIsReadTheSame(long seed) {
    var random = new RandomTrace(seed);
    for (int i = 0; i < 500; i++) {
      Trace trace = random.next();
      String json = TraceCodec.json(trace);
      assertEquals(trace, TraceCodec.read(json), json);
      assertEquals(json, TraceCodec.json(TraceCodec.read(json)));
    }
  }

  @ParameterizedTest
  @EnumSource(FailureClass.class)
  void callThatFailedWithinMillisecondWasCall(FailureClass kind) {
    for (boolean asked : new boolean[] {true, false}) {
      var read = readBack(attempt(new Outcome.Failed(kind, asked, "")));
      assertEquals(new Outcome.Failed(kind, asked, ""), read.outcome());
      assertEquals(asked, read.called());
    }
  }

  private static Attempt readBack(Attempt attempt) {
    return TraceCodec.read(TraceCodec.json(trace(attempt))).attempts().getFirst();
  }

  private static Attempt attempt(Outcome outcome) {
    return new Attempt(
        "opus",
        "anthropic",
        "claude",
        "env:A",
        outcome,
        0,
        0,
        OptionalLong.empty(),
        Optional.empty(),
        Cost.NONE,
        "",
        false);
  }

  private static Trace trace(Attempt attempt) {
    return trace(attempt, new Step("start", "first", "opus", "first", Map.of(), List.of(), 1));
  }

  private static Trace trace(Attempt attempt, Step step) {
    return new Trace(
        "r1",
        Instant.EPOCH,
        "main",
        new Trace.Asked("", "", "", "auto", false),
        List.of(step),
        List.of(attempt),
        List.of(),
        "",
        Optional.empty(),
        200,
        0,
        OptionalLong.empty(),
        List.of(),
        "");
  }

  /// Version 0.1.0 did not say whether a call was made: only where a key or a provider was missing
  /// it made none, and those had no status.
  @ParameterizedTest
  @CsvSource({
    "unreachable,0,true",
    "timeout,0,true",
    "interrupted,0,true",
    "rate_limited,429,true",
    "unauthorized,401,true",
    "unauthorized,0,false",
    "model_not_found,404,true",
    "model_not_found,0,false"
  })
  void rowsOfVersionBeforeAreRead(String outcome, int status, boolean called) {
    String row =
        """
        {"id":"r","at":"2026-03-14T12:00:00Z","graph":"main","model":"","attempts":[{"model":"opus",
        "provider":"anthropic","provider_model":"claude","outcome":"%s","status":%d,"ms":0}],
        "steps":[],"status":502,"ms":0,"app":"","user":"","conversation":"","asked_model":"auto",
        "stream":false,"losses":[],"error":""}\
        """;
    var read = TraceCodec.read(row.formatted(outcome, status)).attempts().getFirst();
    assertEquals(called, read.called());
    assertInstanceOf(Outcome.Failed.class, read.outcome());
  }

  /// What scripts read. Members may be added.
  @Test
  void membersAreThoseThatAreDocumented() {
    var view = TraceCodec.view(trace(attempt(new Outcome.Answered())));
    assertEquals(
        List.of(
            "id",
            "at",
            "graph",
            "model",
            "provider",
            "provider_model",
            "path",
            "attempts",
            "steps",
            "usd",
            "status",
            "ms",
            "app",
            "user",
            "conversation",
            "asked_model",
            "stream",
            "losses",
            "error"),
        List.copyOf(view.keySet()));
    assertEquals("opus", view.get("model"));
    assertEquals(List.of("start"), view.get("path"));
  }

  /// What JSON does not know is kept as text.
  @Test
  void momentThatNodeSawIsReadAsText() {
    var step = new Step("a", "", "", "", Map.of("now", Instant.EPOCH), List.of(), 0);
    var read = TraceCodec.read(TraceCodec.json(trace(attempt(new Outcome.Answered()), step)));
    assertEquals("1970-01-01T00:00:00Z", read.steps().getFirst().saw().get("now"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{}",
        "{\"at\":\"yesterday\"}",
        "{\"at\":\"2026-03-14T12:00:00Z\",\"ms\":1e999999999}",
        "{\"at\":\"2026-03-14T12:00:00Z\",\"status\":4294967496}",
        "{\"at\":\"2026-03-14T12:00:00Z\",\"attempts\":[{\"outcome\":\"thought better of it\"}]}",
        "{\"at\":\"2026-03-14T12:00:00Z\",\"attempts\":[{\"outcome\":\"answered\",\"cost\":"
            + "[{\"kind\":\"input\",\"count\":\"reported\",\"usd\":\"1e999999999\"}]}]}",
        "{\"at\":\"2026-03-14T12:00:00Z\",\"steps\":7}"
      })
  void whatIsNoTraceIsDamaged(String text) {
    assertThrows(DamagedTraceException.class, () -> TraceCodec.read(text));
  }

  @Test
  void whatIsMissingIsEmpty() {
    var trace = TraceCodec.read("{\"at\":\"2026-03-14T12:00:00Z\"}");
    assertEquals("", trace.id());
    assertTrue(trace.attempts().isEmpty() && trace.firstTokenMillis().isEmpty());
  }
}
