package io.signalbox.engine;

import static io.signalbox.engine.FakeAnswers.refuses;
import static io.signalbox.engine.FakeAnswers.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.upstream.FakeProvider;
import io.signalbox.engine.upstream.FakeProvider.Play;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients of Anthropic's Messages through the whole program, to providers of every dialect.
@Timeout(120)
final class MessagesTest {
  private static final String QUESTION =
      "{ \"model\":\"claude-x\",  \"max_tokens\":10,\"brand_new\":{\"a\":[1.10]},"
          + "\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
  private static final String STREAM =
      QUESTION.replace("{ \"model\"", "{\"stream\":true,\"model\"");
  private static final String THINKING =
      "{\"model\":\"m\",\"max_tokens\":5000,\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2000},\"top_k\":4,\"system\":[{\"type\":\"text\",\"text\":\"Be"
          + " brief.\",\"cache_control\":{\"type\":\"ephemeral\"}}],\"messages\":["
          + "{\"role\":\"user\",\"content\":\"hello\"},"
          + "{\"role\":\"assistant\",\"content\":[{\"type\":\"thinking\",\"thinking\":\"hm\","
          + "\"signature\":\"SIGNED\"},{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"look\","
          + "\"input\":{\"at\":1}}]},"
          + "{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"t1\","
          + "\"content\":\"seen\"}]}]}";

  private static final String BROKEN_CALL =
      "{\"id\":\"c1\",\"object\":\"chat.completion\",\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":"
          + "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"t1\",\"type\":\"function\",\"function\":{\"name\":\"look\",\"arguments\":\"{\\\"at\\\":"
          + " \"}}]},\"finish_reason\":"
          + "\"tool_calls\"}],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":5,\"total_tokens\":15}}";

  @TempDir private Path home;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<AutoCloseable> open = new ArrayList<>(List.of(http));
  private final StringBuilder models = new StringBuilder();
  private String nodes = "  start: { kind: fallback, to: [ a, b ] }\n";

  @AfterEach
  void close() throws Exception {
    for (var each : open.reversed()) {
      each.close();
    }
  }

  private FakeProvider model(String id, String dialect, Play play) throws IOException {
    return model(id, dialect, "priced", play);
  }

  /// A Claude of which only its name is known.
  private FakeProvider claude(String name, Play play) throws IOException {
    return model("a", "anthropic", name, play);
  }

  private FakeProvider model(String id, String dialect, String name, Play play) throws IOException {
    var provider = new FakeProvider(play);
    open.add(provider);
    models.append(
        "  %s: { provider: fake-%s, model: %s, url: \"%s\" }\n"
            .formatted(id, dialect, name, provider.url()));
    return provider;
  }

  private Rig start() throws IOException {
    var rig =
        new Rig(
            home,
            "signalbox: 1\nname: Test\nstart: start\nmodels:\n" + models + "nodes:\n" + nodes);
    open.add(rig);
    return rig;
  }

