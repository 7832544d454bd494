package io.signalbox.engine.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.CostLine;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.route.Router;
import io.signalbox.engine.spi.RateLimits;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.upstream.Admission;
import io.signalbox.engine.upstream.UpstreamAnswer;
import io.signalbox.engine.upstream.UpstreamCall;
import io.signalbox.engine.workspace.GraphText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A second model is called while the first is silent. Nothing here depends on how fast threads
/// are: models answer when the test lets them.
@Timeout(60)
final class HedgingTest {
  private final Map<String, Play> plays = new HashMap<>();
  private final List<String> called = new CopyOnWriteArrayList<>();
  private final List<String> canceled = new CopyOnWriteArrayList<>();
  private final List<Duration> waits = new CopyOnWriteArrayList<>();
  private final StringBuilder heard = new StringBuilder();
  private final MemoryReservations budgets = new MemoryReservations();
  private final List<Trace> traces = new ArrayList<>();
  private final HandMovedClock clock = new HandMovedClock();
  private final SimulatedSurroundings world = new SimulatedSurroundings(clock, budgets);
  private final List<Message> before = new ArrayList<>();
  private final Semaphore firstCalled = new Semaphore(0);
  private Duration answering = Duration.ZERO;
  private boolean stream = true;
  private boolean timeComes = true;
  private String usd = "1";
  private String fallback = "to: [ a, b, c ], hedge_after: 2s";
  private String promises = "";

  /// What a model does; it is interrupted when it is given up.
  private interface Play {
    UpstreamAnswer on() throws InterruptedException;
  }

  private static final class HandMovedClock implements SimulatedSurroundings.Clock {
    private volatile Duration elapsed = Duration.ofHours(1);

    @Override
    public Duration elapsed() {
      return elapsed;
    }

    void move(Duration time) {
      elapsed = elapsed.plus(time);
    }

    @Override
    public void pass(Duration time) {
      throw new AssertionError("nobody waits here");
    }
  }

