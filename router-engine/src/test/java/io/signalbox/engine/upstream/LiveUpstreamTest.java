package io.signalbox.engine.upstream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.ProviderCall;
import io.signalbox.engine.spi.Signing;
import io.signalbox.engine.wire.WireLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LiveUpstreamTest {
  private static final String KEY = "sk-very-secret-1234";
  private final AtomicLong nanos = new AtomicLong();
  private final DeadlineWatchdog watch = DeadlineWatchdog.byHand(nanos::get);
  private final AtomicInteger pings = new AtomicInteger();
  private LiveUpstream upstream =
      new LiveUpstream(Map.of(), watch, new WireLimits(10_000, 100_000));

  @AfterEach
  void close() {
    upstream.close();
    assertEquals(0, watch.open(), "calls that nobody watches any more");
  }

  @Test
  void streamComesEventByEventWithItsBytes() throws Exception {
    try (var provider =
        new FakeProvider(line -> {
          line.request();
          line.beginStream();
          line.event("start");
          line.event("Hel");
          line.waitForGate();
          line.event("lo");
          line.event("end");
          line.event("[DONE]");
          line.endStream();
          line.stall();
        })) {
      try (var answer = arriving(ask(provider, true))) {
        assertEquals(List.of(new ReplyEvent.Started("1", "m")), answer.next().get().events());
        var text = answer.next().get();
        assertEquals(List.of(new ReplyEvent.TextDelta("Hel")), text.events());
        assertEquals("data: Hel\n\n", new String(text.raw(), StandardCharsets.UTF_8));
        provider.gate.countDown();
        assertEquals("lo", texts(answer));
        assertFalse(answer.simulated());
      }
    }
  }

  @Test
  void requestIsRebuiltWithTheKeyInItsHeader() throws Exception {
    try (var provider = new FakeProvider(LiveUpstreamTest::answerOnce)) {
      var forms =
          List.of(
              Signing.BEARER,
              new Signing.Header("x-api-key", ""),
              new Signing.Header("x-goog-api-key", ""));
      for (Signing form : forms) {
        arriving(upstream.ask(call(provider.url(), false, form, Map.of("X-Own", "1")))).close();
      }
      String bearer = head(provider);
      assertTrue(bearer.startsWith("post /v1/chat http/1.1"), bearer);
      assertTrue(bearer.contains("authorization: bearer " + KEY), bearer);
      assertTrue(bearer.contains("accept-encoding: identity"), bearer);
      assertTrue(bearer.contains("x-own: 1"), bearer);
      assertTrue(bearer.endsWith("{\"ask\":1}"), bearer);
      assertTrue(head(provider).contains("x-api-key: " + KEY));
      assertTrue(head(provider).contains("x-goog-api-key: " + KEY));
    }
  }

  private static String head(FakeProvider provider) throws InterruptedException {
    return provider.requests.poll(20, TimeUnit.SECONDS).toLowerCase(Locale.ROOT);
  }

  @Test
  void connectionIsUsedAgain() throws Exception {
    try (var provider = new FakeProvider(LiveUpstreamTest::answerOnce)) {
      for (int i = 0; i < 3; i++) {
        try (var answer = arriving(ask(provider, false))) {
          assertEquals("{\"a\":1}", texts(answer));
        }
      }
      assertEquals(1, provider.connections());
    }
  }

  private static void answerOnce(FakeProvider.Line line) throws IOException {
    while (true) {
      line.request();
      line.whole(200, "application/json", "{\"a\":1}", "x-ratelimit-remaining-requests: 7");
    }
  }

  @Test
  void bodyInsteadOfStreamIsParsedButNotPassedOn() throws Exception {
    try (var provider = new FakeProvider(LiveUpstreamTest::answerOnce);
        var answer = arriving(ask(provider, true))) {
      var piece = answer.next().get();
      assertEquals(3, piece.events().size());
      assertEquals(0, piece.raw().length);
      assertEquals(7, answer.limits().requests().get().left());
    }
  }

  @Test
  void streamInsteadOfBodyIsParsed() throws Exception {
    try (var provider = new FakeProvider(line -> stream(line, "a", "b", "end", "[DONE]"));
        var answer = arriving(ask(provider, false))) {
      assertEquals("ab", texts(answer));
    }
  }

  @Test
  void unknownContentTypeIsReadAsRequested() throws Exception {
    try (var provider =
            new FakeProvider(line -> {
              line.request();
              line.head(200, "content-type: text/plain", "connection: close");
              line.send("data: a\n\ndata: [DONE]\n\n");
            });
        var answer = arriving(ask(provider, true))) {
      assertEquals("a", texts(answer));
    }
  }

  @Test
  void webPageIsNoAnswer() throws Exception {
    try (var provider =
        new FakeProvider(line -> {
          line.request();
          line.whole(200, "text/html; charset=utf-8", "<html>");
        })) {
      var failure = failure(ask(provider, true));
      assertEquals(FailureClass.SERVER_ERROR, failure.kind());
      assertEquals(
          "Provider fake answered with a web page, not with JSON; check its url.",
          failure.message());
    }
  }

  @Test
  void refusedConnectionIsUnreachableAndFree() throws Exception {
    String url = "http://127.0.0.1:" + ClosedPort.number();
    var failure = failure(upstream.ask(call(url, true)));
    assertEquals(FailureClass.UNREACHABLE, failure.kind());
    assertFalse(failure.billed());
    assertEquals(
        "Provider fake could not be reached: 127.0.0.1 refused the connection.", failure.message());
  }

  @Test
  void unknownNameIsUnreachableAndFree() {
    var failure = failure(upstream.ask(call("http://nowhere.invalid", true)));
    assertEquals(FailureClass.UNREACHABLE, failure.kind());
    assertFalse(failure.billed());
    assertTrue(failure.message().contains("DNS has no address for nowhere.invalid"));
  }

  @Test
  void serverWithoutTlsIsUnreachableAndFree() throws Exception {
    try (var provider = new FakeProvider(line -> line.send("HTTP/1.1 400 No\r\n\r\n"))) {
      var failure = failure(upstream.ask(call(provider.url().replace("http:", "https:"), true)));
      assertEquals(FailureClass.UNREACHABLE, failure.kind());
      assertFalse(failure.billed());
      assertTrue(failure.message().contains("TLS with 127.0.0.1 failed"), failure.message());
    }
  }

  @Test
  void brokenCaFileIsNeverReplacedByTheSystems(@TempDir Path dir) throws Exception {
    Path file = Files.writeString(dir.resolve("ca.pem"), "no certificate");
    try (var own = new LiveUpstream(Map.of("fake", file), watch, WireLimits.DEFAULT)) {
      var failure = failure(own.ask(call("https://127.0.0.1:1", true)));
      assertEquals(FailureClass.UNREACHABLE, failure.kind());
      assertTrue(failure.message().startsWith("The CA file of provider fake"), failure.message());
    }
  }

  @Test
  void resetAfterTheRequestWasSentMayBeBilled() throws Exception {
    try (var provider =
        new FakeProvider(line -> {
          line.request();
          line.reset();
        })) {
      var failure = failure(ask(provider, true));
      assertEquals(FailureClass.UNREACHABLE, failure.kind());
      assertTrue(failure.billed());
      assertEquals(1, provider.connections(), "a request that was sent is never sent again");
    }
  }

  @Test
  void badStatusIsWhatTheDialectSays() throws Exception {
    try (var provider =
        new FakeProvider(line -> {
          line.request();
          line.whole(429, "application/json", "too many", "retry-after: 7");
        })) {
      var failure = failure(ask(provider, true));
      assertEquals(FailureClass.RATE_LIMITED, failure.kind());
      assertEquals(Optional.of(Duration.ofSeconds(7)), failure.retryAfter());
      assertEquals("too many", failure.message());
    }
  }

  @Test
  void statusCallsForNoSecondRequestByItself() throws Exception {
    for (int status : new int[] {401, 408, 421, 500, 503}) {
      try (var provider =
          new FakeProvider(line -> {
            line.request();
            line.whole(status, "application/json", "no", "retry-after: 0");
            line.stall();
          })) {
        assertEquals(status, failure(ask(provider, true)).status());
        assertEquals(1, provider.requests.size());
      }
    }
  }

  @Test
  void errorBodyEndsAtItsLimit() throws Exception {
    try (var provider =
        new FakeProvider(line -> {
          line.request();
          line.head(500, "content-type: text/plain");
          while (true) {
            line.send("x".repeat(1000));
          }
        })) {
      assertEquals("65536", failure(ask(provider, true)).code());
      assertTrue(provider.leftByClient.await(20, TimeUnit.SECONDS));
    }
  }

  @Test
  void errorBodyThatNeverComesDoesNotHideTheStatus() throws Exception {
    try (var provider =
        new FakeProvider(line -> {
          line.request();
          line.head(529, "content-length: 100");
          line.send("over");
          line.stall();
        })) {
      var asking = async(() -> ask(provider, true));
      assertEquals("over", failure(late(provider, asking, Duration.ofSeconds(1))).message());
    }
  }

  @Test
  void keyIsInNoMessage() throws Exception {
    try (var provider =
        new FakeProvider(line -> {
          line.request();
          line.whole(401, "application/json", "bad key " + KEY);
        })) {
      var answer = ask(provider, true);
      assertEquals("bad key •••", failure(answer).message());
      assertFalse(answer.toString().contains(KEY));
      assertFalse(call(provider.url(), true).toString().contains(KEY));
    }
  }

  @Test
  void keyThatNoHeaderCanCarryIsNotSent() throws Exception {
    try (var provider = new FakeProvider(LiveUpstreamTest::answerOnce)) {
      for (String bad : List.of("sk-a\nX-Evil: 1", "sk-a\r", "sk-\0", "sk-é")) {
        var call = call(provider.url(), false);
        var failure =
            failure(
                upstream.ask(
                    new UpstreamCall(
                        call.model(),
                        call.provider(),
                        call.baseUrl(),
                        Optional.of(Secret.of(bad)),
                        call.dialect(),
                        call.call(),
                        call.request(),
                        call.card(),
                        call.deadlines(),
                        call.whileSilent())));
        assertEquals(FailureClass.UNAUTHORIZED, failure.kind());
        assertFalse(failure.message().contains("sk-"));
      }
      assertEquals(0, provider.connections());
    }
  }

  @Test
  void headerWithLineEndIsNotSent() throws Exception {
    try (var provider = new FakeProvider(LiveUpstreamTest::answerOnce)) {
      for (var bad : List.of(Map.of("a", "b\r\nc: d"), Map.of("a\n", "b"), Map.of("a", "\0"))) {
        var call = call(provider.url(), false, Signing.BEARER, bad);
        assertEquals(FailureClass.BAD_REQUEST, failure(upstream.ask(call)).kind());
      }
      assertEquals(0, provider.connections());
    }
  }

  @Test
  void dialectCannotReplaceTheKeyOrTheHost() throws Exception {
    try (var provider = new FakeProvider(LiveUpstreamTest::answerOnce)) {
      var headers = Map.of("Host", "evil", "Authorization", "Bearer other", "Connection", "x");
      arriving(upstream.ask(call(provider.url(), false, Signing.BEARER, headers))).close();
      String head = head(provider);
      assertFalse(head.contains("evil"), head);
      assertFalse(head.contains("other"), head);
    }
  }

  @Test
  void invalidBaseUrlIsRefused() {
    for (String url :
        List.of("ftp://a", "nonsense", "http://user:pw@127.0.0.1", "http://127.0.0.1/?q=")) {
      var failure = failure(upstream.ask(call(url, true)));
      assertEquals(FailureClass.UNREACHABLE, failure.kind(), url);
      assertTrue(failure.message().endsWith("correct its url."), failure.message());
    }
  }

  @Test
  void redirectIsNotFollowed() throws Exception {
    try (var elsewhere = new FakeProvider(LiveUpstreamTest::answerOnce)) {
      for (int status : new int[] {301, 302, 303, 307, 308}) {
        try (var provider =
            new FakeProvider(line -> {
              line.request();
              line.whole(status, "text/plain", "", "location: " + elsewhere.url());
            })) {
          var failure = failure(ask(provider, true));
          assertEquals(FailureClass.SERVER_ERROR, failure.kind());
          assertTrue(failure.message().contains("never followed"), failure.message());
        }
      }
      assertEquals(0, elsewhere.connections());
    }
  }

  @Test
  void errorAsFirstEventIsNoAnswer() throws Exception {
    try (var provider = new FakeProvider(line -> stream(line, "start", "ping", "error"))) {
      assertEquals(FailureClass.OVERLOADED, failure(ask(provider, true)).kind());
    }
  }

  @Test
  void errorAfterTextEndsTheAnswer() throws Exception {
    for (String trouble : List.of("error", "broken", "bug")) {
      try (var provider = new FakeProvider(line -> stream(line, "a", trouble, "b", "[DONE]"));
          var answer = arriving(ask(provider, true))) {
        assertEquals(List.of(new ReplyEvent.TextDelta("a")), answer.next().get().events());
        assertInstanceOf(ReplyEvent.Failed.class, answer.next().get().events().getFirst());
        assertTrue(answer.next().isEmpty());
      }
    }
  }

  @Test
  void cleanEndWithoutEndMarkIsInterrupted() throws Exception {
    try (var provider = new FakeProvider(line -> stream(line, "a", "b"));
        var answer = arriving(ask(provider, true))) {
      var failed = lastFailure(answer);
      assertEquals(FailureClass.INTERRUPTED, failed.kind());
      assertTrue(failed.billed());
      assertEquals(
          "Provider fake ended the stream without finishing the answer.", failed.message());
    }
  }

  @Test
  void streamCutAfterEveryByteIsNeverTakenForWhole() throws Exception {
    String body = "data: start\n\ndata: a\n\n: x\n\ndata: end\n\ndata: [DONE]\n\n";
    byte[] bytes =
        ("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
                + Integer.toHexString(body.length())
                + "\r\n"
                + body
                + "\r\n0\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8);
    int whole = new String(bytes, StandardCharsets.UTF_8).indexOf("[DONE]\n\n") + 8;
    var cut = new AtomicInteger();
    try (var provider =
        new FakeProvider(line -> {
          line.request();
          line.send(java.util.Arrays.copyOf(bytes, cut.get()));
        })) {
      for (int at = 0; at < bytes.length; at++) {
        cut.set(at);
        var ends = outcome(ask(provider, true));
        assertEquals(at >= whole, ends.isEmpty(), "cut after byte " + at + ": " + ends);
        ends.ifPresent(failure -> assertTrue(failure.billed()));
      }
    }
  }

  private static Optional<Failure> outcome(UpstreamAnswer answer) {
    if (answer instanceof UpstreamAnswer.Failed failed) {
      return Optional.of(failed.failure());
    }
    try (var arriving = arriving(answer)) {
      return all(arriving).stream()
          .filter(ReplyEvent.Failed.class::isInstance)
          .map(event -> ((ReplyEvent.Failed) event).failure())
          .findFirst();
    }
  }

  @Test
  void endlessStreamEndsByItsLimit() throws Exception {
    try (var provider = new FakeProvider(line -> forever(line, "data: word\n\n"));
        var answer = arriving(ask(provider, true))) {
      var failed = lastFailure(answer);
      assertEquals(FailureClass.INTERRUPTED, failed.kind());
      assertEquals("Provider fake sent a stream of more than 100000 bytes.", failed.message());
    }
  }

  @Test
  void endlessEventEndsByItsLimit() throws Exception {
    try (var provider = new FakeProvider(line -> forever(line, "x"))) {
      assertTrue(failure(ask(provider, true)).message().contains("an event of more than 10000"));
    }
  }

  @Test
  void endlessStreamWithoutContentIsNotHeld() throws Exception {
    try (var provider = new FakeProvider(line -> forever(line, "data: start\n\n"))) {
      assertEquals(
          "Provider fake sent a long answer without any content.",
          failure(ask(provider, true)).message());
    }
  }

  private static void forever(FakeProvider.Line line, String text) throws IOException {
    line.request();
    line.beginStream();
    while (true) {
      line.chunk(text);
    }
  }

  @Test
  void silenceBeforeTheFirstTokenIsTimeout() throws Exception {
    try (var provider =
        new FakeProvider(line -> {
          line.request();
          line.beginStream();
          line.event("start");
          line.chunk(": ping\n\n");
          line.event("ping");
          line.stall();
        })) {
      var asking = async(() -> ask(provider, true));
      provider.requests.poll(20, TimeUnit.SECONDS);
      var failure = failure(late(provider, asking, Duration.ofSeconds(11)));
      assertEquals(FailureClass.TIMEOUT, failure.kind());
      assertTrue(failure.billed());
      assertEquals("Provider fake sent nothing within 20 s.", failure.message());
      assertEquals(1, pings.get(), "told of silence once, after 11 seconds");
      assertTrue(provider.leftByClient.await(20, TimeUnit.SECONDS));
    }
  }

  @Test
  void silenceInTheAnswerIsTimeoutThoughThereAreSignsOfLife() throws Exception {
    try (var provider =
            new FakeProvider(line -> {
              line.request();
              line.beginStream();
              line.event("a");
              line.chunk(": ping\n\n");
              line.event("ping");
              line.stall();
            });
        var answer = arriving(ask(provider, true))) {
      var reading = async(() -> lastFailure(answer));
      var failure = late(provider, reading, Duration.ofSeconds(2));
      assertEquals(FailureClass.TIMEOUT, failure.kind());
      assertEquals("Provider fake sent nothing for 5 s in its answer.", failure.message());
      assertEquals(0, pings.get());
    }
  }

  @Test
  void slowReaderIsNoSilenceOfTheProvider() throws Exception {
    try (var provider = new FakeProvider(line -> stream(line, "a", "b", "end", "[DONE]"));
        var answer = arriving(ask(provider, true))) {
      answer.next();
      nanos.addAndGet(Duration.ofSeconds(30).toNanos());
      watch.tick();
      assertEquals("b", texts(answer));
    }
  }

  @Test
  void slowDripEndsAtTheTotalDeadline() throws Exception {
    try (var provider = new FakeProvider(line -> forever(line, "data: a\n\n"));
        var answer = arriving(ask(provider, true))) {
      Optional<Failure> failure = Optional.empty();
      for (int i = 0; i < 100 && failure.isEmpty(); i++) {
        failure = failureIn(answer.next().orElseThrow());
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        watch.tick();
      }
      assertEquals(FailureClass.TIMEOUT, failure.orElseThrow().kind());
      assertEquals("Provider fake did not finish within 60 s.", failure.get().message());
    }
  }

  private static Optional<Failure> failureIn(UpstreamAnswer.Piece piece) {
    return piece.events().stream()
        .filter(ReplyEvent.Failed.class::isInstance)
        .map(event -> ((ReplyEvent.Failed) event).failure())
        .findFirst();
  }

  @Test
  void streamThatIsWholeButNeverClosedIsWhole() throws Exception {
    try (var provider =
            new FakeProvider(line -> {
              line.request();
              line.beginStream();
              line.event("a");
              line.event("end");
              line.event("[DONE]");
              line.stall();
            });
        var answer = arriving(ask(provider, true))) {
      assertEquals("a", late(provider, async(() -> texts(answer)), Duration.ofSeconds(1)));
    }
  }

  @Test
  void interruptEndsTheWaitAndClosesTheConnection() throws Exception {
    for (boolean virtual : new boolean[] {true, false}) {
      try (var real = new LiveUpstream(Map.of());
          var provider =
              new FakeProvider(line -> {
                line.request();
                line.stall();
              })) {
        var asking = new FutureTask<>(() -> real.ask(call(provider.url(), true)));
        var thread = start(asking, virtual);
        provider.requests.poll(20, TimeUnit.SECONDS);
        thread.interrupt();
        var failure = failure(asking.get(20, TimeUnit.SECONDS));
        assertEquals(FailureClass.INTERRUPTED, failure.kind());
        assertTrue(failure.billed());
        assertTrue(provider.leftByClient.await(20, TimeUnit.SECONDS));
      }
    }
  }

  @Test
  void interruptInTheAnswerClosesTheConnection() throws Exception {
    for (boolean virtual : new boolean[] {true, false}) {
      try (var real = new LiveUpstream(Map.of());
          var provider =
              new FakeProvider(line -> {
                line.request();
                line.beginStream();
                line.event("a");
                line.stall();
              })) {
        var begun = new CompletableFuture<Boolean>();
        Callable<Failure> read =
            () -> {
              try (var answer = arriving(real.ask(call(provider.url(), true)))) {
                begun.complete(true);
                return lastFailure(answer);
              }
            };
        var reading = new FutureTask<>(read);
        var thread = start(reading, virtual);
        begun.get(20, TimeUnit.SECONDS);
        thread.interrupt();
        assertEquals(FailureClass.INTERRUPTED, reading.get(20, TimeUnit.SECONDS).kind());
        assertTrue(provider.leftByClient.await(20, TimeUnit.SECONDS));
      }
    }
  }

  private static Thread start(Runnable task, boolean virtual) {
    return virtual ? Thread.startVirtualThread(task) : Thread.ofPlatform().start(task);
  }

  @Test
  void closingEarlyClosesTheConnection() throws Exception {
    try (var provider =
        new FakeProvider(line -> {
          line.request();
          line.beginStream();
          line.event("a");
          line.stall();
        })) {
      arriving(ask(provider, true)).close();
      assertTrue(provider.leftByClient.await(20, TimeUnit.SECONDS));
    }
  }

  @Test
  void hundredStreamsAtOnceDoNotMixUp() throws Exception {
    try (var provider =
        new FakeProvider(line -> {
          while (true) {
            String request = line.request();
            stream(line, request.substring(request.lastIndexOf('\n') + 1), "end", "[DONE]");
          }
        })) {
      var asked = new ArrayList<FutureTask<String>>();
      for (int i = 0; i < 100; i++) {
        asked.add(async(() -> texts(arriving(ask(provider, true)))));
      }
      for (var each : asked) {
        assertEquals("{\"ask\":1}", each.get(20, TimeUnit.SECONDS));
      }
    }
    watch.tick();
  }

  @Test
  void rawBytesOfStreamAreThoseOfTheProvider() throws Exception {
    String events = "data: a\n\n: note\n\nevent: x\ndata: b\r\n\r\ndata: end\n\ndata: [DONE]\n\n";
    try (var provider =
            new FakeProvider(line -> {
              line.request();
              line.beginStream();
              line.chunk(events);
              line.endStream();
            });
        var answer = arriving(ask(provider, true))) {
      var out = new java.io.ByteArrayOutputStream();
      for (var piece = answer.next(); piece.isPresent(); piece = answer.next()) {
        out.writeBytes(piece.get().raw());
      }
      assertArrayEquals(events.getBytes(StandardCharsets.UTF_8), out.toByteArray());
    }
  }

  @Test
  void whatComesAfterTheEndMarkIsNotPassedOn() throws Exception {
    try (var provider =
            new FakeProvider(line -> {
              line.request();
              line.beginStream();
              line.chunk("data: a\n\ndata: [DONE]\n\ndata: b\n\n: late\n\ndata: error\n\n");
              line.stall();
            });
        var answer = arriving(ask(provider, true))) {
      var out = new StringBuilder();
      for (var piece = answer.next(); piece.isPresent(); piece = answer.next()) {
        out.append(new String(piece.get().raw(), StandardCharsets.UTF_8));
      }
      assertEquals("data: a\n\ndata: [DONE]\n\n", out.toString());
      assertTrue(provider.leftByClient.await(20, TimeUnit.SECONDS));
    }
  }

  /// A stream of these events, whether or not its request was read already.
  private static void stream(FakeProvider.Line line, String... events) throws IOException {
    if (!events[0].startsWith("{")) {
      line.request();
    }
    line.beginStream();
    for (String event : events) {
      line.event(event);
    }
    line.endStream();
  }

  private static <T> FutureTask<T> async(Callable<T> work) {
    var task = new FutureTask<>(work);
    Thread.startVirtualThread(task);
    return task;
  }

  /// Lets the clock go on in steps, once the provider has said all, until the work is done.
  private <T> T late(FakeProvider provider, FutureTask<T> work, Duration step) throws Exception {
    assertTrue(provider.stalled.await(20, TimeUnit.SECONDS));
    for (int i = 0; i < 100; i++) {
      try {
        return work.get(100, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        nanos.addAndGet(step.toNanos());
        watch.tick();
      }
    }
    throw new AssertionError("no deadline ended it");
  }

  private UpstreamAnswer ask(FakeProvider provider, boolean stream) {
    return upstream.ask(call(provider.url(), stream));
  }

  private UpstreamCall call(String url, boolean stream) {
    return call(url, stream, Signing.BEARER, Map.of());
  }

  private UpstreamCall call(
      String url, boolean stream, Signing signing, Map<String, String> headers) {
    var provider =
        new Provider(
            "fake",
            "Fake",
            url,
            "plain",
            Optional.of(signing),
            Optional.empty(),
            Set.of(),
            Provider.Reach.CLOUD,
            Optional.empty(),
            List.of());
    byte[] body = "{\"ask\":1}".getBytes(StandardCharsets.UTF_8);
    return new UpstreamCall(
        "fast",
        provider,
        url,
        Optional.of(Secret.of(KEY)),
        new PlainSide(),
        new ProviderCall("/v1/chat", headers, body, true, List.of()),
        ChatRequest.ofText("m", "Hello").withStream(stream, false),
        ModelCard.unknown("fake", "m"),
        new UpstreamCall.Deadlines(
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            Duration.ofSeconds(10)),
        pings::incrementAndGet);
  }

  private static UpstreamAnswer.Arriving arriving(UpstreamAnswer answer) {
    return assertInstanceOf(UpstreamAnswer.Arriving.class, answer, answer::toString);
  }

  private static Failure failure(UpstreamAnswer answer) {
    return assertInstanceOf(UpstreamAnswer.Failed.class, answer).failure();
  }

  private static List<ReplyEvent> all(UpstreamAnswer.Arriving answer) {
    var events = new ArrayList<ReplyEvent>();
    for (var piece = answer.next(); piece.isPresent(); piece = answer.next()) {
      events.addAll(piece.get().events());
    }
    return events;
  }

  private static String texts(UpstreamAnswer.Arriving answer) {
    try (answer) {
      return all(answer).stream()
          .map(event -> event instanceof ReplyEvent.TextDelta text ? text.text() : "")
          .collect(Collectors.joining());
    }
  }

  private static Failure lastFailure(UpstreamAnswer.Arriving answer) {
    var events = all(answer);
    return assertInstanceOf(ReplyEvent.Failed.class, events.getLast()).failure();
  }
}
