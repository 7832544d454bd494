package io.signalbox.engine.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.route.Router;
import io.signalbox.engine.route.WarmConversation;
import io.signalbox.engine.spi.RateLimits;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.upstream.UpstreamAnswer;
import io.signalbox.engine.upstream.UpstreamCall;
import io.signalbox.engine.workspace.GraphText;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Whoever answered a conversation is remembered for its next turn.
@Timeout(60)
final class RememberedAnswerTest {
  private static final String GRAPH =
      """
      signalbox: 1
      name: Test
      start: first
      models:
        a: { provider: p, model: a }
        b: { provider: p, model: b }
      nodes:
        first: { kind: fallback, to: [ keep, b ], hedge_after: 2s }
        keep: { kind: stay, to: a }
      """;

  private final SimulatedSurroundings world =
      new SimulatedSurroundings(new VirtualTime(), new MemoryReservations());
  private final CountDownLatch hedged = new CountDownLatch(1);
  private boolean silentAtFirst;
  private boolean leaves;

  @Test
  void answerIsRemembered() {
    assertEquals("a", run().answeredBy());
    assertEquals(List.of("a"), remembered());
  }

  @Test
  void alsoIfTheClientGoesAtTheLastEvent() {
    leaves = true;
    Trace trace = run();
    assertEquals(200, trace.status());
    assertEquals(List.of("a"), remembered());
  }

  @Test
  void alsoIfAnotherModelWasCalledBesides() {
    silentAtFirst = true;
    Trace trace = run();
    assertEquals("a", trace.answeredBy());
    assertEquals(2, trace.calls().size());
    assertEquals(List.of("a"), remembered());
  }

  private List<String> remembered() {
    return world.conversations.values().stream()
        .map(WarmConversation::model)
        .map(model -> model.id())
        .toList();
  }

  private Trace run() {
    var graph = GraphText.read("test.yaml", GRAPH).graph().orElseThrow();
    var request = ChatRequest.ofText("", "hello").withStream(true, true);
    var incoming = new IncomingRequest("r", request, Optional.empty(), Client.LOCAL, false);
    var context = world.around(this::ask, trace -> {}, this::pause);
    return new Exchange(context)
        .run(new Router(graph, SimulatedSurroundings::card), incoming, new Hearing())
        .trace();
  }

  private void pause(Duration time) throws InterruptedException {
    if (!silentAtFirst) {
      new CountDownLatch(1).await();
    }
  }

  private UpstreamAnswer ask(UpstreamCall call) {
    try {
      if (call.model().equals("b")) {
        hedged.countDown();
        new CountDownLatch(1).await();
      }
      if (silentAtFirst) {
        hedged.await();
      }
      return FailureScript.arriving(
          List.of(
              new ReplyEvent.TextDelta("hello"),
              new ReplyEvent.UsageReported(Usage.of(10, 10)),
              new ReplyEvent.Finished(FinishReason.STOP, "stop")));
    } catch (InterruptedException e) {
      return new UpstreamAnswer.Failed(
          Failure.of(FailureClass.INTERRUPTED, 0, "canceled"), RateLimits.NONE);
    }
  }

  private final class Hearing implements ReplySink {
    private boolean finished;

    @Override
    public void begin(Beginning beginning) {}

    @Override
    public void take(List<ReplyEvent> events, byte[] raw) throws IOException {
      finished |= events.stream().anyMatch(ReplyEvent.Finished.class::isInstance);
      if (finished && leaves) {
        throw new IOException("gone");
      }
    }

    @Override
    public boolean finished() {
      return finished;
    }

    @Override
    public void end(Ending ending) {}

    @Override
    public void broken(Failure failure) {}

    @Override
    public void silent() {}
  }
}
