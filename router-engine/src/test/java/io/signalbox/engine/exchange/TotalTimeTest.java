package io.signalbox.engine.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.route.Router;
import io.signalbox.engine.spi.RateLimits;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.upstream.UpstreamAnswer;
import io.signalbox.engine.upstream.UpstreamCall;
import io.signalbox.engine.workspace.GraphText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a fallback says of time and number of calls binds all that lies below it. Time passes only
/// in calls and waits, and is counted by hand.
final class TotalTimeTest {
  private final List<String> called = new ArrayList<>();
  private final List<Duration> ends = new ArrayList<>(); // of the time of each call
  private final List<Duration> pauses = new ArrayList<>();
  private final Map<String, Duration> taking = new HashMap<>();
  private final Map<String, UpstreamAnswer> answers = new HashMap<>();
  private final HandMovedClock clock = new HandMovedClock();
  private final StringBuilder heard = new StringBuilder();
  private boolean stream = true;
  private boolean broken;

  private static final class HandMovedClock implements SimulatedSurroundings.Clock {
    private Duration elapsed = Duration.ofHours(1);

    @Override
    public Duration elapsed() {
      return elapsed;
    }

    @Override
    public void pass(Duration time) {
      elapsed = elapsed.plus(time);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void eachCallHasWhatIsLeftOfTheTime(boolean streamed) {
    stream = streamed;
    fails("a", 4);
    fails("b", 3);
    answers("c");
    Trace trace = run("f: { kind: fallback, to: [ a, b, c ], total: 10s }");
    assertEquals(List.of("a 10", "b 6", "c 3"), called);
    assertEquals(200, trace.status());
  }

  @Test
  void noModelIsCalledWhenNothingIsLeft() {
    fails("a", 4);
    fails("b", 6);
    answers("c");
    Trace trace = run("f: { kind: fallback, to: [ a, b, c ], total: 10s }");
    assertEquals(List.of("a 10", "b 6"), called);
    assertEquals("overloaded", trace.attempts().getLast().outcome().id());
    assertFalse(trace.isAnswered());
  }

  @Test
  void outermostFallbackBindsTheTimeOfThoseWithin() {
    fails("a", 4);
    fails("b", 4);
    answers("c");
    run(
        """
        f: { kind: fallback, to: [ inner, c ], total: 10s }
          inner: { kind: fallback, to: [ a, b ], total: 30s }\
        """);
    assertEquals(List.of("a 10", "b 6", "c 2"), called);
  }

  @Test
  void fallbackWithinBindsOnlyItsOwnCalls() {
    fails("a", 4);
    fails("b", 1);
    answers("c");
    run(
        """
        f: { kind: fallback, to: [ inner, c ], total: 30s }
          inner: { kind: fallback, to: [ a, b ], total: 5s }\
        """);
    assertEquals(List.of("a 5", "b 1", "c 25"), called);
  }

  @Test
  void waitBeforeARetryIsTakenFromTheTime() {
    fails("a", 1);
    answers("b");
    run("f: { kind: fallback, to: [ a, b ], retries: 1, total: 10s }");
    assertEquals(3, ends.size());
    assertEquals(1, ends.stream().distinct().count(), ends::toString);
    assertTrue(pauses.getFirst().isPositive());
  }

  @Test
  void waitThatIsLongerThanWhatIsLeftIsNotWaitedFor() {
    fails("a", 1);
    answers("b");
    run("f: { kind: fallback, to: [ a, b ], retries: 1, total: 1001ms }");
    assertEquals(List.of("a 1", "b 0"), called);
    assertEquals(List.of(), pauses);
    assertEquals(1, ends.stream().distinct().count(), ends::toString);
  }

  @Test
  void answerThatIsContinuedHasOneTime() {
    taking.put("a", Duration.ofSeconds(4));
    answers.put("a", FailureScript.arriving(List.of(said("half, "), cut())));
    answers("b");
    run("f: { kind: fallback, to: [ a, b ], total: 10s, mid_stream: continue }");
    assertEquals(List.of("a 10", "b 6"), called);
    assertEquals("half, from b", heard.toString());
    called.clear();
    heard.setLength(0);
    answers.put("a", FailureScript.arriving(List.of(said("half, "), cut())));
    run("f: { kind: fallback, to: [ a, b ], total: 4s, mid_stream: continue }");
    assertEquals(List.of("a 4"), called);
    assertEquals("half, ", heard.toString());
    assertTrue(broken);
  }

  @Test
  void attemptsOfAnOuterFallbackBindThoseWithin() {
    for (String model : List.of("a", "b", "c")) {
      fails(model, 0);
    }
    String inner = "\n  inner: { kind: fallback, to: [ a, b ], attempts: 4, retries: 1 }";
    run("f: { kind: fallback, to: [ inner, c ], attempts: 1 }" + inner);
    assertEquals(List.of("a 1800"), called);
    called.clear();
    run("f: { kind: fallback, to: [ inner, c ], attempts: 2 }" + inner);
    assertEquals(List.of("a 1800", "a 1800"), called);
    called.clear();
    run("f: { kind: fallback, to: [ inner, c ] }" + inner);
    assertEquals(List.of("a 1800", "a 1800", "b 1800", "b 1800"), called, "nothing is said");
  }

  private void fails(String model, int seconds) {
    taking.put(model, Duration.ofSeconds(seconds));
    var failure = Failure.of(FailureClass.OVERLOADED, 529, "busy");
    answers.put(model, new UpstreamAnswer.Failed(failure, RateLimits.NONE));
  }

  private void answers(String model) {
    answers.put(
        model,
        FailureScript.arriving(
            List.of(
                said("from " + model),
                new ReplyEvent.UsageReported(Usage.of(10, 10)),
                new ReplyEvent.Finished(FinishReason.STOP, "stop"))));
  }

  private static ReplyEvent said(String text) {
    return new ReplyEvent.TextDelta(text);
  }

  private static ReplyEvent cut() {
    return new ReplyEvent.Failed(Failure.of(FailureClass.INTERRUPTED, 0, "cut"));
  }

  private UpstreamAnswer ask(UpstreamCall call) {
    called.add(call.model() + " " + call.deadlines().total().toSeconds());
    ends.add(clock.elapsed().plus(call.deadlines().total()));
    clock.pass(taking.getOrDefault(call.model(), Duration.ZERO));
    return answers.get(call.model());
  }

  private void pause(Duration time) {
    pauses.add(time);
    clock.pass(time);
  }

  private Trace run(String nodes) {
    String text =
        """
        signalbox: 1
        name: Test
        start: f
        models:
          a: { provider: p, model: a }
          b: { provider: p, model: b }
          c: { provider: p, model: c }
        nodes:
          %s
        """;
    RoutingGraph graph = GraphText.read("test.yaml", text.formatted(nodes)).graph().orElseThrow();
    var request = ChatRequest.ofText("", "hello").withStream(stream, true);
    var incoming = new IncomingRequest("r", request, Optional.empty(), Client.LOCAL, false);
    // Health is forgotten between two runs.
    var world = new SimulatedSurroundings(clock, new MemoryReservations());
    return new Exchange(world.around(this::ask, trace -> {}, this::pause))
        .run(new Router(graph, SimulatedSurroundings::card), incoming, new Hearing())
        .trace();
  }

  private final class Hearing implements ReplySink {
    @Override
    public void begin(Beginning beginning) {}

    @Override
    public void take(List<ReplyEvent> events, byte[] raw) {
      for (ReplyEvent event : events) {
        if (event instanceof ReplyEvent.TextDelta(String more)) {
          heard.append(more);
        }
      }
    }

    @Override
    public void end(Ending ending) {}

    @Override
    public void broken(Failure failure) {
      broken = true;
    }

    @Override
    public void silent() {}
  }
}
