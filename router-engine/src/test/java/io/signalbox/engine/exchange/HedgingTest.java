package io.signalbox.engine.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
  private final SimulatedSurroundings world = new SimulatedSurroundings(new StillClock(), budgets);
  private final List<Message> before = new ArrayList<>();
  private boolean stream = true;
  private boolean timeComes = true;
  private String usd = "1";
  private String fallback = "to: [ a, b, c ], hedge_after: 2s";
  private String promises = "";

  /// What a model does; it is interrupted when it is given up.
  private interface Play {
    UpstreamAnswer on() throws InterruptedException;
  }

  private static final class StillClock implements SimulatedSurroundings.Clock {
    @Override
    public Duration elapsed() {
      return Duration.ofHours(1);
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
  void clientThatGoesCancelsBoth() throws Exception {
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
    thread.interrupt();
    Trace trace = request.get();
    assertEquals(499, trace.status());
    assertEquals(2, trace.calls().size());
    assertTrue(calls(trace).containsAll(List.of("a cancelled", "b cancelled")));
    assertEquals(2, canceled.size());
    assertMoney(trace);
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
    var messages = new ArrayList<Message>();
    messages.add(new Message(Role.USER, List.of(new Part.Text("hello"))));
    messages.addAll(before);
    var request = ChatRequest.ofText("", "hello").withMessages(messages).withStream(stream, true);
    var incoming = new IncomingRequest("r", request, Optional.empty(), Client.LOCAL, false);
    var context = world.around(this::ask, trace -> {}, this::pause);
    return new Exchange(context)
        .run(new Router(graph, SimulatedSurroundings::card), incoming, new Hearing())
        .trace();
  }

  private void pause(Duration time) throws InterruptedException {
    waits.add(time);
    if (!timeComes) {
      new CountDownLatch(1).await();
    }
  }

  private UpstreamAnswer ask(UpstreamCall call) {
    called.add(call.model());
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
