package io.signalbox.engine.exchange;

import static io.signalbox.engine.exchange.SimulatedSurroundings.bucket;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.proof.Promises;
import io.signalbox.engine.graph.proof.Verdict;
import io.signalbox.engine.route.Router;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.upstream.UpstreamAnswer;
import io.signalbox.engine.upstream.UpstreamCall;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Ten thousand requests through graphs by chance at providers that fail by chance: whatever
/// happens, the trace tells what happened, no promise is broken, no model is called that its
/// provider has told us to leave alone, and no stream is spliced but where the graph says so.
final class FailureScriptsTest {
  private static final int GRAPHS = 250;
  private static final int REQUESTS = 40;

  @Test
  void everyFailureEndsTruthfully() {
    var seen = new HashMap<String, Integer>();
    for (int seed = 0; seed < GRAPHS; seed++) {
      new Session(seed, seen).run();
    }
    // The generator reaches what it is there for.
    for (FailureClass kind : FailureClass.values()) {
      assertTrue(seen.getOrDefault(kind.id(), 0) > 50, kind + " in " + seen);
    }
    for (String each :
        List.of(
            "answered", "cancelled", "skipped", "broken", "retry", "held", "open", "continued")) {
      assertTrue(seen.getOrDefault(each, 0) > 50, each + " in " + seen);
    }
  }

  /// One graph, its providers and their health.
  private static final class Session implements SimulatedSurroundings.Clock {
    private final Map<String, Integer> seen;
    private final Random random;
    private final RoutingGraph graph;
    private final Router router;
    private final List<Verdict> verdicts;
    private final MemoryReservations budgets = new MemoryReservations();
    private final SimulatedSurroundings world = new SimulatedSurroundings(this, budgets);
    private final Map<String, Duration> cooled = new HashMap<>();
    private final List<Called> calls = new ArrayList<>();
    private final String name;
    private Duration now = Duration.ZERO;

    /// What the last call says of waits, if the client stays to hear it.
    private Optional<Runnable> heard = Optional.empty();

    private boolean sick;
    private int numbered;

    Session(int seed, Map<String, Integer> seen) {
      this.seen = seen;
      this.name = "seed " + seed;
      this.random = new Random(seed);
      this.graph = RandomFailoverGraph.by(random);
      this.router = new Router(graph, SimulatedSurroundings::card);
      this.verdicts = Promises.prove(graph, SimulatedSurroundings::card);
    }

    /// A call as the provider saw it.
    ///
    /// @param cooling the buckets that were not to be called then, had there been another
    private record Called(Model model, FailureScript script, String text, Set<String> cooling) {}

    @Override
    public Duration elapsed() {
      return now;
    }

    @Override
    public void pass(Duration time) {
      now = now.plus(time);
    }

    void run() {
      for (int i = 0; i < REQUESTS; i++) {
        pass(Duration.ofMillis(random.nextInt(20_000)));
        if (random.nextInt(8) == 0) {
          pass(Duration.ofMinutes(random.nextInt(90)));
        }
        sick = random.nextInt(3) > 0;
        calls.clear();
        world.admittedWhileOpen.clear();
        request(i);
      }
    }

    private void request(int number) {
      boolean stream = random.nextBoolean();
      boolean health = random.nextBoolean();
      var metadata = health ? Map.of("data", "health") : Map.<String, String>of();
      var incoming =
          new IncomingRequest(
              "r" + number,
              ChatRequest.ofText("", "hello").withStream(stream, true),
              Optional.empty(),
              new Client("", "", Map.of(), metadata),
              false);
      var sink = new Watching(random.nextInt(20) == 0 ? random.nextInt(4) : Integer.MAX_VALUE);
      Result result =
          new Exchange(world.around(this::ask, trace -> {})).run(router, incoming, sink);
      heard.filter(each -> !sink.left).ifPresent(Runnable::run);
      heard = Optional.empty();
      String what = name + ", request " + number + ": " + result.trace() + "\n" + graph;
      checkCauses(result.trace(), sink, what);
      checkClient(result, sink, stream, what);
      checkPromises(result.trace(), health, what);
      checkMoney(result.trace(), what);
    }

