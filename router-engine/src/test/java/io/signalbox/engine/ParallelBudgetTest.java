package io.signalbox.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.catalog.WindowUsage;
import io.signalbox.engine.upstream.FakeProvider;
import io.signalbox.engine.upstream.FakeProvider.Play;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A hundred parallel streamed requests through the whole program, with a budget or limit that has
/// room for the worst case of ten. A call is let in only if its worst case fits above what is
/// settled and reserved, so how many are let in follows from what the first of them cost.
@Timeout(120)
final class ParallelBudgetTest {
  /// Seven tokens in at 1 dollar a million, a thousand out at 10.
  private static final BigDecimal WORST = new BigDecimal("0.010007");

  /// Without a limit of its own a request may hold less.
  private static final String LIMITED = "\"max_tokens\":1000,";

  private static final int ROOM = 10;
  private static final int CLIENTS = 100;
  private static final String ADDRESS = "/v1/chat/completions";

  @TempDir private Path home;
  private final List<AutoCloseable> open = new ArrayList<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final Semaphore answers = new Semaphore(0);
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch first = new CountDownLatch(ROOM);

  @AfterEach
  void close() throws Exception {
    answers.release(CLIENTS); // whoever still waits after a failure
    threads.close();
    client.close();
    for (var each : open.reversed()) {
      each.close();
    }
  }

  /// While nothing is settled exactly ten are let in, and all others are refused.
  @Test
  void tenAreLetInWhileNoneHasEnded() throws Exception {
    var rig = budget(provider(100));
    var replies = submit(rig, CLIENTS);
    first.await();
    long refused = Rig.soon(() -> refused(replies, CLIENTS - ROOM));
    assertEquals(ROOM, asked.get());
    assertEquals(CLIENTS - ROOM, refused);
    var standing = standing(rig, "cap");
    assertEquals(new Money(WORST.multiply(BigDecimal.TEN)), standing.usd());
    assertEquals(standing.usd(), standing.held());
    answers.release(ROOM);
    waitForSettled(rig, new BigDecimal("0.002"), ROOM);
    assertEquals(new BigDecimal("0.02"), standing(rig, "cap").usd().usd());
  }

  /// A free model fits into any budget; the one that is called when it fails is looked at again.
  @Test
  void fallbackOfFreeModelDoesNotPassTheCap() throws Exception {
    var free = new FakeProvider(FakeAnswers.refuses(529, "overloaded"));
    open.add(free);
    String graph =
        """
        signalbox: 1
        name: Test
        start: cap
        models:
          gift: { provider: fake-openai, model: free, url: "%s/v1" }
          a: { provider: fake-openai, model: priced, url: "%s/v1" }
        nodes:
          cap: { kind: budget, usd: %s, per: day, within: either, over: full }
          either: { kind: fallback, to: [ gift, a ] }
          full: { kind: reject, status: 429, message: Full }
        """;
    var rig =
        new Rig(home, graph.formatted(free.url(), provider(100).url(), cap().toPlainString()));
    open.add(rig);
    var replies = submit(rig, CLIENTS);
    first.await();
    Rig.soon(() -> refused(replies, CLIENTS - ROOM));
    assertEquals(ROOM, asked.get());
    answers.release(ROOM);
    waitForSettled(rig, new BigDecimal("0.002"), ROOM);
  }

  /// Cheap ones (0.002 dollars), dear ones (all of their worst case) and ones that cost more than
  /// their worst case: after each end as many more are let in as its cost leaves room for.
  @ParameterizedTest
  @ValueSource(ints = {10, 100, 1000, 1500})
  void settledCostMakesRoomToTheCent(int completion) throws Exception {
    var rig = budget(provider(completion));
    var cost =
        new BigDecimal("0.001").add(new BigDecimal("0.00001").multiply(new BigDecimal(completion)));
    var cap = cap();
    var replies = submit(rig, ROOM);
    first.await();
    int let = ROOM;
    for (int ended = 1; ended <= 30 && ended <= let; ended++) {
      answers.release();
      waitForSettled(rig, cost, ended);
      var one = threads.submit(() -> ask(rig));
      replies.add(one);
      var taken =
          cost.multiply(BigDecimal.valueOf(ended))
              .add(WORST.multiply(BigDecimal.valueOf(let - ended)));
      if (taken.add(WORST).compareTo(cap) <= 0) {
        let++;
        waitForAsked(let);
      } else {
        assertEquals(429, one.get().statusCode());
      }
      assertEquals(let, asked.get());
    }
    answers.release(CLIENTS);
    int within = 0;
    for (var each : replies) {
      within += each.get().statusCode() == 200 ? 1 : 0;
    }
    assertEquals(let, within);
    assertEquals(
        0, cost.multiply(BigDecimal.valueOf(let)).compareTo(standing(rig, "cap").usd().usd()));
  }

