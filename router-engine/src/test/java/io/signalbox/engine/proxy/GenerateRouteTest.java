package io.signalbox.engine.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.ReplyEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What clients of Gemini's API get to read.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GenerateRouteTest {
  private static final String QUESTION =
      "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]}]}";
  private static final String MODELS = "/v1beta/models";
  private static final String MAIN = MODELS + "/main";
  private static final String ASK = MAIN + ":generateContent";
  private static final String STREAM = MAIN + ":streamGenerateContent";
  private static final String LIST_OF_MODELS = "{\"models\":[{\"name\":\"models/main\"";

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

  private HttpRequest.Builder bare(String path) {
    return HttpRequest.newBuilder(URI.create(server.address() + path))
        .header("Content-Type", "application/json");
  }

  private HttpRequest.Builder to(String path) {
    return bare(path).header("x-goog-api-key", FakeGateway.KEY);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return send(to(path).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private static void assertError(int status, String word, HttpResponse<String> response) {
    assertEquals(status, response.statusCode(), response.body());
    assertEquals("application/json", header(response, "content-type"));
    assertTrue(
        response.body().startsWith("{\"error\":{\"code\":" + status + ",\"message\":\""),
        response.body());
    assertTrue(response.body().contains("\"status\":\"" + word + "\""), response.body());
    String id = header(response, "x-request-id");
    assertTrue(response.body().contains("\"requestId\":\"" + id + "\""), response.body());
  }

  @Test
  void wholeAnswerIsOneObject() throws Exception {
    var response = post(ASK, QUESTION);
    assertEquals(200, response.statusCode());
    assertEquals("application/json", header(response, "content-type"));
    assertEquals(
        "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Hello\"}],\"role\":\"model\"},"
            + "\"finishReason\":\"STOP\",\"index\":0}],\"usageMetadata\":{\"promptTokenCount\":5,"
            + "\"candidatesTokenCount\":2,\"totalTokenCount\":7},\"modelVersion\":\"main\","
            + "\"responseId\":\""
            + header(response, "x-request-id")
            + "\"}",
        response.body());
    assertEquals("big", header(response, "x-signalbox-model"));
  }

  @Test
  void streamIsEventsIfTheyAreAskedForAndElseOneArray() throws Exception {
    var events = post(STREAM + "?alt=sse", QUESTION);
    assertEquals("text/event-stream; charset=utf-8", header(events, "content-type"));
    assertEquals(3, events.body().lines().filter(line -> line.startsWith("data: {")).count());
    var list = post(STREAM, QUESTION);
    assertEquals("application/json", header(list, "content-type"));
    assertEquals("no-cache", header(list, "cache-control"));
    String texts = events.body().replaceAll("req_[0-9a-f]+", "req");
    assertEquals(
        texts.strip().replaceAll("(?m)^data: ", "").replace("\n\n", ",\n"),
        list.body().replaceAll("req_[0-9a-f]+", "req").replaceAll("^\\[|]$", ""));
  }

  /// A provider's events cannot be the elements of an array, so they are written anew.
  @ParameterizedTest
  @CsvSource({"?alt=sse, data: RAW", "'', Hel"})
  void providersBytesArePassedOnWhereTheFormIsTheSame(String query, String expected)
      throws Exception {
    gateway.answering((inquiry, sink) -> {
      sink.begin(FakeGateway.beginning(true));
      sink.take(List.of(new ReplyEvent.TextDelta("Hel")), "data: RAW\n\n".getBytes(UTF_8));
      sink.end(FakeGateway.ending());
      return Optional.empty();
    });
    var response = post(STREAM + query, QUESTION);
    assertTrue(response.body().contains(expected), response.body());
    assertEquals(query.isEmpty(), response.body().endsWith("]"), response.body());
  }

  @ParameterizedTest
  @CsvSource({
    "/v1beta/models/main:generateContent, main, false",
    "/v1/models/main:generateContent, main, false",
    "/v1/models/main:streamGenerateContent, main, true",
    "/v1beta/models/models%2Fmain:generateContent, main, false",
    "/v1beta/models/team%2Ffast%20lane:generateContent, team/fast lane, false",
    "/v1beta/models/team/fast%20lane:streamGenerateContent, team/fast lane, true"
  })
  void addressNamesTheModelAndTheStream(String path, String model, boolean stream)
      throws Exception {
    assertEquals(200, post(path, QUESTION).statusCode());
    var inquiry = gateway.asked.take();
    assertEquals(model, inquiry.request().model());
    assertEquals(stream, inquiry.request().stream());
    var original = inquiry.original().orElseThrow();
    assertEquals("gemini", original.dialect());
    assertEquals(QUESTION, new String(original.body(), UTF_8));
    assertEquals("tests", inquiry.client().app());
    assertFalse(inquiry.client().headers().toString().contains(FakeGateway.KEY));
  }

  @Test
  void keyMayStandInTheQueryOfTheseAddressesAlone() throws Exception {
    String key = "?key=" + FakeGateway.KEY;
    var body = HttpRequest.BodyPublishers.ofString(QUESTION);
    assertEquals(200, send(bare(ASK + key).POST(body)).statusCode());
    assertEquals(200, send(bare(STREAM + "?alt=sse&key=sb%2Dtest-key").POST(body)).statusCode());
    assertEquals(200, send(bare("/v1/models" + key)).statusCode());
    for (String wrong : List.of("?key=wrong", "?key=", "?key", "?key=%25", key + "&key=wrong")) {
      try (var raw = new RawClient(server.port())) {
        raw.send(
            "POST "
                + ASK
                + wrong
                + " HTTP/1.1\r\nHost: 127.0.0.1:"
                + server.port()
                + "\r\nContent-Type: application/json\r\nContent-Length: 0\r\n\r\n");
        assertEquals(401, raw.reply().status(), wrong);
      }
    }
    assertEquals(401, send(bare("/v1/chat/completions" + key).POST(body)).statusCode());
    assertEquals(401, send(bare("/v1/messages" + key).POST(body)).statusCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Authorization: Bearer ", "x-goog-api-key: ", "x-api-key: "})
  void keyMayComeInAHeader(String header) throws Exception {
    String[] parts = header.split(": ", 2);
    var body = HttpRequest.BodyPublishers.ofString(QUESTION);
    var request = bare(ASK).header(parts[0], parts[1] + FakeGateway.KEY).POST(body);
    assertEquals(200, send(request).statusCode());
  }

  @Test
  void modelsAreListedForWhoeverIsKnownToSpeakThis() throws Exception {
    assertTrue(send(to(MODELS)).body().startsWith(LIST_OF_MODELS));
    assertTrue(send(to("/v1/models")).body().startsWith(LIST_OF_MODELS));
    String key = "?pageSize=50&key=" + FakeGateway.KEY;
    assertTrue(send(bare("/v1/models" + key)).body().startsWith(LIST_OF_MODELS));
    var sdk =
        bare("/v1/models")
            .header("x-goog-api-client", "google-genai-sdk/3.6.1")
            .header("Authorization", "Bearer " + FakeGateway.KEY);
    assertTrue(send(sdk).body().startsWith(LIST_OF_MODELS));
    var openai = bare("/v1/models").header("Authorization", "Bearer " + FakeGateway.KEY);
    assertTrue(send(openai).body().startsWith("{\"object\":\"list\""));
    var anthropic =
        bare("/v1/models")
            .header("x-api-key", FakeGateway.KEY)
            .header("anthropic-version", "2023-06-01");
    assertTrue(send(anthropic).body().startsWith("{\"data\":[{\"type\":\"model\""));
  }

  @Test
  void oneModelIsFoundByItsName() throws Exception {
    var one = send(to(MODELS + "/team/fast%20lane"));
    assertEquals(200, one.statusCode());
    assertTrue(one.body().startsWith("{\"name\":\"models/team/fast lane\""), one.body());
    assertTrue(send(to("/v1/models/main")).body().startsWith("{\"name\":\"models/main\""));
    assertError(404, "NOT_FOUND", send(to(MODELS + "/nobody")));
  }

  @Test
  void tokensAreCounted() throws Exception {
    var count = post(MAIN + ":countTokens", QUESTION);
    assertTrue(count.body().matches("\\{\"totalTokens\":[1-9]\\d*}"), count.body());
    String whole = "{\"generateContentRequest\":" + QUESTION + "}";
    assertEquals(count.body(), post(MAIN + ":countTokens", whole).body());
    assertTrue(gateway.asked.isEmpty());
  }

  @Test
  void bodiesToEmbedAreRefusedInTheWordsOfTheApi() throws Exception {
    for (String verb : List.of(":embedContent", ":batchEmbedContents")) {
      assertError(400, "INVALID_ARGUMENT", post(MAIN + verb, "{}"));
    }
  }

  @Test
  void refusalsAreInTheWordsOfTheApi() throws Exception {
    assertError(400, "INVALID_ARGUMENT", post(ASK, "{}"));
    assertError(400, "INVALID_ARGUMENT", post(ASK, "[]"));
    assertError(413, "INVALID_ARGUMENT", post(ASK, QUESTION + " ".repeat(100_000)));
    assertError(405, "INVALID_ARGUMENT", post(MAIN + ":predict", "{}"));
    assertError(404, "NOT_FOUND", post("/v1beta/files", "{}"));
    var misplaced = post("/v1beta" + ASK, QUESTION);
    assertError(404, "NOT_FOUND", misplaced);
    assertTrue(misplaced.body().contains("ends before /v1beta"), misplaced.body());
    var body = HttpRequest.BodyPublishers.ofString(QUESTION);
    assertError(401, "UNAUTHENTICATED", send(bare(ASK).POST(body)));
    assertTrue(gateway.asked.isEmpty());
  }

  @Test
  void failureTellsHowLongToWait() throws Exception {
    var wait = Duration.ofSeconds(34);
    gateway.answering(
        (inquiry, sink) -> Optional.of(FakeGateway.error(429, "rate_limited", wait, true)));
    for (String path : List.of(ASK, STREAM + "?alt=sse", STREAM)) {
      var response = post(path, QUESTION);
      assertError(429, "RESOURCE_EXHAUSTED", response);
      assertEquals("34", header(response, "retry-after"));
      assertTrue(response.body().contains("\"retryDelay\":\"34s\""), response.body());
    }
  }

  @Test
  void streamThatBreaksOffEndsWithAnError() throws Exception {
    gateway.answering((inquiry, sink) -> {
      sink.begin(FakeGateway.beginning(false));
      sink.take(List.of(new ReplyEvent.TextDelta("Hel")), new byte[0]);
      sink.broken(Failure.of(FailureClass.INTERRUPTED, 0, "no luck"));
      return Optional.empty();
    });
    String events = post(STREAM + "?alt=sse", QUESTION).body();
    assertTrue(events.contains("\n\ndata: {\"error\":{\"code\":502,"), events);
    assertFalse(events.contains("finishReason"), events);
    String list = post(STREAM, QUESTION).body();
    assertTrue(list.contains("},\n{\"error\":{\"code\":502,") && list.endsWith("}]"), list);
  }

  @Test
  void signOfLifeIsNoPartOfTheAnswer() throws Exception {
    gateway.answering((inquiry, sink) -> {
      sink.silent();
      return FakeGateway.hello(inquiry, sink);
    });
    for (String path : List.of(STREAM + "?alt=sse", STREAM)) {
      String body = post(path, QUESTION).body();
      assertFalse(body.lines().anyMatch(line -> line.startsWith(":")), body);
    }
  }
}
