package io.signalbox.engine.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.proxy.RawClient.Reply;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who is let in.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ClientApiTest {
  private static final String QUESTION =
      "{\"model\":\"main\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
  private static final String KEY = "Authorization: Bearer " + FakeGateway.KEY;
  private static final String PAGE = "https://app.example";

  private final FakeGateway gateway = new FakeGateway();
  private final ProxyServer server =
      ProxyServer.start(
          ProxySettings.local(0)
              .allowing(Set.of("box.internal"), Set.of(PAGE))
              .limited(100_000, 64),
          gateway);

  @AfterAll
  void close() {
    server.close();
  }

  @BeforeEach
  void forget() {
    gateway.asked.clear();
    gateway.keysLookedUp.set(0);
  }

  private Reply reply(String request) throws IOException {
    try (var client = new RawClient(server.port()).send(request)) {
      return client.reply();
    }
  }

  private String host() {
    return "Host: 127.0.0.1:" + server.port();
  }

  private Reply models(String... headers) throws IOException {
    return reply(RawClient.get("/v1/models", headers));
  }

  private void assertRefused(int status, String code, Reply reply) {
    assertEquals(status, reply.status());
    assertTrue(reply.body().startsWith("{\"error\":{"), reply.body());
    assertTrue(reply.body().contains("\"code\":\"" + code + "\""), reply.body());
    assertEquals("application/json", reply.header("content-type"));
    assertTrue(reply.header("x-request-id").startsWith("req_"), reply.toString());
    assertTrue(gateway.asked.isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "LOCALHOST", "[::1]", "box.internal"})
  void ownHostNamesAreAnswered(String name) throws IOException {
    assertEquals(200, models("Host: " + name + ":" + server.port(), KEY).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.test",
        "evil.test:PORT",
        "localhost.evil.test:PORT",
        "127.0.0.1.evil.test:PORT",
        "localhost",
        "127.0.0.1",
        "127.0.0.1:1",
        "[::1]",
        "2130706433:PORT",
        "0x7f000001:PORT",
        "127.1:PORT",
        "0.0.0.0:PORT",
        "[::ffff:127.0.0.1]:PORT",
        "localhost.:PORT",
        "box.internal"
      })
  void otherNamesAreNot(String name) throws IOException {
    String host = "Host: " + name.replace("PORT", Integer.toString(server.port()));
    assertRefused(421, "misdirected_request", models(host, KEY));
    assertRefused(421, "misdirected_request", models(host, KEY, "Origin: http://" + name));
    assertEquals(421, reply(RawClient.get("/", host)).status());
    assertEquals(421, reply(RawClient.get("/healthz", host)).status());
    assertEquals(0, gateway.keysLookedUp.get());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Host:", "Host: a b:1", "X: y", "Host: x:1\r\nHost: y:2"})
  void missingOrDoubleHostIsNoRequest(String host) throws IOException {
    var reply = models(host, KEY);
    assertEquals(400, reply.status());
    assertEquals("close", reply.header("connection"));
  }

  @Test
  void wholeAddressInTheRequestLineIsRefusedWhateverItsHost() throws IOException {
    String own = "127.0.0.1:" + server.port();
    assertRefused(
        421,
        "misdirected_request",
        reply(RawClient.get("http://evil.test/v1/models", host(), KEY)));
    assertEquals(
        421, reply(RawClient.get("http://" + own + "/v1/models", "Host: evil.test", KEY)).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.test",
        "null",
        "http://127.0.0.1:PORT",
        "https://app.example.evil.test"
      })
  void webPagesThatAreNotListedAreRefused(String origin) throws IOException {
    String header = "Origin: " + origin.replace("PORT", Integer.toString(server.port()));
    var reply = models(host(), KEY, header);
    assertRefused(403, "origin_not_allowed", reply);
    assertFalse(reply.hasCorsHeader());
  }

  @ParameterizedTest
  @CsvSource({"cross-site,403", "same-site,403", "Cross-Site,403", "same-origin,200", "none,200"})
  void requestsThatBrowsersMarkAsForeignAreRefused(String site, int status) throws IOException {
    assertEquals(status, models(host(), KEY, "Sec-Fetch-Site: " + site).status());
  }

  @Test
  void listedOriginGetsCorsHeaders() throws IOException {
    var reply = models(host(), KEY, "Origin: " + PAGE, "Sec-Fetch-Site: cross-site");
    assertEquals(200, reply.status());
    assertEquals(PAGE, reply.header("access-control-allow-origin"));
    assertEquals("Origin", reply.header("vary"));
    assertTrue(reply.header("access-control-expose-headers").contains("x-request-id"));
    assertEquals("", reply.header("access-control-allow-credentials"));
  }

  @Test
  void preflightOfAListedPageReflectsWhatItWantsToSend() throws IOException {
    var reply =
        reply(
            "OPTIONS /v1/chat/completions HTTP/1.1\r\n"
                + host()
                + "\r\nOrigin: "
                + PAGE
                + "\r\nAccess-Control-Request-Method: POST"
                + "\r\nAccess-Control-Request-Headers: authorization,x-stainless-os\r\n\r\n");
    assertEquals(204, reply.status());
    assertEquals(PAGE, reply.header("access-control-allow-origin"));
    assertEquals("authorization,x-stainless-os", reply.header("access-control-allow-headers"));
    assertEquals("GET, POST", reply.header("access-control-allow-methods"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/healthz",
        "/v1/models",
        "/v1/models/main",
        "/v1/chat/completions",
        "/nowhere"
      })
  void nothingIsSharedWithPagesThatAreNotListed(String path) throws IOException {
    for (String method : new String[] {"GET", "POST", "OPTIONS", "PUT"}) {
      var reply =
          reply(
              method
                  + " "
                  + path
                  + " HTTP/1.1\r\n"
                  + host()
                  + "\r\n"
                  + KEY
                  + "\r\nContent-Length: 0\r\n\r\n");
      assertFalse(reply.hasCorsHeader(), reply.toString());
      var foreign =
          reply(
              method
                  + " "
                  + path
                  + " HTTP/1.1\r\n"
                  + host()
                  + "\r\nOrigin: https://evil.test\r\n\r\n");
      assertEquals(403, foreign.status());
      assertFalse(foreign.hasCorsHeader(), foreign.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "",
        "application/jsonp"
      })
  void bodiesOfOtherTypesAreNotRead(String type) throws IOException {
    String header = type.isEmpty() ? "X-No: type" : "Content-Type: " + type;
    assertRefused(
        415,
        "unsupported_media_type",
        reply(
            "POST /v1/chat/completions HTTP/1.1\r\n"
                + host()
                + "\r\n"
                + KEY
                + "\r\n"
                + header
                + "\r\nContent-Length: "
                + QUESTION.length()
                + "\r\n\r\n"
                + QUESTION));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "br", "zstd", "identity, gzip"})
  void packedBodiesAreNotUnpacked(String encoding) throws IOException {
    var request = RawClient.chat(server.port(), QUESTION, "Content-Encoding: " + encoding);
    assertRefused(415, "unsupported_encoding", reply(request));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization: Bearer ",
        "authorization: bearer ",
        "x-api-key: ",
        "X-Goog-Api-Key: ",
        "api-key: "
      })
  void keyMayComeInAnyHeaderThatClientsUse(String header) throws IOException {
    assertEquals(200, models(host(), header + FakeGateway.KEY).status());
    // At this address the header of Google's clients asks for their words, too.
    String word = header.startsWith("X-Goog") ? "API_KEY_INVALID" : "invalid_api_key";
    Reply wrong = models(host(), header + "wrong");
    assertEquals(401, wrong.status());
    assertTrue(wrong.body().contains(word), wrong.body());
  }

  @Test
  void wrongKeyIsRefusedBeforeTheBodyIsRead() throws IOException {
    String request = RawClient.chat(server.port(), QUESTION).replace(FakeGateway.KEY, "wrong");
    String header = request.substring(0, request.indexOf("{"));
    try (var client = new RawClient(server.port()).send(header)) {
      var reply = client.reply();
      assertRefused(401, "invalid_api_key", reply);
      assertEquals("close", reply.header("connection"));
      client.send(QUESTION).endOutput();
      assertTrue(client.isClosed());
    }
  }

  @Test
  void bodyThatWasRefusedIsNeverTakenForAnotherRequest() throws IOException {
    String smuggled = RawClient.chat(server.port(), QUESTION);
    String request = RawClient.chat(server.port(), smuggled).replaceFirst(FakeGateway.KEY, "wrong");
    try (var client = new RawClient(server.port()).send(request)) {
      assertEquals(401, client.reply().status());
      assertTrue(client.isClosed());
    }
    assertTrue(gateway.asked.isEmpty());
  }

  @Test
  void rootAddressNeedsNoKey() throws IOException {
    assertEquals("Signalbox\n", reply(RawClient.get("/", host())).body());
    assertEquals("{\"status\":\"ok\"}", reply(RawClient.get("/healthz", host())).body());
    assertEquals(401, models(host()).status());
    assertEquals(401, reply(RawClient.get("/healthz/", host())).status());
    assertEquals(401, reply(RawClient.get("/nowhere", host())).status());
  }

  @Test
  void tooLargeBodyIsRefusedByItsLengthAlone() throws IOException {
    String request = RawClient.chat(server.port(), "").replace("h: 0", "h: 10000000000");
    try (var client = new RawClient(server.port()).send(request)) {
      var reply = client.reply();
      assertEquals(413, reply.status());
      assertTrue(reply.body().startsWith("{\"error\":{"), reply.body());
      assertTrue(reply.header("x-request-id").startsWith("req_"));
      client.endOutput();
      assertTrue(client.isClosed());
    }
  }

  @Test
  void tooLargeChunkedBodyIsRefusedWhileItIsRead() throws IOException {
    String chunk = "c350\r\n" + "x".repeat(50_000) + "\r\n";
    String request =
        RawClient.chat(server.port(), "")
            .replace("Content-Length: 0", "Transfer-Encoding: chunked");
    try (var client = new RawClient(server.port()).send(request + chunk + chunk + chunk)) {
      var reply = client.reply();
      assertEquals(413, reply.status());
      assertTrue(reply.body().startsWith("{\"error\":{"), reply.body());
      client.endOutput();
      assertTrue(client.isClosed());
    }
  }

  @Test
  void chunkedBodyIsUnderstood() throws IOException {
    String body = Integer.toHexString(QUESTION.length()) + "\r\n" + QUESTION + "\r\n0\r\n\r\n";
    String request =
        RawClient.chat(server.port(), "")
            .replace("Content-Length: 0", "Transfer-Encoding: chunked");
    assertEquals(200, reply(request + body).status());
  }

  @Test
  void manyHeadersAreRefused() throws IOException {
    var headers = new String[200];
    java.util.Arrays.setAll(headers, i -> "X-" + i + ": y");
    headers[0] = host();
    assertRefused(431, "too_many_headers", models(headers));
    java.util.Arrays.fill(headers, 1, headers.length, "X-Same: y");
    assertRefused(431, "too_many_headers", models(headers));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X: a\u0000b",
        "X: a\rb",
        "X : a",
        " X: a",
        "X: a\r\n folded",
        "X\u0000: a",
        "Content-Length: 1\r\nContent-Length: 1",
        "Content-Length: 1\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: identity",
        "Transfer-Encoding: xchunked",
        "Content-Length: +1",
        "Content-Length: -1",
        "Content-Length: 1a",
        "X: a\nY: b",
        "no colon"
      })
  void whatIsNotHttpIsRefusedAndTheConnectionClosed(String header) throws IOException {
    String request =
        "POST /v1/chat/completions HTTP/1.1\r\n"
            + host()
            + "\r\nContent-Type: application/json\r\n"
            + KEY
            + "\r\n"
            + header
            + "\r\n\r\n"
            + RawClient.chat(server.port(), QUESTION);
    try (var client = new RawClient(server.port()).send(request)) {
      var reply = client.reply();
      assertEquals(400, reply.status());
      assertEquals("close", reply.header("connection"));
      assertTrue(reply.body().startsWith("{\"error\":{"), reply.body());
      client.endOutput();
      assertTrue(client.isClosed());
    }
    assertTrue(gateway.asked.isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x5", "5_0", "+5", "-5", " 5", "zz", "5 ", "ffffffffff"})
  void strangeChunkSizesAreRefusedAndTheConnectionClosed(String size) throws IOException {
    String request =
        RawClient.chat(server.port(), "").replace("Content-Length: 0", "Transfer-Encoding: chunked")
            + size
            + "\r\nhello\r\n0\r\n\r\n";
    try (var client = new RawClient(server.port()).send(request)) {
      int status = client.reply().status();
      assertTrue(status == 400 || status == 413, "status " + status);
      client.endOutput();
      assertTrue(client.isClosed());
    }
    assertTrue(gateway.asked.isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/\u0000models HTTP/1.1\r\n",
        "GET\t/v1/models HTTP/1.1\r\n",
        " /v1/models HTTP/1.1\r\n",
        "\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
        "GET /v1/models HTTP/1.1\r\n: a\r\n",
        "POST /v1/chat/completions HTTP/1.1\r\nTransfer-Encoding: ,chunked\r\n",
        "POST /v1/chat/completions HTTP/1.1\r\nTransfer-Encoding: chunked,\r\n"
      })
  void malformedHeadGetsErrorAndClosesConnection(String head) throws IOException {
    try (var client = new RawClient(server.port()).send(head)) {
      var reply = client.reply();
      assertEquals(400, reply.status());
      assertEquals("close", reply.header("connection"));
      assertTrue(reply.body().startsWith("{\"error\":{"), reply.body());
      client.endOutput();
      assertTrue(client.isClosed());
    }
  }

  @Test
  void malformedHeadGetsErrorInTheDialectOfItsAddress() throws IOException {
    var reply = reply("POST /v1/messages?beta=true HTTP/1.1\r\nContent-Length: 5,5\r\n\r\n");
    assertEquals(400, reply.status());
    assertTrue(reply.body().startsWith("{\"type\":\"error\""), reply.body());
    assertTrue(reply.body().contains("Content-Length must be one number"), reply.body());
  }

  @Test
  void requestBehindABrokenOneIsNeverRead() throws IOException {
    String good = RawClient.chat(server.port(), QUESTION);
    try (var client = new RawClient(server.port())) {
      client.send(good + "GET  / HTTP/1.1\r\n\r\n" + good);
      assertEquals(200, client.reply().status());
      assertEquals(400, client.reply().status());
      client.endOutput();
      assertTrue(client.isClosed());
    }
    assertEquals(1, gateway.asked.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"post", "Post", "pOST"})
  void methodsAreKnownByTheirExactName(String method) throws IOException {
    var request = RawClient.chat(server.port(), QUESTION).replace("POST", method);
    assertEquals(501, reply(request).status());
    assertTrue(gateway.asked.isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "'Content-Type: application/json','Content-Type: text/plain',415",
    "'Content-Type: text/plain','Content-Type: application/json',415",
    "'Content-Type: application/json','Content-Type: application/json; charset=utf-8',200",
    "'Sec-Fetch-Site: none','Sec-Fetch-Site: cross-site',403",
    "'Sec-Fetch-Site: cross-site','Sec-Fetch-Site: none',403",
    "'Sec-Fetch-Site: none, cross-site','X: y',403",
    "'Origin: https://app.example','Origin: https://evil.test',403",
    "'Origin: https://evil.test','Origin: https://app.example',403",
    "'Authorization: Bearer sb-test-key','Authorization: Bearer wrong',401",
    "'Authorization: Basic eA==','Authorization: Bearer sb-test-key',401",
    "'Authorization: Bearer sb-test-key','Authorization: Bearer sb-test-key',200",
    "'x-api-key: sb-test-key','x-api-key: wrong',401",
    "'x-api-key: other','Authorization: Bearer sb-test-key',200",
    "'Content-Encoding: identity','Content-Encoding: gzip',415"
  })
  void ofHeadersThatComeTwiceEachCounts(String first, String second, int status)
      throws IOException {
    String request = RawClient.chat(server.port(), QUESTION);
    for (String line : new String[] {first, second}) {
      String name = line.substring(0, line.indexOf(':') + 1);
      request = request.replaceFirst("(?m)^" + name + " .*\r\n", "");
      if (name.equals("x-api-key:") && !second.startsWith("Auth")) {
        request = request.replaceFirst("(?m)^Authorization: .*\r\n", "");
      }
    }
    String head = "HTTP/1.1\r\n";
    assertEquals(
        status, reply(request.replace(head, head + first + "\r\n" + second + "\r\n")).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type: text/plain",
        "Content-Encoding: gzip",
        "Content-Type: application/json\r\nContent-Encoding: gzip",
        "Content-Length: 10000000000",
        "X: y"
      })
  void missingKeyIsReportedBeforeAnythingElse(String line) throws IOException {
    String length = line.startsWith("Content-Length") ? "" : "\r\nContent-Length: 2";
    for (String path : new String[] {"/v1/chat/completions", "/v1/messages", "/nowhere"}) {
      String head = "POST " + path + " HTTP/1.1\r\n" + host() + "\r\n" + line + length;
      assertEquals(401, reply(head + "\r\n\r\n{}").status());
    }
    assertEquals(401, models(host(), "Content-Length: 5").status());
  }

  @Test
  void otherVersionsOfHttpAreNotSpoken() throws IOException {
    assertEquals(505, reply("GET / HTTP/1.0\r\n" + host() + "\r\n\r\n").status());
    assertEquals(400, reply("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").status());
    var upgrade =
        reply(
            RawClient.get(
                "/",
                host(),
                "Connection: Upgrade, HTTP2-Settings",
                "Upgrade: h2c",
                "HTTP2-Settings: AAMAAABk"));
    assertEquals(200, upgrade.status());
    assertEquals("", upgrade.header("upgrade"));
  }

  @Test
  void longAddressIsRefused() throws IOException {
    assertEquals(414, reply(RawClient.get("/" + "a".repeat(10_000), host())).status());
  }

  @Test
  void bodyWhereNoneBelongsIsRefused() throws IOException {
    assertRefused(
        400, "unexpected_body", reply(RawClient.get("/", host(), "Content-Length: 5") + "hello"));
  }

  @Test
  void manyHalfOpenConnectionsDoNotKeepOthersOut() throws Exception {
    var slow = new java.util.ArrayList<RawClient>();
    for (int i = 0; i < 50; i++) {
      slow.add(new RawClient(server.port()).send("GET / HT"));
    }
    assertEquals(200, models(host(), KEY).status());
    for (RawClient each : slow) {
      each.close();
    }
    assertFalse(new CountDownLatch(1).await(10, TimeUnit.MILLISECONDS));
  }

  @Test
  void addressBeyondLoopbackNeedsKeys() {
    assertThrows(ProxyException.class, () -> ProxySettings.local(0).on("0.0.0.0").keyed(false));
    assertThrows(ProxyException.class, () -> ProxySettings.local(0).keyed(false).on("192.0.2.1"));
    assertTrue(ProxySettings.local(0).on("0.0.0.0").isExposed());
    assertFalse(ProxySettings.local(0).keyed(false).isExposed());
  }

  @Test
  void hostIsCheckedWhateverAddressIsBound() throws IOException {
    try (var wide = ProxyServer.start(ProxySettings.local(0).on("0.0.0.0"), gateway);
        var client = new RawClient(wide.port())) {
      client.send(RawClient.get("/", "Host: evil.test:" + wide.port()));
      assertEquals(421, client.reply().status());
      client.send(RawClient.get("/", "Host: 127.0.0.1:" + wide.port()));
      assertEquals(200, client.reply().status());
    }
  }

  @Test
  void keysAreOptionalOnLoopback() throws IOException {
    try (var open = ProxyServer.start(ProxySettings.local(0).keyed(false), gateway);
        var client = new RawClient(open.port())) {
      client.send(RawClient.get("/v1/models", "Host: 127.0.0.1:" + open.port()));
      assertEquals(200, client.reply().status());
    }
  }

  @Test
  void takenPortIsSaid() {
    var taken = ProxySettings.local(server.port());
    var trouble = assertThrows(ProxyException.class, () -> ProxyServer.start(taken, gateway));
    assertTrue(trouble.getMessage().startsWith("cannot listen on 127.0.0.1:" + server.port()));
  }
}
