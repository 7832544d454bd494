package io.signalbox.engine.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.spi.ClientError;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What clients of OpenAI's Responses get to read.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ResponsesRouteTest {
  private static final String PATH = "/v1/responses";
  private static final String QUESTION = "{\"model\":\"main\",\"input\":\"Hi\"}";
  private static final String STREAM = "{\"stream\":true,\"model\":\"main\",\"input\":\"Hi\"}";

  private final FakeGateway gateway = new FakeGateway();
  private final ProxyServer server =
      ProxyServer.start(ProxySettings.local(0).limited(100_000, 64), gateway);
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterAll
  void close() {
    server.close();
    http.close();
  }

  @BeforeEach
  void forget() {
    gateway.asked.clear();
    gateway.answering(FakeGateway::hello);
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(server.address() + path))
        .header("Authorization", "Bearer " + FakeGateway.KEY)
        .header("Content-Type", "application/json");
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return send(to(path).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> ask(String body) throws IOException, InterruptedException {
    return post(PATH, body);
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private static void assertError(int status, String type, HttpResponse<String> response) {
    assertEquals(status, response.statusCode(), response.body());
    assertTrue(response.body().startsWith("{\"error\":{\"message\":\""), response.body());
    assertTrue(response.body().contains("\"type\":\"" + type + "\""), response.body());
    assertTrue(header(response, "x-request-id").startsWith("req_"), response.body());
  }

  private static List<String> events(String body) {
    return body.lines()
        .filter(line -> line.startsWith("event: "))
        .map(line -> line.substring(7))
        .toList();
  }

  @Test
  void wholeAnswerIsOneResponse() throws Exception {
    var response = ask(QUESTION.replace("\"Hi\"", "\"Hi\",\"temperature\":0.25"));
    assertEquals(200, response.statusCode());
    assertEquals("application/json", header(response, "content-type"));
    String id = header(response, "x-request-id");
    String body = response.body();
    assertTrue(body.startsWith("{\"id\":\"resp_" + id + "\",\"object\":\"response\","), body);
    assertTrue(body.contains("\"status\":\"completed\""), body);
    assertTrue(
        body.contains(
            "\"output\":[{\"id\":\"msg_"
                + id
                + "_0\",\"type\":\"message\",\"status\":\"completed\",\"role\":\"assistant\","
                + "\"content\":[{\"type\":\"output_text\",\"text\":\"Hello\","),
        body);
    assertTrue(body.contains("\"temperature\":0.25,"), body);
    assertTrue(
        body.endsWith(
            "\"usage\":{\"input_tokens\":5,\"input_tokens_details\":{\"cached_tokens\":0,"
                + "\"cache_write_tokens\":0},\"output_tokens\":2,\"output_tokens_details\":"
                + "{\"reasoning_tokens\":0},\"total_tokens\":7}}"),
        body);
    assertEquals("big", header(response, "x-signalbox-model"));
  }

  @Test
  void requestIsHandedOverInItsDialect() throws Exception {
    ask(QUESTION);
    var inquiry = gateway.asked.take();
    var original = inquiry.original().orElseThrow();
    assertEquals("responses", original.dialect());
    assertEquals(QUESTION, new String(original.body(), UTF_8));
    assertEquals("tests", inquiry.client().app());
    assertFalse(inquiry.client().headers().toString().contains(FakeGateway.KEY));
  }

  @Test
  void streamIsEventsInTheirOrder() throws Exception {
    var response = ask(STREAM);
    assertEquals("text/event-stream; charset=utf-8", header(response, "content-type"));
    assertEquals(
        List.of(
            "response.created",
            "response.in_progress",
            "response.output_item.added",
            "response.content_part.added",
            "response.output_text.delta",
            "response.output_text.delta",
            "response.output_text.done",
            "response.content_part.done",
            "response.output_item.done",
            "response.completed"),
        events(response.body()));
    assertTrue(response.body().contains("\"usage\":{\"input_tokens\":5"), response.body());
    assertFalse(response.body().contains("[DONE]"), response.body());
  }

  @ParameterizedTest
  @CsvSource({
    "429,rate_limited,rate_limit_error,rate_limit_exceeded",
    "503,overloaded,server_error,server_is_overloaded",
    "400,context_too_long,invalid_request_error,context_length_exceeded",
    "403,rejected,permission_error,rejected"
  })
  void troubleBeforeTheAnswerIsAStatusAndABody(int status, String ours, String type, String code)
      throws Exception {
    gateway.answering((inquiry, sink) ->
        Optional.of(FakeGateway.error(status, ours, Duration.ofSeconds(3), false)));
    for (String body : List.of(QUESTION, STREAM)) {
      var response = ask(body);
      assertError(status, type, response);
      assertTrue(response.body().contains("\"code\":\"" + code + "\""), response.body());
      assertEquals("3", header(response, "retry-after"));
    }
  }

  @Test
  void interruptedStreamEndsWithErrorAndFailure() throws Exception {
    gateway.answering((inquiry, sink) -> {
      sink.begin(FakeGateway.beginning(false));
      sink.take(List.of(new ReplyEvent.TextDelta("Hel")), new byte[0]);
      sink.broken(Failure.of(FailureClass.INTERRUPTED, 200, "the provider hung up"));
      return Optional.empty();
    });
    String body = ask(STREAM).body();
    List<String> events = events(body);
    assertEquals(
        List.of("error", "response.failed"), events.subList(events.size() - 2, events.size()));
    assertTrue(body.contains("\"error\":{\"code\":\"interrupted\",\"message\":\"the"), body);
    assertTrue(body.contains("\"text\":\"Hel\""), body);
    assertError(502, "server_error", ask(QUESTION));
  }

  @Test
  void commentsKeepTheClientWaitingUntilTheAnswerBegins() throws Exception {
    var heard = new CountDownLatch(1);
    gateway.answering((inquiry, sink) -> {
      sink.silent();
      heard.await();
      return Optional.of(
          ClientError.of(Failure.of(FailureClass.SERVER_ERROR, 502, "no luck"), "big"));
    });
    var request = to(PATH).POST(HttpRequest.BodyPublishers.ofString(STREAM));
    var response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    String sign = ": keep-alive\n\n";
    try (var in = response.body()) {
      assertEquals(sign, new String(in.readNBytes(sign.length()), UTF_8));
      heard.countDown();
      assertEquals(
          List.of("response.created", "response.in_progress", "error", "response.failed"),
          events(new String(in.readAllBytes(), UTF_8)));
    }
  }

  @Test
  void statefulParametersAreRefusedWithAlternative() throws Exception {
    for (String more :
        List.of(
            "\"conversation\":{\"id\":\"conv_1\"}",
            "\"background\":true",
            "\"prompt\":{\"id\":\"pmpt_1\"}")) {
      var response = ask("{\"input\":\"Hi\"," + more + "}");
      assertError(400, "invalid_request_error", response);
      assertTrue(response.body().contains("this proxy stores no"), response.body());
    }
    assertTrue(gateway.asked.isEmpty());
  }

  @Test
  void tokensAreCountedWithoutCallingAProvider() throws Exception {
    String count = "{\"object\":\"response.input_tokens\",\"input_tokens\":7}";
    assertEquals(count, post(PATH + "/input_tokens", QUESTION).body());
    assertError(400, "invalid_request_error", post(PATH + "/input_tokens", "[]"));
    assertTrue(gateway.asked.isEmpty());
  }

  @Test
  void refusalBeforeReadingUsesTheDialectOfTheAddress() throws Exception {
    var post = HttpRequest.BodyPublishers.ofString(QUESTION);
    var wrong = HttpRequest.newBuilder(URI.create(server.address() + PATH));
    assertError(
        401,
        "authentication_error",
        send(
            wrong
                .header("Authorization", "Bearer wrong")
                .header("Content-Type", "application/json")
                .POST(post)));
    var packed = send(to(PATH).header("Content-Encoding", "zstd").POST(post));
    assertError(415, "invalid_request_error", packed);
    assertTrue(packed.body().contains("content-encoding is not supported"), packed.body());
    assertError(405, "invalid_request_error", send(to(PATH).GET()));
    assertError(413, "invalid_request_error", ask(QUESTION + " ".repeat(100_000)));
    assertTrue(gateway.asked.isEmpty());
  }

  /// Addresses of answers say that none can be fetched, whatever headers come along.
  @Test
  void answersCannotBeLookedUp() throws Exception {
    var kept = send(to(PATH + "/resp_1").header("anthropic-version", "2023-06-01").GET());
    assertError(404, "invalid_request_error", kept);
    assertTrue(kept.body().contains("keeps answers only for requests"), kept.body());
    assertError(404, "invalid_request_error", post(PATH + "/compact", QUESTION));
    var unversioned = post("/responses", QUESTION);
    assertTrue(unversioned.body().contains("must end in /v1"), unversioned.body());
  }

  /// Codex goes on over HTTP on this status alone; it waits and tries again on any other.
  @Test
  void wishForAWebSocketIsRefusedAtOnce() throws Exception {
    String wish =
        "GET /v1/responses HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: Bearer %s\r\n"
                .formatted(server.address().getPort(), FakeGateway.KEY)
            + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    try (var client = new RawClient(server.address().getPort())) {
      var reply = client.send(wish).reply();
      assertEquals(426, reply.status());
      assertTrue(reply.body().startsWith("{\"error\":{"), reply.body());
      assertTrue(reply.body().contains("WebSocket"), reply.body());
    }
    assertTrue(gateway.asked.isEmpty());
  }
}
