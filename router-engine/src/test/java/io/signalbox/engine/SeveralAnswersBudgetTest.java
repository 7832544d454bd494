package io.signalbox.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.upstream.FakeProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Requests that have several answers written, before a model at $1 for a million tokens of a
/// prompt and $10 for those of an answer. Each answer is limited to 100 tokens, $0.001.
@Timeout(120)
final class SeveralAnswersBudgetTest {
  private static final String PATH = "/v1/completions";

  @TempDir private Path home;
  private final List<AutoCloseable> open = new ArrayList<>();
  private final BlockingQueue<String> asked = new ArrayBlockingQueue<>(9);
  private final Semaphore gate = new Semaphore(0);

  @AfterEach
  void close() throws Exception {
    gate.release(9);
    for (var each : open.reversed()) {
      each.close();
    }
  }

  private Rig start(String usd, String params, String usage) throws IOException {
    var provider =
        new FakeProvider(line -> {
          while (true) {
            asked.add(line.request());
            gate.acquire();
            line.whole(
                200,
                "application/json",
                "{\"choices\":[{\"text\":\"x\",\"index\":0,\"finish_reason\":\"stop\"}],\"usage\":"
                    + usage
                    + "}");
          }
        });
    open.add(provider);
    var rig =
        new Rig(
            home,
            """
            signalbox: 1
            name: Test
            start: cap
            models:
              a: { provider: fake-local, model: priced, url: "%s"%s }
            nodes:
              cap: { kind: budget, usd: %s, per: day, within: a, over: full }
              full: { kind: reject, status: 429, message: The budget is used up. }
            """
                .formatted(provider.url(), params, usd));
    open.add(rig);
    return rig;
  }

  private static Money held(Rig rig) {
    var today = Window.DAY.startOf(Instant.now().atZone(ZoneOffset.systemDefault())).toInstant();
    return rig.program().store().budgets().used("Test", "cap", "", Window.DAY, today).held();
  }

  private static String body(String members) {
    return "{\"max_tokens\":100," + members + "}";
  }

  private static String prompts(int count) {
    return "\"prompt\":[" + String.join(",", Collections.nCopies(count, "\"Once\"")) + "]";
  }

  private Money heldInFlight(Rig rig, String asks) throws Exception {
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = pool.submit(() -> rig.post(PATH, asks));
      asked.take();
      Money held = held(rig);
      gate.release();
      assertEquals(200, first.get().status());
      return held;
    }
  }

  @Test
  void fiftyPromptsHoldFiftyAnswersAndAreRefusedWhereThereIsNoRoom() throws Exception {
    var rig = start("0.08", "", "{\"prompt_tokens\":203,\"completion_tokens\":4000}");
    String fifty = body(prompts(50));
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = pool.submit(() -> rig.post(PATH, fifty));
      asked.take();
      assertEquals(Money.of("0.050203"), held(rig));
      assertEquals(429, rig.post(PATH, fifty).status());
      gate.release();
      var reply = first.get();
      assertEquals(200, reply.status());
      assertEquals("0.040203", rig.trace(reply).usd(0));
    }
    assertEquals(Money.ZERO, held(rig));
    assertTrue(asked.isEmpty());
    assertEquals(429, rig.post(PATH, fifty).status(), "0.0402 is spent of 0.08");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"prompt\":\"Once\"                          | ''                         | 0.001007",
        "\"prompt\":[\"Once\"]                        | ''                         | 0.001007",
        "\"prompt\":\"Once\",\"best_of\":20           | ''                         | 0.020140",
        "\"prompt\":\"Once\",\"n\":2,\"best_of\":20   | ''                         | 0.020140",
        "\"prompt\":\"Once\",\"n\":200                | ''                         | 0.201400",
        "\"prompt\":[\"Once\",\"Once\"],\"n\":3       | ''                         | 0.006033",
        "\"prompt\":\"Once\"                          | , params: { best_of: 4 }   | 0.004028",
        "\"prompt\":\"Once\",\"n\":9                  | , params: { n: 2 }         | 0.002014",
        "\"prompt\":[200001,7,7,7,7,7,7,7,7,7]        | ''                         | 0.001016",
        "\"prompt\":[[200001,7,7],[ 200001 , 7 ]]     | ''                         | 0.002014"
      })
  void whatIsWrittenIsHeld(String members, String params, String usd) throws Exception {
    var rig = start("1", params, "{\"prompt_tokens\":7,\"completion_tokens\":4}");
    assertEquals(Money.of(usd), heldInFlight(rig, body(members)));
  }

  @Test
  void requestWithManyAnswersIsRefusedBeforeItIsSent() throws Exception {
    var rig = start("0.01", "", "{}");
    assertEquals(429, rig.post(PATH, body("\"prompt\":\"Once\",\"best_of\":20")).status());
    String most = "\"prompt\":\"Once\",\"n\":9223372036854775807";
    assertEquals(429, rig.post(PATH, body(most)).status());
    assertTrue(asked.isEmpty());
  }
}