    private UpstreamAnswer ask(UpstreamCall call) {
      Model model = graph.model(call.model()).orElseThrow();
      heard.ifPresent(Runnable::run);
      for (String each : List.of(bucket(model), key(model))) {
        Duration until = cooled.getOrDefault(each, Duration.ZERO);
        assertTrue(now.compareTo(until) >= 0, () -> name + ": " + model.id() + " is cooled");
      }
      Set<String> cooling = cooling();
      var script = FailureScript.by(random, model.id() + "#" + numbered++, sick);
      pass(script.takes());
      calls.add(new Called(model, script, script.text(), cooling));
      Duration then = now;
      heard = Optional.of(() -> script.failure().ifPresent(why -> cools(model, why, then)));
      return script.answer();
    }

    private Set<String> cooling() {
      return graph.models().values().stream()
          .filter(world::isOpen)
          .map(SimulatedSurroundings::bucket)
          .collect(toSet());
    }

    private static String key(Model model) {
      return "key of " + model.provider();
    }

    /// What a provider has told us to leave alone.
    private void cools(Model model, Failure failure, Duration then) {
      boolean key = failure.kind() == FailureClass.OUT_OF_CREDIT;
      boolean alone =
          switch (failure.kind()) {
            case RATE_LIMITED, SERVER_ERROR, OVERLOADED, TIMEOUT, UNREACHABLE, INTERRUPTED -> true;
            case OUT_OF_CREDIT,
                CONTEXT_TOO_LONG,
                CONTENT_FILTERED,
                MODEL_NOT_FOUND,
                UNAUTHORIZED,
                BAD_REQUEST ->
                false;
          };
      if ((key || alone) && failure.retryAfter().isPresent()) {
        Duration until = then.plus(failure.retryAfter().get());
        cooled.merge(
            key ? key(model) : bucket(model), until, (a, b) -> a.compareTo(b) >= 0 ? a : b);
      }
    }

    private void checkCauses(Trace trace, Watching sink, String what) {
      List<Attempt> recorded = trace.calls();
      assertEquals(calls.size(), recorded.size(), what);
      for (int i = 0; i < recorded.size(); i++) {
        Attempt attempt = recorded.get(i);
        Called called = calls.get(i);
        assertEquals(called.model().id(), attempt.model(), what);
        boolean left = sink.left && i == recorded.size() - 1;
        String cause =
            left
                ? "cancelled"
                : called.script().failure().map(each -> each.kind().id()).orElse("answered");
        assertEquals(cause, attempt.outcome().id(), what);
        count(cause);
        boolean again = i > 0 && isSameBucket(calls.get(i - 1), called);
        if (again) {
          count("retry");
        }
        if (world.admittedWhileOpen.get(i)) {
          count("open");
        }
      }
      checkLastModels(what);
      trace.attempts().stream().filter(each -> !each.called()).forEach(each -> count("skipped"));
    }

    /// A model that cools down is only called if no other is left: whatever is called after it was
    /// cooling down at that time, too, or had failed before.
    private void checkLastModels(String what) {
      for (int i = 0; i < calls.size(); i++) {
        Called last = calls.get(i);
        boolean open = world.admittedWhileOpen.get(i);
        Set<String> failed = buckets(calls.subList(0, i + 1));
        for (String later : open ? buckets(calls.subList(i + 1, calls.size())) : Set.<String>of()) {
          assertTrue(
              failed.contains(later) || last.cooling().contains(later),
              () -> "only the last model is called while it cools down: " + what);
        }
      }
    }

    private static Set<String> buckets(List<Called> some) {
      return some.stream().map(called -> bucket(called.model())).collect(toSet());
    }

    private boolean isSameBucket(Called one, Called other) {
      return world.isSameBucket(one.model(), other.model());
    }

    private void checkClient(Result result, Watching sink, boolean stream, String what) {
      assertEquals(sink.begun + (result.trouble().isPresent() ? 1 : 0) > 0, true, what);
      assertTrue(sink.begun <= 1, what);
      if (sink.begun == 0) {
        assertEquals("", sink.text.toString(), what);
        assertTrue(calls.stream().noneMatch(each -> each.script().commits()), what);
        return;
      }
      List<Called> spoke = calls.stream().filter(each -> each.script().commits()).toList();
      checkContinuations(result.trace(), spoke, stream, what);
      String text = spoke.stream().map(Called::text).collect(joining());
      assertFalse(result.trouble().isPresent(), what);
      if (sink.left) {
        assertEquals(499, result.trace().status(), what);
        assertTrue(text.startsWith(sink.text.toString()), what);
      } else if (calls.getLast().script().failure().isPresent()) {
        count("broken");
        assertEquals(text, sink.text.toString(), what);
        assertEquals(0, sink.ended, what);
        Failure why = spoke.getLast().script().failure().orElseThrow();
        assertEquals(why.kind(), sink.broken.orElseThrow().kind(), what);
        assertEquals(stream, result.trace().status() == 200, what);
      } else {
        assertEquals(text, sink.text.toString(), what);
        assertEquals(1, sink.ended, what);
        assertEquals(Optional.empty(), sink.broken, what);
        assertEquals(200, result.trace().status(), what);
      }
    }

