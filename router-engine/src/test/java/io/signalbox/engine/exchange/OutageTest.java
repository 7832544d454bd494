package io.signalbox.engine.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.route.Router;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.RateLimits;
import io.signalbox.engine.upstream.UpstreamAnswer;
import io.signalbox.engine.upstream.UpstreamCall;
import io.signalbox.engine.workspace.GraphText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An hour in which providers are down, for a hundred clients that retry as their SDKs do: twice,
/// after half a second doubled up to eight, with jitter, or when the answer says.
final class OutageTest {
  private static final int CLIENTS = 100;
  private static final Duration EVERY = Duration.ofSeconds(30);
  private static final Duration DOWN = Duration.ofMinutes(5);
  private static final Duration UP = DOWN.plusHours(1);
  private static final Duration END = UP.plusMinutes(15);

  /// The longest time between two trials of a model that is down.
  private static final Duration PROBE_INTERVAL = Duration.ofMinutes(5);

  /// @param to the models of the graph
  /// @param down those that fail
  @ParameterizedTest
  @CsvSource({
    "'[ a, b ], retries: 1', a, SERVER_ERROR",
    "'[ a, b ], retries: 1', a, TIMEOUT",
    "'[ a, b ], retries: 2', a, RATE_LIMITED",
    "'[ a, b ], retries: 1', ab, SERVER_ERROR",
    "'[ a, b ], retries: 2', ab, OVERLOADED",
    "'[ a ], retries: 2', a, SERVER_ERROR",
    "'[ a ], retries: 2', a, RATE_LIMITED",
    "'[ a ], retries: 2', a, UNREACHABLE",
  })
  void hourOfOutageIsNotAmplifiedAndEndsSoon(String to, String down, FailureClass kind) {
    var run = new Run(to, Set.of(down.split("")), kind);
    long during = run.calls.stream().filter(each -> each.isWithin(DOWN, UP)).count();
    // When all is well, each request of an app is one call.
    assertTrue(during <= run.requests * 1.3, during + " calls for " + run.requests + " requests");

    Duration back = run.firstAnswerOf("a");
    assertTrue(back.minus(UP).compareTo(PROBE_INTERVAL.multipliedBy(2)) <= 0, "back after " + back);
    var later = run.calls.stream().filter(each -> each.isWithin(back.plusSeconds(30), END));
    assertEquals(Set.of("a"), Set.copyOf(later.map(Call::model).toList()), "all is as before");
  }

  /// One call of a provider.
  private record Call(Duration at, String model, boolean answered) {
    boolean isWithin(Duration from, Duration to) {
      return at.compareTo(from) >= 0 && at.compareTo(to) < 0;
    }
  }

  /// All clients from the beginning to the end.
  private static final class Run {
    private final List<Call> calls = new ArrayList<>();
    private int requests; // of apps, in the hour
    private final VirtualTime time = new VirtualTime();
    private final Exchange exchange;
    private final Router router;
    private final Set<String> down;
    private final FailureClass kind;

    Run(String to, Set<String> down, FailureClass kind) {
      this.down = down;
      this.kind = kind;
      String text =
          """
          signalbox: 1
          name: Test
          start: first
          models:
            a: { provider: one, model: a }
            b: { provider: two, model: b }
          nodes:
            first: { kind: fallback, to: %s, first_token: 8s }
          """;
      var graph = GraphText.read("test.yaml", text.formatted(to)).graph().orElseThrow();
      router = new Router(graph, SimulatedSurroundings::card);
      var world = new SimulatedSurroundings(time, new MemoryReservations());
      exchange = new Exchange(world.around(this::ask, trace -> {}));
      for (int i = 0; i < CLIENTS; i++) {
        int number = i;
        time.start(() -> client(number));
      }
      time.run();
    }

    private void client(int number) {
      var random = new Random(number);
      Duration next = Duration.ofMillis(random.nextInt((int) EVERY.toMillis()));
      for (int i = 0; next.compareTo(END) < 0; i++) {
        time.pass(next.minus(time.elapsed()));
        requests += isHour(time.elapsed()) ? 1 : 0;
        sdk("r" + number + "-" + i, random);
        next = next.plusMillis(EVERY.toMillis() / 2 + random.nextInt((int) EVERY.toMillis()));
      }
    }

    /// One call of a client's library, with its retries.
    private void sdk(String id, Random random) {
      for (int retry = 0; retry <= 2; retry++) {
        var client =
            new Client(
                "", "", Map.of("x-stainless-retry-count", Integer.toString(retry)), Map.of());
        var incoming =
            new IncomingRequest(
                id + "-" + retry,
                ChatRequest.ofText("", "hello").withStream(true, true),
                Optional.empty(),
                client,
                false);
        Result result = exchange.run(router, incoming, ReplySink.NOBODY);
        boolean again =
            result.trouble().filter(ClientError::retryable).isPresent()
                && result.trace().calls().size() <= 1; // or it is told not to
        if (!again) {
          return;
        }
        time.pass(pause(result.trouble().get(), retry, random));
      }
    }

    private static Duration pause(ClientError trouble, int retry, Random random) {
      var asked = trouble.retryAfter().filter(each -> each.toSeconds() <= 60);
      double seconds = Math.min(8, 0.5 * (1 << retry)) * (1 - 0.25 * random.nextDouble());
      return asked.orElse(Duration.ofMillis((long) (seconds * 1000)));
    }

    private UpstreamAnswer ask(UpstreamCall call) {
      Duration at = time.elapsed();
      boolean fails = down.contains(call.model()) && isHour(at);
      calls.add(new Call(at, call.model(), !fails));
      if (fails) {
        time.pass(
            kind == FailureClass.TIMEOUT ? call.deadlines().firstToken() : Duration.ofMillis(50));
        return new UpstreamAnswer.Failed(Failure.of(kind, 0, "down"), RateLimits.NONE);
      }
      time.pass(Duration.ofSeconds(1));
      return FailureScript.arriving(
          List.of(
              new ReplyEvent.Started("x", call.model()),
              new ReplyEvent.TextDelta("hello"),
              new ReplyEvent.UsageReported(Usage.of(10, 10)),
              new ReplyEvent.Finished(FinishReason.STOP, "stop")));
    }

    private static boolean isHour(Duration at) {
      return at.compareTo(DOWN) >= 0 && at.compareTo(UP) < 0;
    }

    /// When a model answered for the first time after the outage.
    Duration firstAnswerOf(String model) {
      return calls.stream()
          .filter(each -> each.model().equals(model) && each.answered())
          .map(Call::at)
          .filter(at -> at.compareTo(UP) >= 0)
          .findFirst()
          .orElseThrow();
    }
  }
}