  private HttpResponse<String> ask(Rig rig, String body, String... headers)
      throws IOException, InterruptedException {
    URI address = rig.address().resolve("/v1/messages?beta=true");
    var request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .header("anthropic-version", "2023-06-01")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return http.send(
        (headers.length == 0 ? request : request.headers(headers)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private static String bodyOf(String request) {
    return request.substring(request.indexOf("\r\n\r\n") + 4);
  }

  private static Play answers(String body) {
    return line -> {
      while (true) {
        line.request();
        line.whole(200, "application/json", body);
      }
    };
  }

  @Test
  void bodyAndAnswerPassUnchangedWhereTheProviderSpeaksTheSame() throws Exception {
    String answer =
        "{ \"id\":\"m1\",\"type\":\"message\" , \"content\":[{\"type\":\"text\",\"text\":\"Hi\"}],"
            + "\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":1000,\"output_tokens\":100},\"odd\":1.10"
            + " }";
    var provider = model("a", "anthropic", answers(answer));
    nodes = "  start: { kind: fallback, to: [ a ] }\n";
    var rig = start();
    var response =
        ask(
            rig,
            QUESTION,
            "anthropic-beta",
            "context-management-2025-06-27,prompt-caching-scope-2026-01-05",
            "x-api-key",
            "of another service",
            "x-app",
            "cli");
    assertEquals(200, response.statusCode());
    assertEquals(answer, response.body());
    String request = provider.requests.take();
    assertEquals(QUESTION.replace("claude-x", "priced"), bodyOf(request));
    String head =
        request.substring(0, request.indexOf("\r\n\r\n")).toLowerCase(java.util.Locale.ROOT);
    assertTrue(head.startsWith("post /v1/messages http/1.1"), head);
    assertTrue(
        head.contains(
            "anthropic-beta: context-management-2025-06-27,prompt-caching-scope-2026-01-05"),
        head);
    assertTrue(head.contains("anthropic-version: 2023-06-01"), head);
    assertFalse(head.contains("x-app") || head.contains("another service"), head);
    var trace = rig.trace(header(response, "request-id"));
    trace.is(200, "a answered 200");
    assertEquals("0.002", trace.usd());
  }

  @Test
  void streamPassesUnchangedWhereTheProviderSpeaksTheSame() throws Exception {
    model("a", "anthropic", FakeAnswers.saysAsAnthropic("from a"));
    nodes = "  start: { kind: fallback, to: [ a ] }\n";
    var rig = start();
    var response = ask(rig, STREAM);
    assertEquals(
        List.of(
            "message_start",
            "content_block_start",
            "content_block_delta",
            "content_block_stop",
            "message_delta",
            "message_stop"),
        events(response));
    assertTrue(response.body().contains("\"model\":\"m\""), "the provider's own name");
    assertTrue(response.body().contains("\"usage\":{\"output_tokens\":100}"), response.body());
    rig.trace(header(response, "request-id")).is(200, "a answered 200");
  }

  private static List<String> events(HttpResponse<String> response) {
    return response
        .body()
        .lines()
        .filter(line -> line.startsWith("event: "))
        .map(line -> line.substring(7))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void providerOfAnotherDialectAnswersInTheClientsWords(boolean stream) throws Exception {
    model("a", "openai", refuses(500, "x"));
    var b = model("b", "openai", says("from b"));
    var rig = start();
    var response = ask(rig, stream ? STREAM : QUESTION);
    assertEquals(200, response.statusCode());
    assertEquals("2", header(response, "x-signalbox-attempts"));
    assertTrue(response.body().contains("\"text\":\"from b\""), response.body());
    assertTrue(response.body().contains("\"stop_reason\":\"end_turn\""), response.body());
    assertTrue(response.body().contains("\"usage\":{\"input_tokens\":1000"), response.body());
    String body = bodyOf(b.requests.take());
    assertTrue(body.contains("\"max_completion_tokens\":10"), body);
    assertFalse(body.contains("brand_new"), body);
    var trace = rig.trace(header(response, "request-id"));
    trace.is(200, "a server_error 500", "b answered 200");
    assertTrue(
        trace
            .all()
            .get("losses")
            .toString()
            .contains("members of brand_new that only anthropic supports"),
        trace.all().toString());
  }

  /// A stream passes the arguments on as they came; a whole answer would have to invent an input.
  @Test
  void wholeAnswerWithBrokenArgumentsOfAToolCountsAsBrokenOff() throws Exception {
    Play broken =
        line -> {
          while (true) {
            line.request();
            line.whole(200, "application/json", BROKEN_CALL);
          }
        };
    model("a", "openai", broken);
    model("b", "openai", says("from b"));
    var rig = start();
    var response = ask(rig, QUESTION);
    assertEquals(200, response.statusCode());
    assertTrue(response.body().contains("from b"), response.body());
    rig.trace(header(response, "request-id")).is(200, "a interrupted 200", "b answered 200");
  }

  @Test
  void callThatWasCutAtTheLimitIsLeftOutOfAWholeAnswer() throws Exception {
    model(
        "a",
        "openai",
        line -> {
          line.request();
          line.whole(
              200, "application/json", BROKEN_CALL.replace("\"tool_calls\"}", "\"length\"}"));
        });
    nodes = "  start: { kind: fallback, to: [ a ] }\n";
    var response = ask(start(), QUESTION);
    assertEquals(200, response.statusCode());
    assertTrue(response.body().contains("\"stop_reason\":\"max_tokens\""), response.body());
    assertFalse(response.body().contains("tool_use"), response.body());
  }

  @Test
  void geminiAnswersInTheClientsWords() throws Exception {
    model("a", "gemini", FakeAnswers.saysAsGemini("from a"));
    nodes = "  start: { kind: fallback, to: [ a ] }\n";
    var response = ask(start(), STREAM);
    assertTrue(response.body().contains("\"text\":\"from a\""), response.body());
    assertEquals("message_stop", events(response).getLast());
  }

  @Test
  void thinkingAndToolsReachAnotherDialectAsFarAsItKnowsThem() throws Exception {
    var a = model("a", "openai", says("seen"));
    nodes = "  start: { kind: fallback, to: [ a ] }\n";
    var rig = start();
    var response = ask(rig, THINKING);
    assertEquals(200, response.statusCode());
    assertEquals(
        "{\"model\":\"priced\",\"messages\":["
            + "{\"role\":\"system\",\"content\":\"Be brief.\"},"
            + "{\"role\":\"user\",\"content\":\"hello\"},"
            + "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"t1\","
            + "\"type\":\"function\",\"function\":{\"name\":\"look\","
            + "\"arguments\":\"{\\\"at\\\":1}\"}}]},"
            + "{\"role\":\"tool\",\"tool_call_id\":\"t1\",\"content\":\"seen\"}],"
            + "\"max_completion_tokens\":1000}", // the model's limit, below what was asked
        bodyOf(a.requests.take()));
    String losses = rig.trace(header(response, "request-id")).all().get("losses").toString();
    assertTrue(losses.contains("the model is not known to support it"), losses);
    assertTrue(losses.contains("signed reasoning of another model family was left out"), losses);
    assertTrue(losses.contains("members of top_k"), losses);
    assertTrue(losses.contains("cache_control"), losses);
  }

  /// What a rewrite changes is written anew, and nothing else that the client said gets lost but
  /// what no model takes while it thinks.
  @Test
  void rewrittenBodyKeepsWhatOnlyItsDialectKnows() throws Exception {
    var a = claude("claude-sonnet-4-5", FakeAnswers.saysAsAnthropic("from a"));
    nodes =
        "  start: { kind: rewrite, system: { append: \"Speak English.\" }, to: only }\n"
            + "  only: { kind: fallback, to: [ a ] }\n";
    var response =
        ask(
            start(),
            THINKING.replace("{\"model\"", "{\"stream\":true,\"model\""),
            "anthropic-beta",
            "new-thing-2026-01-01");
    assertTrue(response.body().contains("\"text\":\"from a\""), response.body());
    String request = a.requests.take();
    String body = bodyOf(request);
    assertTrue(body.contains("\"signature\":\"SIGNED\""), body);
    assertTrue(body.contains("\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2000}"), body);
    assertFalse(body.contains("top_k"), body);
    assertTrue(
        body.contains(
            "{\"type\":\"text\",\"text\":\"Be"
                + " brief.\",\"cache_control\":{\"type\":\"ephemeral\"}}"),
        body);
    assertTrue(body.contains("Speak English."), body);
    assertTrue(request.contains("new-thing-2026-01-01"), request);
  }

  @ParameterizedTest
  @CsvSource({
    "set: { reasoning_effort: medium },2500",
    "set: { reasoning_effort: none },0",
    "drop: [ reasoning_effort ],0"
  })
  void effortThatTheGraphSetsCountsMoreThanTheClientsThinking(String change, int budget)
      throws Exception {
    var a = claude("claude-sonnet-4-5", FakeAnswers.saysAsAnthropic("from a"));
    nodes =
        "  start: { kind: rewrite, %s, to: only }\n".formatted(change)
            + "  only: { kind: fallback, to: [ a ] }\n";
    ask(start(), THINKING.replace("{\"model\"", "{\"stream\":true,\"model\""));
    String body = bodyOf(a.requests.take());
    String wish = "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":" + budget + "}";
    assertEquals(budget > 0, body.contains(wish), body);
    assertEquals(budget > 0, body.contains("budget_tokens"), body);
  }

  @Test
  void thinkingOfAnotherProviderDoesNotReachAnthropicAndTurnsABudgetOff() throws Exception {
    var a = claude("claude-sonnet-4-5", FakeAnswers.saysAsAnthropic("from a"));
    nodes = "  start: { kind: fallback, to: [ a ] }\n";
    var rig = start();
    var response =
        ask(
            rig,
            THINKING.replace("SIGNED", "").replace("{\"model\"", "{\"stream\":true,\"model\""));
    String body = bodyOf(a.requests.take());
    assertFalse(body.contains("\"thinking\""), body);
    assertTrue(body.contains("\"tool_use\""), body);
    String losses = rig.trace(header(response, "request-id")).all().get("losses").toString();
    assertTrue(losses.contains("Thinking without an Anthropic signature"), losses);
    assertTrue(losses.contains("the client's `thinking` was left out"), losses);
  }

  @Test
  void failureOfAllModelsIsAnErrorInTheClientsDialect() throws Exception {
    model("a", "openai", refuses(500, "x"));
    model("b", "openai", refuses(429, "rate_limit_exceeded", "retry-after: 17"));
    var response = ask(start(), STREAM);
    assertEquals(429, response.statusCode());
    assertEquals("17", header(response, "retry-after"));
    assertTrue(
        response.body().startsWith("{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\""),
        response.body());
  }

  @Test
  void streamThatIsCutEndsWithAnErrorAndNoStop() throws Exception {
    model(
        "a",
        "openai",
        line -> {
          line.request();
          line.beginStream();
          line.event(FakeAnswers.delta("half"));
          line.reset();
        });
    model("b", "openai", says("never"));
    var response = ask(start(), STREAM);
    assertEquals(200, response.statusCode());
    assertTrue(response.body().contains("\"text\":\"half\""), response.body());
    assertEquals("error", events(response).getLast());
    assertFalse(response.body().contains("message_stop"), response.body());
    assertFalse(response.body().contains("never"), response.body());
  }
}