    /// Only where the graph says so does a model go on with an answer, and then the trace has the
    /// place; what all of them used is what the client is told.
    private void checkContinuations(Trace trace, List<Called> spoke, boolean stream, String what) {
      int read = 0;
      boolean begun = false;
      for (int i = 0; i < calls.size(); i++) {
        assertEquals(read, trace.calls().get(i).continuedAt(), what);
        if (begun) {
          String because = "continues after " + read + " characters";
          count("continued");
          assertTrue(stream, what);
          assertTrue(
              trace.steps().stream()
                  .filter(step -> step.because().startsWith(because))
                  .anyMatch(step -> isContinuing(step.node())),
              what);
        }
        begun |= spoke.contains(calls.get(i));
        read += calls.get(i).text().length();
      }
    }

    private boolean isContinuing(String node) {
      return graph.node(node).orElseThrow() instanceof FallbackNode fallback
          && fallback.continues();
    }

    private void checkPromises(Trace trace, boolean health, String what) {
      assertTrue(trace.calls().size() <= graph.mostAttempts(), what);
      if (trace.calls().size() > RoutingGraph.MOST_ATTEMPTS) {
        count("more");
      }
      for (Verdict verdict : verdicts) {
        var promise = verdict.promise();
        promise.attempts().ifPresent(most -> assertTrue(trace.calls().size() <= most, what));
        boolean holds = verdict instanceof Verdict.Holds && (health || promise.when().isEmpty());
        for (Attempt attempt : holds ? trace.calls() : List.<Attempt>of()) {
          count("held");
          Model model = graph.model(attempt.model()).orElseThrow();
          promise.only().ifPresent(only -> assertTrue(Promise.allows(only, model), what));
          promise
              .usd()
              .ifPresent(most ->
                  assertTrue(attempt.cost().total().orElseThrow().compareTo(most) <= 0, what));
        }
      }
    }

    /// What came whole costs what was reported; what was never charged for costs nothing.
    private void checkMoney(Trace trace, String what) {
      assertTrue(budgets.holdsNothing(), what);
      Money sum = Money.ZERO;
      for (int i = 0; i < calls.size(); i++) {
        Money cost = trace.calls().get(i).cost().total().orElseThrow();
        sum = sum.plus(cost);
        FailureScript script = calls.get(i).script();
        boolean free = script.failure().filter(each -> !each.billed()).isPresent();
        if (free && !script.commits()) {
          assertEquals(Money.ZERO, cost, what);
        } else {
          assertTrue(cost.compareTo(Money.ZERO) > 0, what);
        }
      }
      assertEquals(sum, trace.cost().orElseThrow(), what);
      assertEquals(sum, budgets.takeSettled(), what);
    }

    private void count(String what) {
      seen.merge(what, 1, Integer::sum);
    }
  }

  /// A client that sees everything, and may go away.
  private static final class Watching implements ReplySink {
    private final StringBuilder text = new StringBuilder();
    private int patience;
    private int begun;
    private int ended;
    private boolean left;
    private Optional<Failure> broken = Optional.empty();

    Watching(int patience) {
      this.patience = patience;
    }

    @Override
    public void begin(Beginning beginning) {
      assertOpen();
      begun++;
    }

    @Override
    public void take(List<ReplyEvent> events, byte[] raw) throws IOException {
      assertOpen();
      assertEquals(1, begun);
      if (patience-- <= 0) {
        left = true;
        throw new IOException("gone");
      }
      for (ReplyEvent event : events) {
        if (event instanceof ReplyEvent.TextDelta delta) {
          text.append(delta.text());
        }
      }
    }

    private void assertOpen() {
      assertTrue(ended == 0 && broken.isEmpty() && !left, "nothing may follow the end");
    }

    @Override
    public void end(Ending ending) {
      assertOpen();
      ended++;
    }

    @Override
    public void broken(Failure failure) {
      assertOpen();
      broken = Optional.of(failure);
    }

    @Override
    public void silent() {}
  }
}
