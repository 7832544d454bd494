package io.signalbox.engine.cli.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.LimitNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.workspace.GraphText;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The parts of a proof: what is asked, who answers, what is compared, what is reported. */
final class ProofPartsTest {
  private static final RoutingGraph GRAPH =
      GraphText.read(
              "g",
              """
              signalbox: 1
              name: Desk
              start: r
              models:
                a: { provider: openai, model: gpt-5.1 }
                b: { provider: openai, model: gpt-5-mini }
              nodes:
                r:
                  kind: rules
                  rules:
                    - { when: 'metadata.tier == "free"', to: b }
                    - { when: 'tokens > 100', to: b }
                    - { when: 'text.matches("(?i)\\\\bsql\\\\b")', to: b }
                  otherwise: a
              """)
          .graph()
          .orElseThrow();

  @Test
  void requestsLieOnBothSidesOfEachBorder() {
    var prompts = new ProofPrompts(GRAPH, 1, request -> List.of("a"));
    List<ProofRequest> made = prompts.made(40);
    assertEquals(40, made.size());
    List<String> names = made.stream().map(ProofRequest::name).toList();
    assertTrue(names.contains("metadata.tier = free"), names.toString());
    assertTrue(names.contains("metadata.tier = freex"), names.toString());
    assertTrue(names.contains("tokens = 100"), names.toString());
    assertTrue(names.contains("tokens = 101"), names.toString());
    assertTrue(made.stream().anyMatch(each -> !each.failing().isEmpty()));
    assertEquals(names, prompts(1).stream().map(ProofRequest::name).toList(), "a seed repeats");
  }

  private static List<ProofRequest> prompts(long seed) {
    return new ProofPrompts(GRAPH, seed, request -> List.of("a")).made(40);
  }

  @Test
  void limitsAreNotUsedUpByAProof() {
    var limited =
        GraphText.read(
                "g",
                """
                signalbox: 1
                name: Desk
                start: l
                models:
                  a: { provider: openai, model: gpt-5.1 }
                  b: { provider: openai, model: gpt-5-mini }
                nodes:
                  l: { kind: limit, requests: 5, per: day, within: a, over: b }
                """)
            .graph()
            .orElseThrow();
    var copy = ProofCopy.of(limited, GatewayKind.HAPROXY, Map.of(), 1);
    var limit = (LimitNode) copy.graph().node("l").orElseThrow();
    assertEquals(1_000_000, limit.requests().orElse(0));
    assertEquals("b", limit.over());
  }

  @Test
  void estimatesAreExcusedNearBordersOnly() {
    assertTrue(Borders.isNearTokens(GRAPH, 90));
    assertFalse(Borders.isNearTokens(GRAPH, 12));
  }

  @Test
  void fakesTellModelsByTheirKeysAndFailAsTold() throws Exception {
    try (var fakes = FakeProviders.start(List.of("a", "b"));
        var client = HttpClient.newHttpClient()) {
      assertEquals("from b", said(client, fakes, 1));
      fakes.expect(Map.of("a", FailureClass.CONTEXT_TOO_LONG));
      assertTrue(asked(client, fakes, 0).body().contains("context_length_exceeded"));
      assertEquals(List.of("a"), fakes.calls().stream().map(FakeProviders.Call::model).toList());
    }
  }

  private static String said(HttpClient client, FakeProviders fakes, int model) throws Exception {
    var answer = asked(client, fakes, model);
    assertEquals(200, answer.statusCode());
    return answer.body().contains("from b") ? "from b" : answer.body();
  }

  private static HttpResponse<String> asked(HttpClient client, FakeProviders fakes, int model)
      throws Exception {
    var request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + fakes.port() + "/v1/chat/completions"))
            .header("authorization", "Bearer " + FakeProviders.key(model).getValue())
            .POST(HttpRequest.BodyPublishers.ofString("{\"messages\":[]}"))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void requestsAreComparedAcrossDialects() {
    var chat =
        SentText.of(
            "/v1/chat/completions",
            """
            {"model":"m","messages":[{"role":"system","content":"Be kind."},{"role":"user","content":"Hi"}]}
            """);
    var messages =
        SentText.of(
            "/v1/messages",
            """
            {"model":"m","max_tokens":9,"system":[{"type":"text","text":"Be kind."}],
             "messages":[{"role":"user","content":[{"type":"text","text":"Hi"}]}]}
            """);
    var gemini =
        SentText.of(
            "/v1beta/models/m:generateContent",
            """
            {"systemInstruction":{"parts":[{"text":"Be kind."}]},
             "contents":[{"role":"user","parts":[{"text":"Ho"}]}]}
            """);
    assertEquals("", chat.unlike(messages));
    assertEquals("texts", chat.unlike(gemini));
  }

  @Test
  void requestsOfChatAreAskedAsMessagesToo() {
    var draft =
        new ProofDraft()
            .system("Be kind.")
            .text("Hi")
            .images(1)
            .tool("look_up")
            .label("tier", "free")
            .label("odd", "a,b")
            .member("user", "ada")
            .member("stream", true);
    var request = AskedAs.MESSAGES.of(draft.done());
    String body = new String(request.bytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertEquals("tier=free", request.headers().get("x-signalbox-metadata"), "odd has a comma");
    assertTrue(body.contains("\"system\":\"Be kind.\""), body);
    assertTrue(body.contains("\"user_id\":\"ada\""), body);
    assertTrue(body.contains("\"media_type\":\"image/png\""), body);
    assertTrue(body.contains("\"input_schema\""), body);
    assertTrue(body.contains("\"max_tokens\":1024"), body);
    assertEquals(AskedAs.MESSAGES, request.failing(Map.of("a", FailureClass.TIMEOUT)).as());
  }

  @Test
  void resultsSayWhatIsWrong() {
    var wrong =
        new Decided(
            "a <b>", List.of("a"), List.of(), 200, 502, Decided.Verdict.WRONG, "other models");
    var result = new ProofResult("Desk", "nginx", "1.2.3", Instant.EPOCH, "00", List.of(wrong));
    assertFalse(result.holds());
    assertEquals(
        "Not proved on nginx 1.2.3: 1 decisions, 0 the same, 0 declared, 1 wrong",
        result.sentence());
    assertTrue(result.junit().contains("name=\"a &lt;b&gt;\""), result.junit());
    assertTrue(result.json().contains("\"1970-01-01T00:00:00Z\""), result.json());
  }
}
