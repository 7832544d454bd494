package io.signalbox.engine.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.ReplyEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What clients of Ollama's API get to read.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OllamaRouteTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String QUESTION =
      "{\"model\":\"main\",\"stream\":false,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
  private static final String STREAM = QUESTION.replace("\"stream\":false,", "");
  private static final String PROMPT = "{\"model\":\"main\",\"prompt\":\"Hi\"}";

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

  private HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    var publisher = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    var request =
        HttpRequest.newBuilder(URI.create(server.address() + path))
            .header("Authorization", "Bearer " + FakeGateway.KEY)
            .header("Content-Type", "application/json")
            .method(method, publisher);
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String type(HttpResponse<?> response) {
    return response.headers().firstValue("content-type").orElse("");
  }

  /// One text and nothing else.
  private static String error(int status, HttpResponse<String> response) {
    assertEquals(status, response.statusCode(), response.body());
    assertEquals("application/json; charset=utf-8", type(response));
    JsonNode body = JSON.readTree(response.body());
    assertEquals(1, body.size(), response.body());
    return body.path("error").stringValue();
  }

  @Test
  void wholeAnswerIsOneBody() throws Exception {
    var response = send("POST", "/api/chat", QUESTION);
    assertEquals("application/json; charset=utf-8", type(response));
    JsonNode body = JSON.readTree(response.body());
    assertEquals("Hello", body.at("/message/content").stringValue());
    assertEquals("stop", body.path("done_reason").stringValue());
    assertEquals(5, body.path("prompt_eval_count").intValue());
    assertEquals(2, body.path("eval_count").intValue());
    long total = body.path("total_duration").longValue();
    assertTrue(total > 0, response.body());
    assertEquals(total, body.path("eval_duration").longValue());
    assertEquals("ollama", gateway.asked.take().original().orElseThrow().dialect());
  }

  /// Ollama streams unless it is told not to.
  @Test
  void streamIsLinesOfJson() throws Exception {
    for (String path : List.of("/api/chat", "/api/generate")) {
      var response = send("POST", path, path.endsWith("chat") ? STREAM : PROMPT);
      assertEquals("application/x-ndjson", type(response));
      List<JsonNode> lines = response.body().lines().map(JSON::readTree).toList();
      String text = path.endsWith("chat") ? "/message/content" : "/response";
      assertEquals(
          List.of("Hel", "lo", ""),
          lines.stream().map(line -> line.at(text).stringValue()).toList());
      assertEquals(
          List.of(false, false, true),
          lines.stream().map(line -> line.path("done").booleanValue()).toList());
      JsonNode last = lines.getLast();
      assertEquals(
          last.path("total_duration").longValue(),
          last.path("prompt_eval_duration").longValue() + last.path("eval_duration").longValue());
      assertTrue(last.path("prompt_eval_duration").longValue() > 0, response.body());
    }
  }

  @Test
  void troubleBeforeTheAnswerIsAStatusAndAText() throws Exception {
    gateway.answering((inquiry, sink) ->
        Optional.of(FakeGateway.error(429, "rate_limited", Duration.ofSeconds(3), false)));
    for (String body : List.of(QUESTION, STREAM)) {
      var response = send("POST", "/api/chat", body);
      assertEquals("no luck (model big)", error(429, response));
      assertEquals("3", response.headers().firstValue("retry-after").orElse(""));
    }
  }

  @Test
  void interruptedStreamEndsWithAnError() throws Exception {
    gateway.answering((inquiry, sink) -> {
      sink.begin(FakeGateway.beginning(false));
      sink.take(List.of(new ReplyEvent.TextDelta("Hel")), new byte[0]);
      sink.broken(Failure.of(FailureClass.INTERRUPTED, 200, "the provider hung up"));
      return Optional.empty();
    });
    var response = send("POST", "/api/chat", STREAM);
    assertEquals(200, response.statusCode());
    assertEquals(
        "{\"error\":\"the provider hung up\"}", response.body().lines().toList().getLast());
    assertEquals("the provider hung up", error(502, send("POST", "/api/chat", QUESTION)));
  }

  @Test
  void modelsAreListedAndShown() throws Exception {
    JsonNode models = JSON.readTree(send("GET", "/api/tags", "").body()).path("models");
    assertEquals(
        List.of("main", "team/fast lane"),
        models.valueStream().map(model -> model.path("model").stringValue()).toList());
    assertEquals(64, models.path(0).path("digest").stringValue().length());
    var shown = send("POST", "/api/show", "{\"model\":\"team/fast lane:latest\"}");
    assertEquals(200, shown.statusCode(), shown.body());
    assertTrue(shown.body().contains("\"capabilities\":[\"completion\",\"tools\""), shown.body());
    String none = error(404, send("POST", "/api/show", "{\"model\":\"nobody\"}"));
    assertEquals("there is no graph nobody", none);
    error(400, send("POST", "/api/show", "{}"));
    error(405, send("GET", "/api/show", ""));
    assertEquals("{\"models\":[]}", send("GET", "/api/ps", "").body());
    assertTrue(send("GET", "/api/version", "").body().matches("\\{\"version\":\"[0-9.]+\"\\}"));
    assertTrue(gateway.asked.isEmpty());
  }

  /// Clients load a model before they ask it, and let go of it afterwards.
  @Test
  void loadingNeedsNoModel() throws Exception {
    var loaded = send("POST", "/api/generate", "{\"model\":\"main\"}");
    assertTrue(loaded.body().contains("\"done\":true,\"done_reason\":\"load\""), loaded.body());
    var gone = send("POST", "/api/chat", "{\"model\":\"main\",\"messages\":[],\"keep_alive\":0}");
    assertTrue(gone.body().contains("\"done_reason\":\"unload\""), gone.body());
    assertTrue(gateway.asked.isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "POST,/api/pull",
    "POST,/api/push",
    "POST,/api/create",
    "POST,/api/copy",
    "DELETE,/api/delete"
  })
  void modelsCannotBeChanged(String method, String path) throws Exception {
    String why = error(501, send(method, path, "{\"model\":\"main\"}"));
    assertTrue(why.contains("keeps no models"), why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/embed", "/api/embeddings"})
  void textsToEmbedMustBeTexts(String path) throws Exception {
    String why = error(400, send("POST", path, "{\"input\":7,\"prompt\":7}"));
    assertTrue(why.contains("must be"), why);
  }

  @Test
  void onlyPostAndDeleteHaveBodies() throws Exception {
    String why = error(400, send("GET", "/api/tags", "{}"));
    assertEquals("only POST and DELETE requests may have a body", why);
    var below = send("POST", "/v1/api/chat", QUESTION);
    assertEquals(404, below.statusCode());
    assertTrue(below.body().contains("ends before /v1"), below.body());
  }
}