  @AfterEach
  void nothingIsLeftBehind() {
    assertTrue(budgets.holdsNothing());
    for (String model : List.of("a", "b", "c")) {
      assertEquals(0, world.health(Model.of(model, "p", model)).inFlight(), model);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void silentModelIsCanceledWhenTheNextOneAnswers(boolean streamed) throws Exception {
    stream = streamed;
    plays.put("a", HedgingTest::silence);
    plays.put("b", () -> answer("from b"));
    Trace trace = run();
    assertEquals("from b", heard.toString());
    assertEquals(List.of("a cancelled", "b answered"), calls(trace));
    assertEquals(List.of("a"), canceled);
    assertEquals(List.of(Duration.ofSeconds(2)), waits);
    assertEquals("hedge: a has not answered yet", trace.steps().getLast().because());
    assertTrue(trace.attempts().getFirst().cost().total().orElseThrow().usd().signum() > 0);
    assertMoney(trace);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void firstModelMayStillWin(boolean streamed) throws Exception {
    stream = streamed;
    var second = new CountDownLatch(1);
    plays.put(
        "a",
        () -> {
          second.await();
          return answer("from a");
        });
    plays.put(
        "b",
        () -> {
          second.countDown();
          return silence();
        });
    Trace trace = run();
    assertEquals("from a", heard.toString());
    assertEquals(List.of("b cancelled", "a answered"), calls(trace));
    assertEquals(List.of("b"), canceled);
    assertMoney(trace);
  }

  @Test
  void answerThatComesTooLateIsClosedWhileTheOtherIsPassedOn() throws Exception {
    var passing = new CountDownLatch(1);
    var closed = new CountDownLatch(1);
    plays.put(
        "a",
        () -> {
          awaitWhateverHappens(passing);
          return new Answer(
              List.of(new ReplyEvent.TextDelta("from a")), () -> {}, closed::countDown);
        });
    plays.put(
        "b",
        () ->
            new Answer(
                List.of(
                    new ReplyEvent.TextDelta("from b"),
                    new ReplyEvent.Finished(FinishReason.STOP, "stop")),
                () -> {
                  passing.countDown();
                  awaitWhateverHappens(closed);
                },
                () -> {}));
    Trace trace = run();
    assertEquals("from b", heard.toString());
    assertEquals(List.of("a cancelled", "b answered"), calls(trace));
    assertTrue(trace.attempts().getFirst().cost().total().orElseThrow().usd().signum() > 0);
    assertMoney(trace);
  }

  /// As Anthropic, which reports the prompt and then thinks in silence.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatTheLoserHadReportedCountsInItsCost(boolean begun) throws Exception {
    var told = new ReplyEvent.UsageReported(Usage.of(10, 0));
    var silent = Failure.of(FailureClass.INTERRUPTED, 0, "canceled").withBilled(true);
    plays.put(
        "a",
        () -> {
          awaitInterrupt();
          return begun
              ? new Answer(List.of(told, new ReplyEvent.TextDelta("x")), () -> {}, () -> {})
              : new UpstreamAnswer.Failed(silent, RateLimits.NONE, List.of(told));
        });
    plays.put("b", () -> answer("from b"));
    Trace trace = run();
    assertEquals("from b", heard.toString());
    assertEquals(List.of("a cancelled", "b answered"), calls(trace));
    assertEquals(10, trace.attempts().getFirst().usage().orElseThrow().promptTokens());
    assertEquals(
        CostLine.Count.REPORTED, trace.attempts().getFirst().cost().lines().getFirst().count());
    assertMoney(trace);
  }

  private static void awaitInterrupt() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// As a provider that has answered just when its call was given up.
  private static void awaitWhateverHappens(CountDownLatch latch) {
    boolean interrupted = false;
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// @param beforeLast happens before the last event
  private record Answer(
      List<ReplyEvent> events, Runnable beforeLast, Runnable closing, List<ReplyEvent> given)
      implements UpstreamAnswer.Arriving {
    Answer(List<ReplyEvent> events, Runnable beforeLast, Runnable closing) {
      this(events, beforeLast, closing, new ArrayList<>());
    }

    @Override
    public Optional<Piece> next() {
      if (given.size() == events.size()) {
        return Optional.empty();
      }
      if (given.size() == events.size() - 1) {
        beforeLast.run();
      }
      given.add(events.get(given.size()));
      return Optional.of(new Piece(List.of(given.getLast()), new byte[0]));
    }

    @Override
    public RateLimits limits() {
      return RateLimits.NONE;
    }

    @Override
    public boolean simulated() {
      return false;
    }

    @Override
    public void close() {
      closing.run();
    }
  }

  @Test
  void quickModelIsNotHedged() throws Exception {
    timeComes = false;
    plays.put("a", () -> answer("from a"));
    assertEquals(List.of("a answered"), calls(run()));
    assertEquals(List.of("a"), called);
  }

  @Test
  void failureOfTheSecondLeavesTheFirst() throws Exception {
    var second = new CountDownLatch(1);
    plays.put(
        "a",
        () -> {
          second.await();
          return answer("from a");
        });
    plays.put(
        "b",
        () -> {
          second.countDown();
          return failed();
        });
    Trace trace = run();
    assertEquals("from a", heard.toString());
    assertEquals(List.of("b overloaded", "a answered"), calls(trace));
  }

  @Test
  void failureOfTheFirstLeavesTheSecond() throws Exception {
    var second = new CountDownLatch(1);
    var first = new CountDownLatch(1);
    plays.put(
        "a",
        () -> {
          second.await();
          first.countDown();
          return failed();
        });
    plays.put(
        "b",
        () -> {
          second.countDown();
          first.await();
          return answer("from b");
        });
    Trace trace = run();
    assertEquals("from b", heard.toString());
    assertEquals(List.of("a overloaded", "b answered"), calls(trace));
    assertEquals(1, budgets.requests(), "the request counts though its first call cost nothing");
  }

  @Test
  void failureOfBothGoesOnToTheThird() throws Exception {
    var second = new CountDownLatch(1);
    plays.put(
        "a",
        () -> {
          second.await();
          return failed();
        });
    plays.put(
        "b",
        () -> {
          second.countDown();
          return failed();
        });
    plays.put("c", () -> answer("from c"));
    Trace trace = run();
    assertEquals("from c", heard.toString());
    assertEquals(3, trace.calls().size());
    assertEquals("c answered", calls(trace).getLast());
  }

  @Test
  void hedgeCountsAsACall() throws Exception {
    for (String limit : List.of(", attempts: 1", "")) {
      fallback = "to: [ a, b, c ], hedge_after: 2s" + limit;
      promises = limit.isEmpty() ? "promises: [ { name: One, attempts: 1 } ]" : "";
      plays.put("a", () -> answer("from a"));
      run();
    }
    assertEquals(List.of("a", "a"), called);
    assertEquals(List.of(), waits);

    promises = "";
    fallback = "to: [ a, b, c ], hedge_after: 2s, attempts: 2";
    var second = new CountDownLatch(1);
    plays.put(
        "a",
        () -> {
          second.await();
          return failed();
        });
    plays.put(
        "b",
        () -> {
          second.countDown();
          return failed();
        });
    called.clear();
    run();
    assertEquals(List.of("a", "b"), called);
  }

  @Test
  void budgetMustHoldBoth() throws Exception {
    usd = "0.015"; // one call may cost a cent
    plays.put(
        "a",
        () -> {
          budgets.refused.await();
          return answer("from a");
        });
    plays.put("b", () -> answer("from b"));
    Trace trace = run();
    assertEquals(List.of("a"), called);
    assertEquals(List.of("a answered"), calls(trace));
    assertEquals("f", trace.path().getLast());
  }

  @Test
  void laterTurnsAndResultsOfToolsAreNotHedged() throws Exception {
    plays.put("a", () -> answer("from a"));
    for (Message message :
        List.of(
            new Message(Role.ASSISTANT, List.of(new Part.Text("before"))),
            new Message(
                Role.USER,
                List.of(new Part.ToolResult("t", List.of(new Part.Text("it")), false))))) {
      before.clear();
      before.add(message);
      run();
    }
    assertEquals(List.of("a", "a"), called);
    assertEquals(List.of(), waits);
  }

  @Test
  void hedgeWaitsForTheUsualTimeOfTheModel() throws Exception {
    timeComes = false;
    plays.put("a", () -> answer("from a"));
    permitOf("a").permit().answered(Duration.ofSeconds(3), RateLimits.NONE);
    run();
    fallback = "to: [ a, b ], hedge_after: 5s";
    run();
    assertEquals(List.of(Duration.ofSeconds(3), Duration.ofSeconds(5)), waits);
  }

  @Test
  void modelThatCoolsDownIsNoHedge() throws Exception {
    for (int i = 0; i < 5; i++) {
      permitOf("b").permit().failed(failure(), RateLimits.NONE, "");
    }
    plays.put("a", () -> answer("from a"));
    run();
    assertEquals(List.of("a"), called);
  }

  @Test
  void clientsThatGoSayNothingOfTheModels() throws Exception {
    for (int i = 0; i < 12; i++) {
      assertClientThatGoesCancelsBoth();
    }
  }

  @Test
  void clientThatGoesCancelsBoth() throws Exception {
    assertClientThatGoesCancelsBoth();
  }

  private void assertClientThatGoesCancelsBoth() throws Exception {
    canceled.clear();
    var both = new CountDownLatch(2);
    for (String model : List.of("a", "b")) {
      plays.put(
          model,
          () -> {
            both.countDown();
            return silence();
          });
    }
    var request = new FutureTask<>(this::run);
    Thread thread = Thread.ofVirtual().start(request);
    both.await();
    clock.move(Duration.ofMinutes(1));
    thread.interrupt();
    Trace trace = request.get();
    assertEquals(499, trace.status());
    assertEquals(2, trace.calls().size());
    assertTrue(calls(trace).containsAll(List.of("a cancelled", "b cancelled")));
    assertEquals(2, canceled.size());
    assertTrue(trace.calls().stream().noneMatch(call -> call.message().contains("answered first")));
    assertMoney(trace);
  }

  @Test
  void mistakeBeforeTheHedgeBooksTheFirstCallOnce() {
    plays.put("a", HedgingTest::silence);
    world.mistakeAt = "b";
    assertThrows(IllegalStateException.class, this::run);
    assertEquals(List.of("a cancelled"), calls(traces.getLast()));
    assertMoney(traces.getLast());
  }

  @Test
  void mistakeInTheHedgeBooksEachCallOnce() {
    plays.put("a", HedgingTest::silence);
    plays.put(
        "b",
        () -> {
          throw new IllegalStateException("a mistake of ours");
        });
    assertThrows(IllegalStateException.class, this::run);
    assertEquals(List.of("b interrupted", "a cancelled"), calls(traces.getLast()));
  }

  @Test
  void failureThatComesLastIsPutOnItsOwnModel() throws Exception {
    bothFail("b", failure(), "a", failure());
    plays.put("c", () -> answer("from c"));
    Trace trace = run();
    assertEquals(List.of("b overloaded", "a overloaded", "c answered"), calls(trace));
    assertEquals("a overloaded", trace.steps().getLast().because());
  }

  @Test
  void promptThatWasTooLongForEitherIsTooLongForTheThird() throws Exception {
    Failure tooLong = Failure.of(FailureClass.CONTEXT_TOO_LONG, 400, "too long");
    fallback = "to: [ a, b, c ], hedge_after: 2s, on: [ overloaded, context_too_long ]";
    bothFail("b", tooLong, "a", failure());
    assertEquals(List.of("b context_too_long", "a overloaded"), calls(run()));
    bothFail("b", failure(), "a", tooLong);
    assertEquals(List.of("b overloaded", "a context_too_long"), calls(run()));
  }

  /// The second fails when both were called, the first when that is known.
  private void bothFail(String one, Failure earlier, String other, Failure later) {
    var second = new CountDownLatch(1);
    plays.put(
        one,
        () -> {
          second.countDown();
          return new UpstreamAnswer.Failed(earlier, RateLimits.NONE);
        });
    plays.put(
        other,
        () -> {
          second.await();
          while (world.health(Model.of(one, "p", one)).inFlight() > 0) {
            Thread.onSpinWait();
          }
          return new UpstreamAnswer.Failed(later, RateLimits.NONE);
        });
  }

  @Test
  void modelThatIsSilentFiveTimesInARowIsLeftAlone() throws Exception {
    silentButForHedges(5);
    assertEquals(0, world.health(Model.of("a", "p", "a")).errorRate());
    called.clear();
    timeComes = false;
    Trace trace = run();
    assertEquals(List.of("b"), called);
    assertEquals(
        "circuit breaker open: 5 failures and hedged silences in a row",
        trace.attempts().getFirst().message());

    clock.move(Duration.ofSeconds(10));
    timeComes = true;
    silentButForHedges(1); // the trial
    timeComes = false;
    clock.move(Duration.ofSeconds(10));
    called.clear();
    run();
    assertEquals(List.of("b"), called, "the second time is longer");
    clock.move(Duration.ofSeconds(10));
    plays.put("a", () -> answer("from a"));
    run();
    run();
    assertEquals(List.of("b", "a", "a"), called);
  }

  @Test
  void answerBetweenSilencesKeepsTheModel() throws Exception {
    silentButForHedges(4);
    plays.put("a", () -> answer("from a"));
    timeComes = false;
    run();
    timeComes = true;
    silentButForHedges(4);
    called.clear();
    run();
    assertEquals("a", called.getFirst());
  }

  @Test
  void timeOfTheAnswerIsNoSilenceOfTheOther() throws Exception {
    answering = Duration.ofSeconds(30);
    hedgesLoseAtOnce();
    Trace trace = traces.getLast();
    assertEquals(0, trace.calls().getFirst().millis());
    assertEquals(32_000, trace.calls().getLast().millis());
  }

  @Test
  void hedgeThatHadLittleTimeCountsAsNothing() throws Exception {
    hedgesLoseAtOnce();
  }

  private void hedgesLoseAtOnce() throws Exception {
    for (int i = 0; i < 6; i++) {
      var second = new CountDownLatch(1);
      plays.put(
          "a",
          () -> {
            second.await();
            return answer("from a");
          });
      plays.put(
          "b",
          () -> {
            second.countDown();
            return silence();
          });
      assertEquals(List.of("b cancelled", "a answered"), calls(run()));
    }
  }

  private void silentButForHedges(int times) throws Exception {
    plays.put("a", HedgingTest::silence);
    plays.put("b", () -> answer("from b"));
    for (int i = 0; i < times; i++) {
      assertEquals(List.of("a cancelled", "b answered"), calls(run()));
    }
  }

  private Admission.Admitted permitOf(String model) {
    return (Admission.Admitted) world.admit(Model.of(model, "p", model), false, true);
  }

  private void assertMoney(Trace trace) {
    assertEquals(trace.cost().orElseThrow(), budgets.takeSettled());
  }

  private static List<String> calls(Trace trace) {
    return trace.calls().stream().map(each -> each.model() + " " + each.outcome().id()).toList();
  }

  private Trace run() {
    String text =
        """
        signalbox: 1
        name: Test
        start: cap
        models:
          a: { provider: p, model: a }
          b: { provider: p, model: b }
          c: { provider: p, model: c }
        nodes:
          cap: { kind: budget, usd: %s, per: day, within: f, over: full }
          full: { kind: reject, status: 429, message: Full }
          f: { kind: fallback, %s }
        %s
        """;
    RoutingGraph graph =
        GraphText.read("test.yaml", text.formatted(usd, fallback, promises)).graph().orElseThrow();
    firstCalled.drainPermits();
    var messages = new ArrayList<Message>();
    messages.add(new Message(Role.USER, List.of(new Part.Text("hello"))));
    messages.addAll(before);
    var request = ChatRequest.ofText("", "hello").withMessages(messages).withStream(stream, true);
    var incoming = new IncomingRequest("r", request, Optional.empty(), Client.LOCAL, false);
    var context = world.around(this::ask, traces::add, this::pause);
    return new Exchange(context)
        .run(new Router(graph, SimulatedSurroundings::card), incoming, new Hearing())
        .trace();
  }

  private void pause(Duration time) throws InterruptedException {
    waits.add(time);
    if (!timeComes) {
      new CountDownLatch(1).await();
    }
    firstCalled.acquire();
    clock.move(time);
  }

  private UpstreamAnswer ask(UpstreamCall call) {
    called.add(call.model());
    firstCalled.release();
    try {
      return plays.get(call.model()).on();
    } catch (InterruptedException e) {
      canceled.add(call.model());
      return new UpstreamAnswer.Failed(
          Failure.of(FailureClass.INTERRUPTED, 0, "canceled").withBilled(true), RateLimits.NONE);
    }
  }

  private static UpstreamAnswer silence() throws InterruptedException {
    new CountDownLatch(1).await();
    throw new IllegalStateException("nobody breaks the silence");
  }

  private static UpstreamAnswer failed() {
    return new UpstreamAnswer.Failed(failure(), RateLimits.NONE);
  }

  private static Failure failure() {
    return Failure.of(FailureClass.OVERLOADED, 529, "busy");
  }

  private static UpstreamAnswer answer(String text) {
    return FailureScript.arriving(
        List.of(
            new ReplyEvent.TextDelta(text),
            new ReplyEvent.UsageReported(Usage.of(10, 10)),
            new ReplyEvent.Finished(FinishReason.STOP, "stop")));
  }

  private final class Hearing implements ReplySink {
    private final int earlier = called.size();

    @Override
    public void begin(Beginning beginning) {
      assertEquals(called.size() - earlier, beginning.attempts());
    }

    @Override
    public void take(List<ReplyEvent> events, byte[] raw) {
      for (ReplyEvent event : events) {
        if (event instanceof ReplyEvent.TextDelta delta) {
          clock.move(answering);
          heard.append(delta.text());
        }
      }
    }

    @Override
    public void end(Ending ending) {}

    @Override
    public void broken(Failure failure) {}

    @Override
    public void silent() {}
  }
}
