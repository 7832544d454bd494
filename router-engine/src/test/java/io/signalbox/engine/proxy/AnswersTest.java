package io.signalbox.engine.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What clients get to read.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AnswersTest {
  private static final String QUESTION =
      "{\"model\":\"main\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
  private static final String STREAM = QUESTION.replace("{\"model\"", "{\"stream\":true,\"model\"");
  private static final String STREAM_USAGE =
      STREAM.replace("{\"stream\"", "{\"stream_options\":{\"include_usage\":true},\"stream\"");
  private static final byte[] NONE = {};

  private final FakeGateway gateway = new FakeGateway();
  private final ProxyServer server = ProxyServer.start(ProxySettings.local(0), gateway);
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

  private HttpResponse<String> ask(String body, String... headers)
      throws IOException, InterruptedException {
    var request = to("/v1/chat/completions").POST(HttpRequest.BodyPublishers.ofString(body));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Test
  void wholeAnswerIsOneBody() throws Exception {
    var response = ask(QUESTION);
    assertEquals(200, response.statusCode());
    assertEquals("application/json", header(response, "content-type"));
    assertTrue(response.body().contains("\"content\":\"Hello\""), response.body());
    assertTrue(response.body().contains("\"prompt_tokens\":5"), response.body());
    assertEquals("Main", header(response, "x-signalbox-graph"));
    assertEquals("big", header(response, "x-signalbox-model"));
    assertEquals("start > big", header(response, "x-signalbox-path"));
    assertEquals("1", header(response, "x-signalbox-attempts"));
    assertEquals("", header(response, "x-signalbox-simulated"));
    assertEquals("0", header(response, "x-signalbox-cost-usd"));
  }

  @Test
  void requestIsHandedOverWithItsIdItsAppAndItsBytes() throws Exception {
    var response =
        ask(QUESTION, "X-Signalbox-Metadata", "tier=free, task=translate", "X-Tenant", "Blue");
    var inquiry = gateway.asked.take();
    assertEquals(header(response, "x-request-id"), inquiry.id());
    assertEquals(header(response, "request-id"), inquiry.id());
    assertEquals("tests", inquiry.client().app());
    assertEquals("translate", inquiry.client().metadata().get("task"));
    assertEquals("Blue", inquiry.client().headers().get("x-tenant"));
    assertFalse(inquiry.client().headers().containsKey("authorization"));
    assertFalse(inquiry.client().headers().toString().contains(FakeGateway.KEY));
    assertEquals(QUESTION, new String(inquiry.original().orElseThrow().body(), UTF_8));
  }

  @Test
  void labelsThatAreNoneAreRefused() throws Exception {
    var response = ask(QUESTION, "X-Signalbox-Metadata", "tier");
    assertEquals(400, response.statusCode());
    assertTrue(response.body().contains("invalid_metadata"), response.body());
  }

  @Test
  void streamIsEventsWithOneIdAndAnEnd() throws Exception {
    var response = ask(STREAM);
    assertEquals("text/event-stream; charset=utf-8", header(response, "content-type"));
    assertEquals("no-cache", header(response, "cache-control"));
    assertEquals("no", header(response, "x-accel-buffering"));
    assertEquals("big", header(response, "x-signalbox-model"));
    var events = response.body().lines().filter(line -> line.startsWith("data: ")).toList();
    assertEquals("data: [DONE]", events.getLast());
    assertEquals(4, events.size() - 1, response.body());
    assertEquals(
        1,
        events.stream()
            .limit(4)
            .map(line -> line.substring(0, line.indexOf("\"choices\"")))
            .distinct()
            .count());
    assertFalse(response.body().contains("usage"), response.body());
  }

  @Test
  void streamReportsUsageOnRequest() throws Exception {
    var body = ask(STREAM_USAGE).body();
    assertTrue(body.contains("\"choices\":[],\"usage\":{\"prompt_tokens\":5"), body);
    assertTrue(body.endsWith("data: [DONE]\n\n"), body);
  }

  @Test
  void verbatimStreamOmitsUnrequestedUsage() throws Exception {
    gateway.answering((inquiry, sink) -> {
      sink.begin(FakeGateway.beginning(true));
      sink.take(List.of(new ReplyEvent.KeepAlive()), ": OPENROUTER PROCESSING\n\n".getBytes(UTF_8));
      sink.take(
          List.of(new ReplyEvent.Started("x", "gpt"), new ReplyEvent.TextDelta("Hé")),
          "data: {\"odd\" : \"Hé\"}\n\n".getBytes(UTF_8));
      sink.take(
          List.of(new ReplyEvent.UsageReported(Usage.of(1, 2))),
          "data: {\"usage\":{}}\n\n".getBytes(UTF_8));
      sink.take(List.of(), "data: [DONE]\n\n".getBytes(UTF_8));
      sink.end(FakeGateway.ending());
      return Optional.empty();
    });
    String start = ": OPENROUTER PROCESSING\n\ndata: {\"odd\" : \"Hé\"}\n\n";
    assertEquals(start + "data: [DONE]\n\n", ask(STREAM).body());
    assertEquals(start + "data: {\"usage\":{}}\n\ndata: [DONE]\n\n", ask(STREAM_USAGE).body());
  }

  @Test
  void verbatimWholeAnswerIsPassedOnByteForByte() throws Exception {
    gateway.answering((inquiry, sink) -> {
      sink.begin(FakeGateway.beginning(true));
      sink.take(
          List.of(new ReplyEvent.TextDelta("Hi"), new ReplyEvent.UsageReported(Usage.of(1, 2))),
          "\n{ \"strange\": 1 }".getBytes(UTF_8));
      sink.end(FakeGateway.ending());
      return Optional.empty();
    });
    assertEquals("\n{ \"strange\": 1 }", ask(QUESTION).body());
  }

  @Test
  void signsOfLifeArePassedOnAsComments() throws Exception {
    gateway.answering((inquiry, sink) -> {
      sink.begin(FakeGateway.beginning(false));
      sink.take(List.of(new ReplyEvent.TextDelta("Hel")), NONE);
      sink.take(List.of(new ReplyEvent.KeepAlive()), NONE);
      sink.take(List.of(new ReplyEvent.TextDelta("lo")), NONE);
      sink.end(FakeGateway.ending());
      return Optional.empty();
    });
    assertTrue(ask(STREAM).body().contains("\n\n: "));
    assertTrue(ask(QUESTION).body().contains("\"Hello\""));
  }

  @Test
  void piecesAreSentAsTheyCome() throws Exception {
    var seen = new CountDownLatch(1);
    gateway.answering((inquiry, sink) -> {
      sink.begin(FakeGateway.beginning(false));
      sink.take(List.of(new ReplyEvent.TextDelta("first")), NONE);
      assertTrue(seen.await(20, TimeUnit.SECONDS));
      sink.end(FakeGateway.ending());
      return Optional.empty();
    });
    try (var client = new RawClient(server.port())) {
      client.send(RawClient.chat(server.port(), STREAM));
      for (String line = client.line(); !line.contains("first"); ) {
        line = client.line();
      }
      seen.countDown();
      for (String line = client.line(); !line.contains("[DONE]"); ) {
        line = client.line();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "429,rate_limited,true,rate_limit_error,rate_limit_exceeded",
    "503,overloaded,true,server_error,server_is_overloaded",
    "400,context_too_long,false,invalid_request_error,context_length_exceeded",
    "403,rejected,false,permission_error,rejected",
    "404,model_not_found,false,invalid_request_error,model_not_found",
    "504,timeout,true,server_error,timeout"
  })
  void troubleBeforeTheAnswerIsAStatusAndABody(
      int status, String code, boolean retryable, String type, String theirs) throws Exception {
    gateway.answering((inquiry, sink) ->
        Optional.of(FakeGateway.error(status, code, Duration.ofMillis(2_100), retryable)));
    for (String body : List.of(QUESTION, STREAM)) {
      var response = ask(body);
      assertEquals(status, response.statusCode());
      assertEquals("application/json", header(response, "content-type"));
      assertTrue(response.body().contains("\"type\":\"" + type + "\""), response.body());
      assertTrue(response.body().contains("\"code\":\"" + theirs + "\""), response.body());
      assertTrue(response.body().contains("no luck (model big)"), response.body());
      assertEquals("3", header(response, "retry-after"));
      assertEquals(retryable ? "" : "false", header(response, "x-should-retry"));
      assertEquals("1", header(response, "x-signalbox-attempts"));
      assertFalse(header(response, "x-request-id").isEmpty());
    }
  }

  private static void breakOff(io.signalbox.engine.exchange.ReplySink sink, boolean verbatim)
      throws IOException {
    sink.begin(FakeGateway.beginning(verbatim));
    sink.take(List.of(new ReplyEvent.TextDelta("Hel")), "data: {\"raw\":1}\n\n".getBytes(UTF_8));
    sink.broken(Failure.of(FailureClass.INTERRUPTED, 200, "the provider hung up"));
  }

  @Test
  void streamThatBreaksOffEndsWithAnErrorAndNoEndMark() throws Exception {
    for (boolean verbatim : List.of(false, true)) {
      gateway.answering((inquiry, sink) -> {
        breakOff(sink, verbatim);
        return Optional.empty();
      });
      var response = ask(STREAM);
      assertEquals(200, response.statusCode());
      assertTrue(response.body().contains("data: {\"error\":{"), response.body());
      assertTrue(response.body().contains("the provider hung up"), response.body());
      assertFalse(response.body().contains("[DONE]"), response.body());
      assertFalse(response.body().contains("\"finish_reason\":\"stop\""), response.body());
    }
  }

  @Test
  void interruptedWholeAnswerIsABadGateway() throws Exception {
    for (boolean verbatim : List.of(false, true)) {
      gateway.answering((inquiry, sink) -> {
        breakOff(sink, verbatim);
        return Optional.empty();
      });
      var response = ask(QUESTION);
      assertEquals(502, response.statusCode());
      assertTrue(response.body().startsWith("{\"error\":{"), response.body());
    }
  }

  @Test
  void commentsKeepTheClientWaitingAndTroubleAfterThemIsInBand() throws Exception {
    var heard = new CountDownLatch(1);
    gateway.answering((inquiry, sink) -> {
      sink.silent();
      heard.await();
      return Optional.of(ClientError.of(Failure.of(FailureClass.TIMEOUT, 0, "too late"), "big"));
    });
    var body = afterComment(heard);
    assertTrue(body.contains("data: {\"error\":{"), body);
    assertTrue(body.contains("too late"), body);
    assertFalse(body.contains("[DONE]"), body);
    assertEquals(504, ask(QUESTION).statusCode());
  }

  @Test
  void answerAfterCommentsIsComplete() throws Exception {
    var heard = new CountDownLatch(1);
    gateway.answering((inquiry, sink) -> {
      sink.silent();
      heard.await();
      return FakeGateway.hello(inquiry, sink);
    });
    var body = afterComment(heard);
    assertTrue(body.endsWith("data: [DONE]\n\n"), body);
    assertTrue(ask(QUESTION).body().contains("\"Hello\""));
  }

  /// Opens the gate when a comment has come, and gives what came after.
  private String afterComment(CountDownLatch heard) throws Exception {
    var request = to("/v1/chat/completions").POST(HttpRequest.BodyPublishers.ofString(STREAM));
    var response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    assertEquals(200, response.statusCode());
    try (var in = response.body()) {
      String comment = new String(in.readNBytes(2), UTF_8);
      assertEquals(": ", comment);
      heard.countDown();
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  @Test
  void internalErrorIsReportedWithoutItsText() throws Exception {
    gateway.answering((inquiry, sink) -> {
      throw new IllegalStateException("secret thought");
    });
    var response = ask(QUESTION);
    assertEquals(500, response.statusCode());
    assertTrue(response.body().contains("\"code\":\"internal\""), response.body());
    assertTrue(
        response.body().contains("(request " + header(response, "x-request-id") + ")"),
        response.body());
    assertFalse(response.body().contains("secret thought"));
    gateway.answering(FakeGateway::hello);
    assertEquals(200, ask(QUESTION).statusCode());
  }

  @Test
  void bodyThatIsNoRequestIsRefused() throws Exception {
    for (String body : List.of("", "{", "[]", "{\"model\":1}", "{\"messages\":3}")) {
      var response = ask(body);
      assertEquals(400, response.statusCode(), body);
      assertTrue(response.body().startsWith("{\"error\":{"), response.body());
    }
    assertTrue(gateway.asked.isEmpty());
  }

  @Test
  void unknownFieldsAreAccepted() throws Exception {
    assertEquals(
        200, ask(QUESTION.replace("{\"model\"", "{\"brand_new\":{},\"model\"")).statusCode());
    assertEquals(
        200,
        send(to("/v1/chat/completions?beta=true")
                .POST(HttpRequest.BodyPublishers.ofString(QUESTION)))
            .statusCode());
  }

  @Test
  void graphsAreListedAsModels() throws Exception {
    var list = send(to("/v1/models").GET());
    assertTrue(list.body().contains("\"object\":\"list\""), list.body());
    assertTrue(list.body().contains("\"id\":\"team/fast lane\""), list.body());
    assertTrue(send(to("/v1/models/main").GET()).body().contains("\"id\":\"main\""));
    for (String id : List.of("team/fast%20lane", "team%2Ffast%20lane")) {
      var one = send(to("/v1/models/" + id).GET());
      assertEquals(200, one.statusCode(), id);
      assertTrue(one.body().contains("\"id\":\"team/fast lane\""), one.body());
    }
    var none = send(to("/v1/models/nobody").GET());
    assertEquals(404, none.statusCode());
    assertTrue(none.body().contains("model_not_found"), none.body());
  }

  @Test
  void rootAddressAnswers() throws Exception {
    assertEquals("Signalbox\n", send(to("/").GET()).body());
    var head = send(to("/").method("HEAD", HttpRequest.BodyPublishers.noBody()));
    assertEquals(200, head.statusCode());
    assertEquals("", head.body());
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/nowhere,404,unknown_url",
    "POST,/v1/edits,404,unknown_url",
    "POST,/chat/completions,404,unknown_url",
    "GET,/v1/chat/completions,405,method_not_allowed",
    "DELETE,/v1/models/main,405,method_not_allowed",
    "POST,/v1/models,405,method_not_allowed",
    "POST,/,405,method_not_allowed",
    "TRACE,/,405,method_not_allowed"
  })
  void otherAddressesAndMethodsAreErrorsInTheSameShape(
      String method, String path, int status, String code) throws Exception {
    var body =
        method.equals("POST")
            ? HttpRequest.BodyPublishers.ofString("{}")
            : HttpRequest.BodyPublishers.noBody();
    var response = send(to(path).method(method, body));
    assertEquals(status, response.statusCode());
    assertTrue(response.body().contains("\"code\":\"" + code + "\""), response.body());
    assertEquals(status == 405, response.headers().firstValue("allow").isPresent());
    assertFalse(header(response, "x-request-id").isEmpty());
  }
}
