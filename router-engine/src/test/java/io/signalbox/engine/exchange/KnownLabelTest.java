package io.signalbox.engine.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.route.Router;
import io.signalbox.engine.spi.RateLimits;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.upstream.Admission;
import io.signalbox.engine.upstream.UpstreamAnswer;
import io.signalbox.engine.upstream.UpstreamCall;
import io.signalbox.engine.workspace.GraphText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A model that was asked for a decision is not asked the same again.
final class KnownLabelTest {
  private static final String GRAPH =
      """
      signalbox: 1
      name: Test
      start: cap
      models:
        sorter: { provider: p, model: s, params: { temperature: 0 } }
        other: { provider: p, model: o }
        a: { provider: p, model: a }
        b: { provider: p, model: b }
      nodes:
        cap: { kind: budget, usd: 1, per: day, within: topic, over: full }
        full: { kind: reject, status: 429, message: Full }
        topic:
          kind: ask
          model: sorter
          question: What is it about?
          answers: { code: a, chat: b }
          otherwise: b
      """;

  private final List<String> called = new ArrayList<>();
  private final MemoryReservations budgets = new MemoryReservations();
  private final HandMovedClock clock = new HandMovedClock();
  private final SimulatedSurroundings world = new SimulatedSurroundings(clock, budgets);
  private String graph = GRAPH;
  private String said = "code";
  private String app = "shop";
  private Map<String, String> headers = Map.of();
  private boolean simulated;

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

  @Test
  void equalTextIsNotAskedAboutAgain() {
    Trace first = run("Why does my loop never end?");
    assertEquals(List.of("sorter", "a"), called);
    budgets.takeSettled();
    called.clear();
    clock.pass(Duration.ofMinutes(12));

    Trace second = run("Why does my loop never end?");
    assertEquals(List.of("a"), called);
    assertEquals("code", second.steps().getLast().exit());
    assertEquals("cached: sorter answered code 12 min ago", second.steps().getLast().because());
    assertEquals(List.of(), second.consulted());
    assertEquals(second.attempts().getFirst().cost().total(), second.cost());
    assertEquals(second.cost().orElseThrow(), budgets.takeSettled());
    assertEquals(2, budgets.requests());
    assertTrue(first.cost().orElseThrow().compareTo(second.cost().orElseThrow()) > 0);
    assertTrue(budgets.holdsNothing());
  }

  @Test
  void earlierTurnsDoNotMatter() {
    run("Why?");
    called.clear();
    run(Message.of(Role.USER, "Hello"), Message.of(Role.ASSISTANT, "Yes?"), user("Why?"));
    assertEquals(List.of("a"), called);
  }

  @Test
  void otherTextIsAskedAbout() {
    run("Why?");
    called.clear();
    run("Why not?");
    assertEquals(List.of("sorter", "a"), called);
  }

