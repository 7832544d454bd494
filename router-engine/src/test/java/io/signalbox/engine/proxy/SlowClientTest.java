package io.signalbox.engine.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.exchange.IncomingRequest;
import io.signalbox.engine.exchange.ReplySink;
import io.signalbox.engine.spi.ClientError;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/// Clients that are slow, disconnect or close. It reads the log of the whole process.
@Isolated
@Timeout(120)
final class SlowClientTest {
  private static final String QUESTION =
      "{\"model\":\"main\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
  private static final String STREAM = QUESTION.replace("{\"model\"", "{\"stream\":true,\"model\"");

  private final FakeGateway gateway = new FakeGateway();
  private final ProxyServer server =
      ProxyServer.start(
          ProxySettings.local(0)
              .patient(Duration.ofMillis(400), 1_024, Duration.ofMillis(600))
              .limited(1 << 20, 64),
          gateway);

  @AfterEach
  void close() {
    server.close();
  }

  private RawClient client() throws IOException {
    return client(server);
  }

  private static RawClient client(ProxyServer door) throws IOException {
    return new RawClient(door.port());
  }

  private String chat(String... headers) {
    return RawClient.chat(server.port(), QUESTION, headers);
  }

  @Test
  void halfHeaderIsNotWaitedForLongerThanItsDeadline() throws IOException {
    try (var slow = client().send("GET / HTTP/1.1\r\nHost: 127")) {
      assertTrue(slow.isClosed());
    }
  }

  @Test
  void drippedHeaderGetsNoLongerDeadline() throws Exception {
    try (var slow = client()) {
      slow.send("GET / HTTP/1.1\r\n");
      var dripping = Thread.ofVirtual().start(() -> drip(slow));
      assertTrue(slow.isClosed());
      dripping.join();
    }
  }

  private static void drip(RawClient slow) {
    try {
      var never = new CountDownLatch(1);
      while (!never.await(50, TimeUnit.MILLISECONDS)) {
        slow.send("X-A: b\r\n");
      }
    } catch (IOException | InterruptedException e) {
      // It was hung up on, as it should be.
      return;
    }
  }

  @Test
  void stalledBodyClosesConnection() throws IOException {
    try (var slow = client()) {
      String whole = chat();
      slow.send(whole.substring(0, whole.length() - 10));
      assertTrue(slow.isClosed());
    }
    assertTrue(gateway.asked.isEmpty());
  }

  @Test
  void idleConnectionStaysOpenBetweenRequests() throws Exception {
    try (var client = client()) {
      assertEquals(200, client.send(chat()).reply().status());
      assertFalse(new CountDownLatch(1).await(900, TimeUnit.MILLISECONDS));
      assertEquals(200, client.send(chat()).reply().status());
    }
  }

  @Test
  void connectionClosesAfterTheReplyWhenTheClientWantsIt() throws IOException {
    try (var client = client()) {
      var reply = client.send(chat("Connection: close")).reply();
      assertEquals(200, reply.status());
      assertEquals("close", reply.header("connection"));
      assertTrue(client.isClosed());
    }
  }

  @Test
  void pipelinedRequestsAreAnsweredInOrder() throws IOException {
    try (var client = client()) {
      client.send(chat() + RawClient.get("/healthz", "Host: 127.0.0.1:" + server.port()));
      assertTrue(client.reply().body().contains("Hello"));
      assertTrue(client.reply().body().contains("ok"));
    }
  }

  @Test
  void requestThatComesWhileTheFirstIsAnsweredIsNotLost() throws Exception {
    var go = new CountDownLatch(1);
    gateway.answering((inquiry, sink) -> {
      go.await();
      return FakeGateway.hello(inquiry, sink);
    });
    try (var client = client().send(chat())) {
      gateway.asked.take();
      assertFalse(go.await(900, TimeUnit.MILLISECONDS));
      client.send(chat());
      assertFalse(go.await(100, TimeUnit.MILLISECONDS));
      go.countDown();
      assertEquals(200, client.reply().status());
      assertEquals(200, client.reply().status());
    }
    assertTrue(gateway.left.isEmpty());
  }

  @Test
  void disconnectIsNoticedWhileWaitingForProvider() throws Exception {
    gateway.answering(SlowClientTest::silence);
    try (var client = client().send(chat())) {
      gateway.asked.take();
    }
    assertEquals("left", gateway.left.poll(60, TimeUnit.SECONDS));
  }

  @Test
  void resetIsNoticedWhileWaitingForProvider() throws Exception {
    gateway.answering(SlowClientTest::silence);
    try (var client = client().send(chat())) {
      gateway.asked.take();
      client.reset();
    }
    assertEquals("left", gateway.left.poll(60, TimeUnit.SECONDS));
  }

