package io.signalbox.engine.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who may stay when all places are taken.
@Timeout(120)
final class ConnectionLimitTest {
  private static final int PLACES = 48;
  private static final String QUESTION =
      "{\"model\":\"main\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

  private final FakeGateway gateway = new FakeGateway();
  private final ProxyServer server = door(Duration.ofSeconds(30));
  private final List<RawClient> clients = new ArrayList<>();

  private ProxyServer door(Duration headerTime) {
    var settings = ProxySettings.local(0).limited(1 << 20, PLACES);
    return ProxyServer.start(settings.patient(headerTime, 1_024, Duration.ofSeconds(30)), gateway);
  }

  @AfterEach
  void close() throws IOException {
    for (RawClient client : clients) {
      client.close();
    }
    server.close();
  }

  private RawClient client() throws IOException {
    var client = new RawClient(server.port());
    clients.add(client);
    return client;
  }

  private String chat() {
    return RawClient.chat(server.port(), QUESTION);
  }

  private RawClient served() throws IOException {
    var client = client().send(chat());
    assertEquals(200, client.reply().status());
    return client;
  }

  private void crowd(int size, String text) throws IOException {
    for (int i = 0; i < size; i++) {
      client().send(text);
    }
  }

  @Test
  void silentClientsWithoutKeyKeepNoPlaces() throws IOException {
    crowd(200, "");
    for (int i = 0; i < PLACES; i++) {
      served();
    }
  }

  @Test
  void halfHeadersAndRefusedClientsKeepNoPlaces() throws IOException {
    crowd(100, "GET / HT");
    crowd(100, chat().replace(FakeGateway.KEY, "wrong"));
    served();
  }

  @Test
  void closesOldestIdleConnectionsWithoutKeyFirst() throws IOException {
    var first = client();
    var known = served();
    crowd(PLACES + 5, "");
    assertTrue(first.isClosed());
    assertEquals(200, known.send(chat()).reply().status());
  }

  @Test
  void healthCheckIsNoKey() throws IOException {
    var health = client().send(RawClient.get("/healthz", "Host: 127.0.0.1:" + server.port()));
    assertEquals(200, health.reply().status());
    for (int i = 0; i < 5; i++) {
      crowd(PLACES + 5, "");
      served();
    }
    assertTrue(health.isClosed());
  }

  @Test
  void lastServedConnectionWithKeyStaysOpen() throws IOException {
    var all = new ArrayList<RawClient>();
    for (int i = 0; i < PLACES; i++) {
      all.add(served());
    }
    assertEquals(200, all.getFirst().send(chat()).reply().status());
    served();
    assertEquals(200, all.getFirst().send(chat()).reply().status());
  }

  @Test
  void connectionWithRequestInProgressStaysOpen() throws Exception {
    var go = new CountDownLatch(1);
    gateway.answering((inquiry, sink) -> {
      go.await();
      return FakeGateway.hello(inquiry, sink);
    });
    var waiting = new ArrayList<RawClient>();
    for (int i = 0; i < PLACES + 4; i++) {
      waiting.add(client().send(chat()));
      gateway.asked.take();
    }
    crowd(50, "");
    go.countDown();
    for (RawClient each : waiting) {
      assertEquals(200, each.reply().status());
    }
  }

  @Test
  void silentConnectionIsClosed() throws IOException {
    try (var strict = door(Duration.ofMillis(300));
        var silent = new RawClient(strict.port());
        var late = new RawClient(strict.port()).send("G")) {
      assertTrue(silent.isClosed());
      assertTrue(late.isClosed());
    }
  }

  @Test
  void thereAreNeverMorePlacesThanTheSystemHasFilesFor() {
    var settings = ProxySettings.local(0).limited(1 << 20, Integer.MAX_VALUE);
    int places = OpenFiles.places(settings);
    assertTrue(places >= 8 && places < Integer.MAX_VALUE, "places " + places);
    assertEquals(12, OpenFiles.places(settings.limited(1 << 20, 12)));
  }
}