  @Test
  void otherAppAsksForItself() {
    run("Why?");
    app = "desk";
    called.clear();
    run("Why?");
    assertEquals(List.of("sorter", "a"), called);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "What is it about? | Is it about code?",
        "chat: b | smalltalk: b",
        "temperature: 0 | temperature: 1",
        "model: s, | model: t,",
        "model: sorter | model: other",
        "answers: { code: a, chat: b } | answers: { chat: b, code: a }",
      })
  void changedGraphAsksAnew(String before, String after) {
    run("Why?");
    graph = GRAPH.replace(before, after);
    called.clear();
    run("Why?");
    assertEquals(2, called.size(), called.toString());
  }

  @Test
  void labelMayLeadElsewhereMeanwhile() {
    run("Why?");
    graph = GRAPH.replace("code: a", "code: b");
    called.clear();
    run("Why?");
    assertEquals(List.of("b"), called);
  }

  @ParameterizedTest
  @ValueSource(strings = {"I cannot say", "code or chat", ""})
  void onlyLabelsAreKept(String answer) {
    said = answer;
    run("Why?");
    called.clear();
    said = "code";
    run("Why?");
    assertEquals(List.of("sorter", "a"), called);
  }

  @Test
  void failureIsNotKept() {
    said = "fails";
    run("Why?");
    called.clear();
    said = "code";
    run("Why?");
    assertEquals(List.of("sorter", "a"), called);
  }

  @Test
  void simulatedAnswerIsNotKept() {
    simulated = true;
    run("Why?");
    simulated = false;
    called.clear();
    run("Why?");
    assertEquals(List.of("sorter", "a"), called);
  }

  @Test
  void labelIsForgottenAfterAnHour() {
    run("Why?");
    clock.pass(Duration.ofMinutes(59));
    run("Why?");
    clock.pass(Duration.ofMinutes(1));
    called.clear();
    run("Why?");
    assertEquals(List.of("sorter", "a"), called);
  }

  @Test
  void clientMayWishToBeAskedAboutAnew() {
    run("Why?");
    headers = Map.of("cache-control", "no-cache");
    called.clear();
    run("Why?");
    assertEquals(List.of("sorter", "a"), called);
  }

  @Test
  void clientMayForbidToKeepAnything() {
    headers = Map.of("cache-control", "no-store");
    run("Why?");
    headers = Map.of();
    called.clear();
    run("Why?");
    assertEquals(List.of("sorter", "a"), called);
  }

  @Test
  void knownLabelNeedsNeitherCallNorHealth() {
    run("Why?");
    for (int i = 0; i < 5; i++) {
      var permit = (Admission.Admitted) world.admit(Model.of("sorter", "p", "s"), false, true);
      permit.permit().failed(failure(), RateLimits.NONE, "");
    }
    graph = GRAPH + "promises: [ { name: One, attempts: 1 } ]\n";
    called.clear();
    assertEquals("code", run("Why?").steps().getLast().exit());
    assertEquals(List.of("a"), called);
    assertEquals("otherwise", run("Why not?").steps().getLast().exit());
  }

  private static Message user(String text) {
    return Message.of(Role.USER, text);
  }

  private Trace run(String text) {
    return run(user(text));
  }

  private Trace run(Message... messages) {
    var request = ChatRequest.ofText("", "").withMessages(List.of(messages));
    var client = new Client(app, "", headers, Map.of());
    var incoming = new IncomingRequest("r", request, Optional.empty(), client, false);
    var rules = GraphText.read("test.yaml", graph).graph().orElseThrow();
    return new Exchange(world.around(this::ask, trace -> {}))
        .run(new Router(rules, SimulatedSurroundings::card), incoming, ReplySink.NOBODY)
        .trace();
  }

  private UpstreamAnswer ask(UpstreamCall call) {
    called.add(call.model());
    boolean decides = call.model().equals("sorter") || call.model().equals("other");
    if (decides && said.equals("fails")) {
      return new UpstreamAnswer.Failed(failure(), RateLimits.NONE);
    }
    return answer(decides ? said : "an answer");
  }

  private UpstreamAnswer answer(String text) {
    var arriving =
        FailureScript.arriving(
            List.of(
                new ReplyEvent.TextDelta(text),
                new ReplyEvent.UsageReported(Usage.of(10, 10)),
                new ReplyEvent.Finished(FinishReason.STOP, "stop")));
    return simulated ? new Simulated((UpstreamAnswer.Arriving) arriving) : arriving;
  }

  private static Failure failure() {
    return Failure.of(FailureClass.OVERLOADED, 529, "busy");
  }

  private record Simulated(UpstreamAnswer.Arriving of) implements UpstreamAnswer.Arriving {
    @Override
    public RateLimits limits() {
      return of.limits();
    }

    @Override
    public Optional<UpstreamAnswer.Piece> next() {
      return of.next();
    }

    @Override
    public boolean simulated() {
      return true;
    }

    @Override
    public void close() {
      of.close();
    }
  }
}