  @Test
  void disconnectIsNoticedInTheMiddleOfAStream() throws Exception {
    gateway.answering((inquiry, sink) -> {
      sink.begin(FakeGateway.beginning(false));
      sink.take(List.of(new ReplyEvent.TextDelta("Once")), new byte[0]);
      return silence(inquiry, sink);
    });
    try (var client = client().send(RawClient.chat(server.port(), STREAM))) {
      for (String line = client.line(); !line.contains("Once"); ) {
        line = client.line();
      }
    }
    assertEquals("left", gateway.left.poll(60, TimeUnit.SECONDS));
  }

  @Test
  void unreadStreamClosesConnection() throws Exception {
    gateway.answering((inquiry, sink) -> {
      sink.begin(FakeGateway.beginning(false));
      var piece = List.<ReplyEvent>of(new ReplyEvent.TextDelta("and so on ".repeat(100_000)));
      while (true) {
        sink.take(piece, new byte[0]);
      }
    });
    try (var client = client().send(RawClient.chat(server.port(), STREAM))) {
      assertEquals("left", gateway.left.poll(60, TimeUnit.SECONDS));
      assertEquals("HTTP/1.1 200 OK", client.line());
    }
  }

  @Test
  void unreadWholeAnswerClosesConnection() throws Exception {
    gateway.answering((inquiry, sink) -> {
      sink.begin(FakeGateway.beginning(false));
      var piece = List.<ReplyEvent>of(new ReplyEvent.TextDelta("and so on ".repeat(2_000_000)));
      sink.take(piece, new byte[0]);
      sink.end(FakeGateway.ending());
      return Optional.empty();
    });
    try (var client = client().send(chat())) {
      assertEquals("left", gateway.left.poll(60, TimeUnit.SECONDS));
      assertEquals("HTTP/1.1 200 OK", client.line());
    }
  }

  @Test
  void keepAlivesToUnreadStreamBlockNoOtherClient() throws Exception {
    var told = new CountDownLatch(1);
    gateway
        .withLongSigns()
        .answering((inquiry, sink) -> {
          sink.silent();
          sink.silent();
          told.countDown();
          return silence(inquiry, sink);
        });
    var patient = ProxySettings.local(0);
    try (var door = ProxyServer.start(patient, gateway);
        var client = client(door).send(RawClient.chat(door.port(), STREAM))) {
      assertTrue(told.await(60, TimeUnit.SECONDS));
      assertEquals("HTTP/1.1 200 OK", client.line(), "a sign was given");
      client.reset();
      assertEquals("left", gateway.left.poll(60, TimeUnit.SECONDS));
    }
  }

  @Test
  void answerWaitsForTheSignOfLifeThatIsBeingGiven() throws Exception {
    var begun = new CountDownLatch(1);
    gateway
        .withLongSigns()
        .answering((inquiry, sink) -> {
          sink.silent();
          begun.await();
          return FakeGateway.hello(inquiry, sink);
        });
    try (var door = ProxyServer.start(ProxySettings.local(0), gateway);
        var client = client(door).send(RawClient.chat(door.port(), STREAM))) {
      for (String line = client.line(); !line.isEmpty(); ) {
        line = client.line();
      }
      begun.countDown();
      assertTrue(client.chunk().matches(": z+\n\n"));
      assertTrue(client.chunk().startsWith("data: "));
    }
  }

  private static Optional<ClientError> silence(IncomingRequest inquiry, ReplySink sink)
      throws InterruptedException {
    new CountDownLatch(1).await();
    return Optional.empty();
  }

  @Test
  void leavingIsNothingToWarnOf() throws Exception {
    var warnings = new java.util.concurrent.LinkedBlockingQueue<String>();
    var ear = new Ear(warnings);
    Logger root = Logger.getLogger("");
    root.addHandler(ear);
    try {
      client().send("GET / HTTP/1.1\r\nHost: 127").close();
      client().send("GET / HTTP/1.1\r\nHost: 127").reset();
      client().send(chat().substring(0, 200)).close();
      client().send(chat().substring(0, 200)).reset();
      client().close();
      disconnectIsNoticedWhileWaitingForProvider();
      disconnectIsNoticedInTheMiddleOfAStream();
      assertEquals(List.of(), List.copyOf(warnings));
    } finally {
      root.removeHandler(ear);
    }
  }

  private static final class Ear extends Handler {
    private final java.util.Queue<String> heard;

    Ear(java.util.Queue<String> heard) {
      this.heard = heard;
    }

    @Override
    public void publish(LogRecord record) {
      if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
        heard.add(record.getLoggerName() + ": " + record.getMessage() + " " + record.getThrown());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
