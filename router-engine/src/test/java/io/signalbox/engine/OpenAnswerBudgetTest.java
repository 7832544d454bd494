package io.signalbox.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Requests that do not limit their answer before a model whose answers can cost a dollar, and a
/// budget of half of that.
@Timeout(120)
final class OpenAnswerBudgetTest {
  @TempDir private Path home;
  private final List<AutoCloseable> open = new ArrayList<>();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch gate = new CountDownLatch(1);

  @AfterEach
  void close() throws Exception {
    gate.countDown();
    for (var each : open.reversed()) {
      each.close();
    }
  }

  private Rig start(Play play) throws IOException {
    var provider = new FakeProvider(play);
    open.add(provider);
    var rig =
        new Rig(
            home,
            """
            signalbox: 1
            name: Test
            start: cap
            models:
              a: { provider: fake-openai, model: verbose, url: "%s/v1" }
            nodes:
              cap: { kind: budget, usd: 0.5, per: day, within: a, over: full }
              full: { kind: reject, status: 429, message: The budget is used up. }
            """
                .formatted(provider.url()));
    open.add(rig);
    return rig;
  }

  private static Money held(Rig rig) {
    var today = Window.DAY.startOf(Instant.now().atZone(ZoneOffset.systemDefault())).toInstant();
    return rig.program().store().budgets().used("Test", "cap", "", Window.DAY, today).held();
  }

  private Play waits() {
    return line -> {
      String request = line.request();
      asked.countDown();
      gate.await();
      FakeAnswers.answer(line, request, "Hi");
    };
  }

  @Test
  void unusedBudgetLetsRequestThrough() throws Exception {
    var rig = start(FakeAnswers.says("Hi"));
    for (int i = 0; i < 3; i++) {
      assertTrue(rig.ask(false).says("Hi"));
    }
  }

  @Test
  void concurrentRequestIsRefusedWithReasonAndFix() throws Exception {
    var rig = start(waits());
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = pool.submit(() -> rig.ask(false));
      asked.await();
      assertEquals(Money.of("0.015207"), held(rig)); // 1,520 tokens
      var second = rig.ask(false);
      assertEquals(429, second.status());
      assertTrue(
          second
              .body()
              .contains(
                  "No room in cap: a call of a can cost $1.00 and $0.0152 is reserved at least,"
                      + " $0.4848 of $0.50 left this day ($0.0152 reserved for requests in flight)."
                      + " Set max_tokens to reserve no more than that. The graph says:"),
          second.body());
      String steps = rig.trace(second).all().get("steps").toString();
      assertTrue(steps.contains("no room for this request: a call of a can cost $1.00"), steps);
      gate.countDown();
      assertEquals(200, first.get().status());
    }
  }

  @Test
  void oneWithLimitFitsBesideIt() throws Exception {
    var rig = start(waits());
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      pool.submit(() -> rig.ask(false));
      asked.await();
      String limited =
          Rig.body(false, "hello").replace("{\"model\"", "{\"max_tokens\":9,\"model\"");
      gate.countDown();
      assertEquals(200, rig.post("/v1/chat/completions", limited).status());
    }
  }

  /// What is likely follows from the answers that were recorded, also after a restart.
  @Test
  void historyOfAnswersSaysWhatIsLikely() throws Exception {
    var rig = start(FakeAnswers.says("Hi"));
    for (int i = 0; i < 20; i++) {
      assertEquals(200, rig.ask(false).status());
    }
    var ledger = rig.program().store().ledger();
    while (ledger.newest() < 20) {
      assertTrue(ledger.flush()); // a trace may be handed over after its answer
    }
    long likely = ledger.likelyCompletion("Test", "a").orElseThrow();
    assertTrue(likely > 0 && likely < 1_520, "likely " + likely);
    assertEquals(likely, ledger.likelyCompletion("Test", "a").orElseThrow());
    assertTrue(ledger.likelyCompletion("Test", "b").isEmpty());
  }

  /// Where the money is really spent, the graph's own words are enough.
  @Test
  void budgetThatIsUsedUpSaysWhatTheGraphSays() throws Exception {
    var rig =
        start(line -> {
          while (true) {
            line.request();
            line.whole(
                200,
                "application/json",
                "{\"id\":\"c\",\"object\":\"chat.completion\",\"model\":\"m\",\"choices\":[{\"index\":0,"
                    + "\"message\":{\"role\":\"assistant\",\"content\":\"Hi\"},\"finish_reason\":\"stop\"}],"
                    + "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":99000}}");
          }
        });
    assertEquals(200, rig.ask(false).status());
    var refused = rig.ask(false);
    assertEquals(429, refused.status());
    assertTrue(refused.body().contains("\"The budget is used up.\""), refused.body());
    assertFalse(refused.body().contains("No room"), refused.body());
  }
}
