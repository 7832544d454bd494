package io.signalbox.engine.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.route.Router;
import io.signalbox.engine.spi.RateLimits;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.upstream.UpstreamAnswer;
import io.signalbox.engine.upstream.UpstreamCall;
import io.signalbox.engine.workspace.GraphText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What counts in a budget of some models. A call holds $0.01 and a bit at most, and costs $0.01.
final class CountedModelsTest {
  private static final String ONE_ANSWER = "$0.01";

  private final MemoryReservations budgets = new MemoryReservations();
  private final VirtualTime time = new VirtualTime();
  private final SimulatedSurroundings world = new SimulatedSurroundings(time, budgets);
  private final List<String> asked = new ArrayList<>();
  private final Set<String> down = new HashSet<>();

  @Test
  void onlyCallsOfItsModelsCount() {
    assertEquals("opus", answering("opus, mini", "1"));
    assertEquals(ONE_ANSWER, budgets.takeSettled().shown());
    assertEquals("mini", answering("mini, opus", "1"));
    assertEquals(Money.ZERO, budgets.takeSettled());
    assertTrue(budgets.holdsNothing());
  }

  @Test
  void eachTargetOfFallbackIsCheckedAgain() {
    down.add("mini");
    assertEquals("opus", answering("mini, opus", "1"));
    assertEquals(ONE_ANSWER, budgets.takeSettled().shown());
    asked.clear();
    assertEquals("home", answering("mini, opus", "0.001"));
    assertEquals(List.of("mini", "home"), asked);
    assertEquals(Money.ZERO, budgets.takeSettled());
  }

  @Test
  void familyIsLeftOutOnceItHasSpentItsBudget() {
    assertEquals("opus", answering("opus, mini", "0.015"));
    assertEquals("mini", answering("opus, mini", "0.015"), "$0.005 are left");
    assertEquals("opus", answering("opus, mini", "1"));
  }

  private String answering(String targets, String usd) {
    String text =
        """
        signalbox: 1
        name: Test
        start: cap
        models:
          opus: { provider: p, model: opus, labels: { family: opus } }
          mini: { provider: q, model: mini }
          home: { provider: r, model: home }
        nodes:
          cap: { kind: budget, usd: %s, per: day, when: model.labels.family == "opus", within: first, over: home }
          first: { kind: fallback, to: [ %s ] }
        """;
    var graph = GraphText.read("test.yaml", text.formatted(usd, targets)).graph().orElseThrow();
    var request = ChatRequest.ofText("", "hello");
    var limited = request.withSampling(request.sampling().withMaxTokens(OptionalInt.of(1_000)));
    var incoming =
        new IncomingRequest("r" + asked.size(), limited, Optional.empty(), Client.LOCAL, false);
    Trace trace =
        new Exchange(world.around(this::ask, each -> {}))
            .run(new Router(graph, SimulatedSurroundings::card), incoming, ReplySink.NOBODY)
            .trace();
    assertEquals(200, trace.status(), trace.toString());
    return trace.attempts().getLast().model();
  }

  private UpstreamAnswer ask(UpstreamCall call) {
    asked.add(call.model());
    if (down.contains(call.model())) {
      var failure = Failure.of(FailureClass.SERVER_ERROR, 500, "down");
      return new UpstreamAnswer.Failed(failure, RateLimits.NONE);
    }
    return FailureScript.arriving(
        List.of(
            new ReplyEvent.Started("x", call.model()),
            new ReplyEvent.TextDelta("hello"),
            new ReplyEvent.UsageReported(Usage.of(0, 1_000)),
            new ReplyEvent.Finished(FinishReason.STOP, "stop")));
  }
}
