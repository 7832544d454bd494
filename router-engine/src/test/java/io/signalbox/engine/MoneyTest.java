package io.signalbox.engine;

import static io.signalbox.engine.FakeAnswers.refuses;
import static io.signalbox.engine.FakeAnswers.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.upstream.FakeProvider;
import io.signalbox.engine.upstream.FakeProvider.Play;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Budgets through the whole program. A call holds 0.010007 dollars at its worst and costs 0.002.
@Timeout(120)
final class MoneyTest {
  @TempDir private Path home;
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (var each : open.reversed()) {
      each.close();
    }
  }

  @Test
  void parallelRequestsNeverOverspend() throws Exception {
    var inFlight = new AtomicInteger();
    var most = new AtomicInteger();
    Play slow =
        line -> {
          while (true) {
            String request = line.request();
            most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
            line.pause();
            inFlight.decrementAndGet();
            FakeAnswers.answer(line, request, "within");
          }
        };
    var rig = start("0.105", "priced", provider(slow), provider(says("over")));
    int within = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Rig.Reply> ask = () -> rig.ask(false);
      for (var each : threads.invokeAll(java.util.Collections.nCopies(100, ask))) {
        within += each.get().says("within") ? 1 : 0;
      }
    }
    assertTrue(most.get() <= 10, "ten worst cases fit, " + most + " were under way at once");
    assertTrue(within >= 10, within + " were let in");
    assertEquals(
        Money.of("0.002").usd().multiply(java.math.BigDecimal.valueOf(within)).stripTrailingZeros(),
        spent(rig).usd().stripTrailingZeros());
    assertTrue(spent(rig).compareTo(Money.of("0.105")) <= 0, spent(rig).plain());
  }

  @Test
  void unknownPriceHasNoRoomInAnyBudget() throws Exception {
    var a = provider(says("within"));
    var rig = start("100", "nobody-knows", a, provider(says("over")));
    var reply = rig.ask(false);
    assertTrue(reply.says("over"), reply.body());
    rig.trace(reply).is(200, "b answered 200");
    assertEquals(0, a.requests.size());
    assertEquals(Money.ZERO, spent(rig));
  }

  @Test
  void failureThatCostsNothingIsGivenBack() throws Exception {
    var rig = start("1", "priced", provider(refuses(500, "x")), provider(says("over")));
    assertEquals(502, rig.ask(false).status());
    assertEquals(Money.ZERO, spent(rig));
  }

  @Test
  void brokenAnswerCountsWhatCame() throws Exception {
    Play half =
        line -> {
          line.request();
          line.beginStream();
          line.event(FakeAnswers.delta("word ".repeat(80)));
          line.reset();
        };
    var rig = start("1", "priced", provider(half), provider(says("over")));
    rig.trace(rig.ask(true)).is(200, "a interrupted 0");
    assertEquals(Money.of("0.001007"), spent(rig));
  }

  @Test
  void lostCallCountsItsPrompt() throws Exception {
    Play lost =
        line -> {
          line.request();
          line.reset();
        };
    var rig = start("1", "priced", provider(lost), provider(says("over")));
    rig.trace(rig.ask(true)).is(502, "a unreachable 0");
    assertEquals(Money.of("0.000007"), spent(rig));
  }

  @Test
  void requestThatTakesTwoBilledCallsCountsOnce() throws Exception {
    Play lost =
        line -> {
          line.request();
          line.reset();
        };
    String graph =
        """
        signalbox: 1
        name: Test
        start: rate
        models:
          a: { provider: fake-openai, model: priced, url: "%s/v1" }
          b: { provider: fake-openai, model: priced, url: "%s/v1" }
        nodes:
          rate: { kind: limit, requests: 1, per: day, within: pair, over: full }
          pair: { kind: fallback, to: [ a, b ] }
          full: { kind: reject, status: 429, message: Full }
        """;
    var rig = rig(graph.formatted(provider(lost).url(), provider(says("from b")).url()));
    var reply = rig.ask(false);
    assertTrue(reply.says("from b"), reply.body());
    rig.trace(reply).is(200, "a unreachable 0", "b answered 200");
    var rate = rig.program().store().budgets().used("Test", "rate", "", Window.DAY, today());
    assertEquals(1, rate.requests());
    assertEquals(Money.of("0.002007").usd(), rate.usd().usd().stripTrailingZeros());
    assertEquals(429, rig.ask(false).status());
  }

  @Test
  void budgetThatCannotBeKeptLetsNothingThrough() throws Exception {
    var a = provider(says("within"));
    var rig = start("100", "priced", a, provider(says("over")));
    String database = "jdbc:sqlite:" + home.resolve("budgets.db");
    try (var other = java.sql.DriverManager.getConnection(database);
        var statement = other.createStatement()) {
      statement.execute(
          "create trigger full before update on budget begin select raise(abort, 'full'); end");
      for (boolean stream : List.of(false, true)) {
        var reply = rig.ask(stream);
        assertEquals(503, reply.status(), reply.body());
        assertTrue(reply.body().contains("could not be saved"), reply.body());
        assertTrue(rig.trace(reply).error().contains("could not be saved"));
      }
      assertEquals(0, a.requests.size());
      statement.execute("drop trigger full");
    }
    assertTrue(rig.ask(false).says("within"));
  }

  private static Instant today() {
    return Window.DAY.startOf(Instant.now().atZone(ZoneOffset.systemDefault())).toInstant();
  }

  private static Money spent(Rig rig) {
    return rig.program().store().budgets().spent("Test", "cap", "", Window.DAY, today());
  }

  private FakeProvider provider(Play... plays) throws IOException {
    var provider = new FakeProvider(plays);
    open.add(provider);
    return provider;
  }

  private Rig start(String usd, String model, FakeProvider a, FakeProvider b) throws IOException {
    String graph =
        """
        signalbox: 1
        name: Test
        start: cap
        models:
          a: { provider: fake-openai, model: %s, url: "%s/v1" }
          b: { provider: fake-openai, model: priced, url: "%s/v1" }
        nodes:
          cap: { kind: budget, usd: %s, per: day, within: a, over: b }
        """;
    return rig(graph.formatted(model, a.url(), b.url(), usd));
  }

  private Rig rig(String graph) throws IOException {
    var rig = new Rig(home, graph);
    open.add(rig);
    return rig;
  }
}
