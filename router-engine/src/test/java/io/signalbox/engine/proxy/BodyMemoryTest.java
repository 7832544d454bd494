package io.signalbox.engine.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Many large bodies at once: each waits for its turn or is told to come again.
@Timeout(120)
final class BodyMemoryTest {
  private static final int LARGE = 100_000;
  private static final String QUESTION =
      "{\"model\":\"main\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\""
          + "x".repeat(LARGE)
          + "\"}]}";
  private static final int ROOM = BodyMemory.WHILE_READ * (LARGE + 10_000);

  private final CountDownLatch go = new CountDownLatch(1);
  private final FakeGateway gateway =
      new FakeGateway()
          .answering((inquiry, sink) -> {
            go.await();
            return FakeGateway.hello(inquiry, sink);
          });
  private ProxyServer server = door(Duration.ofMillis(50));

  @AfterEach
  void close() {
    go.countDown();
    server.close();
  }

  private ProxyServer door(Duration patience) {
    return ProxyServer.start(ProxySettings.local(0), gateway, new BodyMemory(ROOM, patience));
  }

  private RawClient send(String path, String... headers) throws IOException {
    String request = RawClient.chat(server.port(), QUESTION, headers);
    return new RawClient(server.port()).send(request.replace("/v1/chat/completions", path));
  }

  private RawClient chunked() throws IOException {
    String head =
        RawClient.chat(server.port(), "")
            .replace("Content-Length: 0", "Transfer-Encoding: chunked");
    String chunk = Integer.toHexString(QUESTION.length()) + "\r\n" + QUESTION + "\r\n0\r\n\r\n";
    return new RawClient(server.port()).send(head + chunk);
  }

  private static void assertCrowded(RawClient.Reply reply, int status) {
    assertEquals(status, reply.status(), reply.body());
    assertEquals("5", reply.header("retry-after"));
    assertTrue(reply.body().contains("too many large requests"), reply.body());
  }

  @Test
  void bodiesWithoutMemoryGetRetryAfterInTheirDialect() throws Exception {
    try (var first = send("/v1/chat/completions")) {
      gateway.asked.take();
      try (var second = send("/v1/chat/completions");
          var third = send("/v1/messages");
          var counted = send("/v1/messages/count_tokens");
          var growing = chunked()) {
        assertCrowded(second.reply(), 503);
        var messages = third.reply();
        assertTrue(messages.body().startsWith("{\"type\":\"error\""), messages.body());
        assertCrowded(messages, messages.status());
        assertTrue(messages.status() == 503 || messages.status() == 529);
        assertTrue(counted.reply().status() >= 503);
        assertCrowded(growing.reply(), 503);
      }
      assertTrue(gateway.asked.isEmpty());
      go.countDown();
      assertEquals(200, first.reply().status());
      assertEquals(200, first.send(RawClient.chat(server.port(), QUESTION)).reply().status());
    }
  }

  @Test
  void bodiesWaitForTheirTurn() throws Exception {
    server.close();
    server = door(Duration.ofSeconds(20));
    try (var first = send("/v1/chat/completions")) {
      gateway.asked.take();
      try (var second = send("/v1/chat/completions");
          var third = chunked()) {
        go.countDown();
        assertEquals(200, first.reply().status());
        assertEquals(200, second.reply().status());
        assertEquals(200, third.reply().status());
      }
    }
  }

  @Test
  void bodyThatIsLargerThanAllMemoryFindsRoomAlone() {
    var memory = new BodyMemory(1 << 20, Duration.ofMillis(1));
    try (var share = memory.share()) {
      assertTrue(share.reads(1L << 40));
      try (var other = memory.share()) {
        assertFalse(other.reads(1));
      }
    }
    try (var again = memory.share()) {
      assertTrue(again.reads(1 << 16));
      again.answers(1 << 16);
      assertTrue(again.reads(1 << 16));
    }
  }
}