  /// A refusal says what was spent and what was reserved then.
  @Test
  void traceSeparatesReservedFromSpent() throws Exception {
    var rig = budget(provider(100));
    submit(rig, ROOM);
    first.await();
    String id = ask(rig).headers().firstValue("x-request-id").orElseThrow();
    String steps = rig.trace(id).all().get("steps").toString();
    assertTrue(steps.contains("$0 of $0.1001 spent this day, $0.1001 reserved"), steps);
    answers.release(ROOM);
  }

  /// Requests of 7 tokens in and 13 out: before, only the prompt was reserved, and all passed.
  @ParameterizedTest
  @ValueSource(strings = {"\"max_tokens\":13,", ""})
  void limitOfTokensIsNotExceededInParallel(String limit) throws Exception {
    var rig = limit(provider(13));
    var replies = new ArrayList<Future<HttpResponse<String>>>();
    for (int i = 0; i < CLIENTS; i++) {
      replies.add(threads.submit(() -> ask(rig, limit)));
    }
    int room = limit.isEmpty() ? 1 : 500 / 20;
    waitForAsked(room);
    Rig.soon(() -> refused(replies, CLIENTS - room));
    assertEquals(room, asked.get());
    assertTrue(standing(rig, "rate").tokens() <= 500);
    answers.release(CLIENTS);
    for (var each : replies) {
      each.get();
    }
    assertTrue(standing(rig, "rate").tokens() <= 500);
  }

  private static Optional<Long> refused(List<Future<HttpResponse<String>>> all, int many) {
    long ready =
        all.stream()
            .filter(Future::isDone)
            .filter(each -> each.resultNow().statusCode() == 429)
            .count();
    return ready == many ? Optional.of(ready) : Optional.empty();
  }

  private void waitForAsked(int many) {
    Rig.soon(() -> asked.get() >= many ? Optional.of(many) : Optional.empty());
  }

  private void waitForSettled(Rig rig, BigDecimal cost, int many) {
    var all = new Money(cost.multiply(BigDecimal.valueOf(many)));
    Rig.soon(() -> {
      var standing = standing(rig, "cap");
      return standing.usd().minus(standing.held()).equals(all)
          ? Optional.of(many)
          : Optional.empty();
    });
  }

  private List<Future<HttpResponse<String>>> submit(Rig rig, int many) {
    var replies = new ArrayList<Future<HttpResponse<String>>>();
    Callable<HttpResponse<String>> one = () -> ask(rig);
    for (int i = 0; i < many; i++) {
      replies.add(threads.submit(one));
    }
    return replies;
  }

  private HttpResponse<String> ask(Rig rig) throws IOException, InterruptedException {
    return ask(rig, LIMITED);
  }

  private HttpResponse<String> ask(Rig rig, String members)
      throws IOException, InterruptedException {
    String body = Rig.body(true, "hello").replace("{\"model\"", "{" + members + "\"model\"");
    var request =
        HttpRequest.newBuilder(rig.address().resolve(ADDRESS))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static WindowUsage standing(Rig rig, String node) {
    var today = Window.DAY.startOf(Instant.now().atZone(ZoneOffset.systemDefault())).toInstant();
    return rig.program().store().budgets().used("Test", node, "", Window.DAY, today);
  }

  /// Answers when the test lets it, with 1,000 tokens in (7 of a limit) and so many out.
  private FakeProvider provider(int completion) throws IOException {
    int prompt = completion == 13 ? 7 : 1000;
    Play play =
        line -> {
          while (true) {
            line.request();
            asked.incrementAndGet();
            first.countDown();
            line.beginStream();
            line.event(FakeAnswers.delta("within"));
            answers.acquire();
            line.event(FakeAnswers.chunk("{}", "\"stop\""));
            line.event(
                "{\"choices\":[],\"usage\":{\"prompt_tokens\":%d,\"completion_tokens\":%d}}"
                    .formatted(prompt, completion));
            line.event("[DONE]");
            line.endStream();
          }
        };
    var provider = new FakeProvider(play);
    open.add(provider);
    return provider;
  }

  private static BigDecimal cap() {
    return WORST.multiply(BigDecimal.valueOf(ROOM)).add(new BigDecimal("0.00003"));
  }

  private Rig budget(FakeProvider provider) throws IOException {
    return rig(provider, "cap: { kind: budget, usd: " + cap().toPlainString() + ",");
  }

  private Rig limit(FakeProvider provider) throws IOException {
    return rig(provider, "rate: { kind: limit, tokens: 500,");
  }

  private Rig rig(FakeProvider provider, String node) throws IOException {
    String graph =
        """
        signalbox: 1
        name: Test
        start: %s
        models:
          a: { provider: fake-openai, model: priced, url: "%s/v1" }
        nodes:
          %s per: day, within: a, over: full }
          full: { kind: reject, status: 429, message: Full }
        """;
    String start = node.substring(0, node.indexOf(':'));
    var rig = new Rig(home, graph.formatted(start, provider.url(), node));
    open.add(rig);
    return rig;
  }
}
