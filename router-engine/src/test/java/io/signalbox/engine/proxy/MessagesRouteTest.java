package io.signalbox.engine.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
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

/// What clients of Anthropic's Messages get to read.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MessagesRouteTest {
  private static final String QUESTION =
      "{\"model\":\"main\",\"max_tokens\":99,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
  private static final String STREAM = QUESTION.replace("{\"model\"", "{\"stream\":true,\"model\"");
  private static final String ERROR = "{\"type\":\"error\",\"error\":{\"type\":\"";

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
        .header("x-api-key", FakeGateway.KEY)
        .header("anthropic-version", "2023-06-01")
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
    return post("/v1/messages?beta=true", body);
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private static void assertError(int status, String type, HttpResponse<String> response) {
    assertEquals(status, response.statusCode(), response.body());
    assertTrue(response.body().startsWith(ERROR + type + "\""), response.body());
    String id = header(response, "request-id");
    assertTrue(id.startsWith("req_"), id);
    assertTrue(response.body().endsWith("\"request_id\":\"" + id + "\"}"), response.body());
  }

  @Test
  void wholeAnswerIsOneMessage() throws Exception {
    var response = ask(QUESTION);
    assertEquals(200, response.statusCode());
    assertEquals("application/json", header(response, "content-type"));
    String id = header(response, "request-id");
    assertEquals(
        "{\"id\":\"msg_"
            + id
            + "\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"main\","
            + "\"content\":[{\"type\":\"text\",\"text\":\"Hello\"}],\"stop_reason\":\"end_turn\","
            + "\"stop_sequence\":null,\"usage\":{\"input_tokens\":5,"
            + "\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":0,"
            + "\"output_tokens\":2}}",
        response.body());
    assertEquals("big", header(response, "x-signalbox-model"));
  }

  @Test
  void requestIsHandedOverInItsDialect() throws Exception {
    ask(QUESTION);
    var inquiry = gateway.asked.take();
    var original = inquiry.original().orElseThrow();
    assertEquals("anthropic", original.dialect());
    assertEquals(QUESTION, new String(original.body(), UTF_8));
    assertEquals("tests", inquiry.client().app());
    assertEquals("2023-06-01", inquiry.client().headers().get("anthropic-version"));
    assertFalse(inquiry.client().headers().toString().contains(FakeGateway.KEY));
  }

  @Test
  void headerThatIsSentInSeveralLinesIsOneList() throws Exception {
    var request =
        to("/v1/messages")
            .header("anthropic-beta", "context-management-2025-06-27,effort-2025-11-24")
            .header("anthropic-beta", "new-thing-2026-01-01");
    send(request.POST(HttpRequest.BodyPublishers.ofString(QUESTION)));
    assertEquals(
        "context-management-2025-06-27,effort-2025-11-24, new-thing-2026-01-01",
        gateway.asked.take().client().headers().get("anthropic-beta"));
  }

  @Test
  void streamIsEventsInTheirOrder() throws Exception {
    var response = ask(STREAM);
    assertEquals("text/event-stream; charset=utf-8", header(response, "content-type"));
    assertEquals(
        List.of(
            "message_start",
            "content_block_start",
            "content_block_delta",
            "content_block_delta",
            "content_block_stop",
            "message_delta",
            "message_stop"),
        events(response.body()));
    assertTrue(response.body().contains("\"stop_reason\":\"end_turn\""), response.body());
    assertTrue(response.body().contains("\"usage\":{\"input_tokens\":5"), response.body());
  }

  private static List<String> events(String body) {
    return body.lines()
        .filter(line -> line.startsWith("event: "))
        .map(line -> line.substring(7))
        .toList();
  }

  @Test
  void verbatimAnswersArePassedOnByteForByteWithTheirUsage() throws Exception {
    gateway.answering((inquiry, sink) -> {
      sink.begin(FakeGateway.beginning(true));
      sink.take(
          List.of(new ReplyEvent.TextDelta("Hi")),
          "event: odd\ndata: {\"é\" : 1}\n\n".getBytes(UTF_8));
      sink.take(
          List.of(new ReplyEvent.UsageReported(Usage.of(1, 2))),
          "event: message_delta\ndata: {\"usage\":{}}\n\n".getBytes(UTF_8));
      sink.end(FakeGateway.ending());
      return Optional.empty();
    });
    String raw = "event: odd\ndata: {\"é\" : 1}\n\nevent: message_delta\ndata: {\"usage\":{}}\n\n";
    assertEquals(raw, ask(STREAM).body());
    assertEquals(raw, ask(QUESTION).body());
  }

  @ParameterizedTest
  @CsvSource({
    "429,rate_limited,429,rate_limit_error",
    "503,overloaded,529,overloaded_error",
    "400,context_too_long,400,invalid_request_error",
    "403,rejected,403,permission_error",
    "404,model_not_found,404,not_found_error",
    "502,server_error,502,api_error",
    "504,timeout,504,timeout_error"
  })
  void troubleBeforeTheAnswerIsAStatusAndABody(int ours, String code, int status, String type)
      throws Exception {
    gateway.answering((inquiry, sink) ->
        Optional.of(FakeGateway.error(ours, code, Duration.ofSeconds(3), false)));
    for (String body : List.of(QUESTION, STREAM)) {
      var response = ask(body);
      assertError(status, type, response);
      assertTrue(response.body().contains("no luck (model big)"), response.body());
      assertEquals("3", header(response, "retry-after"));
      assertEquals("false", header(response, "x-should-retry"));
    }
  }

  @Test
  void streamThatBreaksOffEndsWithAnErrorAndNoStop() throws Exception {
    for (boolean verbatim : List.of(false, true)) {
      gateway.answering((inquiry, sink) -> {
        sink.begin(FakeGateway.beginning(verbatim));
        sink.take(
            List.of(new ReplyEvent.TextDelta("Hel")), "event: raw\ndata: 1\n\n".getBytes(UTF_8));
        sink.broken(Failure.of(FailureClass.INTERRUPTED, 200, "the provider hung up"));
        return Optional.empty();
      });
      var response = ask(STREAM);
      assertEquals(200, response.statusCode());
      assertTrue(response.body().contains("event: error\ndata: " + ERROR), response.body());
      assertTrue(response.body().contains("the provider hung up"), response.body());
      assertFalse(response.body().contains("message_stop"), response.body());
      assertError(502, "api_error", ask(QUESTION));
    }
  }

  @Test
  void pingsKeepTheClientWaitingUntilTheAnswerBegins() throws Exception {
    var heard = new CountDownLatch(1);
    gateway.answering((inquiry, sink) -> {
      sink.silent();
      heard.await();
      return FakeGateway.hello(inquiry, sink);
    });
    var request = to("/v1/messages").POST(HttpRequest.BodyPublishers.ofString(STREAM));
    var response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    String ping = "event: ping\ndata: {\"type\":\"ping\"}\n\n";
    try (var in = response.body()) {
      assertEquals(ping, new String(in.readNBytes(ping.length()), UTF_8));
      heard.countDown();
      String rest = new String(in.readAllBytes(), UTF_8);
      assertTrue(rest.startsWith("event: message_start\n"), rest);
      assertTrue(rest.endsWith("data: {\"type\":\"message_stop\"}\n\n"), rest);
    }
  }

  @Test
  void bodyThatIsNoRequestIsRefused() throws Exception {
    for (String body : List.of("", "{", "[]", "{\"messages\":3}", "{\"max_tokens\":1}")) {
      assertError(400, "invalid_request_error", ask(body));
    }
    assertTrue(gateway.asked.isEmpty());
  }

  @Test
  void internalErrorIsReportedWithoutItsText() throws Exception {
    gateway.answering((inquiry, sink) -> {
      throw new IllegalStateException("secret thought");
    });
    var response = ask(QUESTION);
    assertError(500, "api_error", response);
    assertFalse(response.body().contains("secret thought"));
  }

  @Test
  void tokensAreCountedWithoutCallingAProvider() throws Exception {
    String body = "{\"model\":\"main\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    assertEquals("{\"input_tokens\":7}", post("/v1/messages/count_tokens", body).body());
    assertEquals("{\"input_tokens\":7}", post("/v1/messages/count_tokens", QUESTION).body());
    assertError(400, "invalid_request_error", post("/v1/messages/count_tokens", "{}"));
    assertTrue(gateway.asked.isEmpty());
  }

  @Test
  void refusalBeforeReadingUsesTheDialectOfTheAddress() throws Exception {
    var post = HttpRequest.BodyPublishers.ofString(QUESTION);
    var wrong = HttpRequest.newBuilder(URI.create(server.address() + "/v1/messages"));
    assertError(
        401,
        "authentication_error",
        send(
            wrong
                .header("x-api-key", "wrong")
                .header("Content-Type", "application/json")
                .POST(post)));
    assertError(
        415,
        "invalid_request_error",
        send(to("/v1/messages").setHeader("Content-Type", "text/plain").POST(post)));
    assertError(
        415,
        "invalid_request_error",
        send(to("/v1/messages").header("Content-Encoding", "gzip").POST(post)));
    assertError(
        403,
        "permission_error",
        send(to("/v1/messages").header("Origin", "https://evil.test").POST(post)));
    assertError(405, "invalid_request_error", send(to("/v1/messages").GET()));
    assertError(404, "not_found_error", post("/v1/messages/batches", "{}"));
    assertError(404, "not_found_error", post("/v1/v1/messages", "{}"));
    assertError(413, "request_too_large", ask(QUESTION + " ".repeat(100_000)));
    assertTrue(gateway.asked.isEmpty());
  }

  @Test
  void otherHostNameIsRefusedInTheDialectToo() throws Exception {
    try (var client = new RawClient(server.port())) {
      var reply = client.send(RawClient.get("/v1/messages", "Host: evil.test")).reply();
      assertEquals(421, reply.status());
      assertTrue(reply.body().startsWith(ERROR + "invalid_request_error"), reply.body());
    }
  }

  /// The official clients send a key of their own service beside ours if they know one.
  @Test
  void keyIsFoundBesideOneOfAnotherService() throws Exception {
    var request = to("/v1/messages").header("Authorization", "Bearer of something else");
    assertEquals(
        200, send(request.POST(HttpRequest.BodyPublishers.ofString(QUESTION))).statusCode());
  }

  @Test
  void graphsAreListedInTheShapeOfTheClient() throws Exception {
    var list = send(to("/v1/models?limit=1000").GET()).body();
    assertTrue(list.startsWith("{\"data\":[{\"type\":\"model\",\"id\":\"main\""), list);
    assertTrue(list.endsWith("\"first_id\":\"main\",\"last_id\":\"team/fast lane\"}"), list);
    var one = send(to("/v1/models/team%2Ffast%20lane").GET()).body();
    assertTrue(one.startsWith("{\"type\":\"model\",\"id\":\"team/fast lane\""), one);
    assertError(404, "not_found_error", send(to("/v1/models/nobody").GET()));
  }

  @Test
  void chatCompletionsStayOpenAisWhateverHeadersAreSent() throws Exception {
    var response = post("/v1/chat/completions", "{\"messages\":3}");
    assertEquals(400, response.statusCode());
    assertTrue(response.body().startsWith("{\"error\":{"), response.body());
  }
}
