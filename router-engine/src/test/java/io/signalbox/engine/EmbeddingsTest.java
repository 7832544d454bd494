package io.signalbox.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.upstream.FakeProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Embeddings through the whole program: over the same graph, budgets, failover and trace as a
/// chat.
@Timeout(120)
final class EmbeddingsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String PATH = "/v1/embeddings";
  private static final String ASKED = "{ \"model\":\"any\",\"input\":\"hello\" ,\"odd\":1e0}";
  private static final String FLOATS =
      "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,"
          + "\"embedding\":[0.10000000149, -2.5e-1]}],\"model\":\"m\","
          + "\"usage\":{\"prompt_tokens\":3,\"total_tokens\":3}, \"odd\":1}";
  private static final String PACKED =
      "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,"
          + "\"embedding\":\"zczMPQAAgL4=\"}],\"model\":\"m\","
          + "\"usage\":{\"prompt_tokens\":3,\"total_tokens\":3}}";

  @TempDir private Path home;
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (var each : open.reversed()) {
      each.close();
    }
  }

  /// A provider that answers every call so.
  private FakeProvider provider(int status, String body) throws IOException {
    var provider =
        new FakeProvider(line -> {
          while (true) {
            line.request();
            line.whole(status, "application/json", body);
          }
        });
    open.add(provider);
    return provider;
  }

  private Rig start(String graph) throws IOException {
    var rig = new Rig(home, "signalbox: 1\nname: Test\n" + graph);
    open.add(rig);
    return rig;
  }

  private static String model(String id, FakeProvider provider, String name, String more) {
    return "  %s: { provider: fake-openai, model: %s, url: \"%s\"%s }\n"
        .formatted(id, name, provider.url(), more);
  }

  private Rig start(FakeProvider provider) throws IOException {
    return start("start: a\nmodels:\n" + model("a", provider, "embedder", ""));
  }

  private static String body(String request) {
    return request.substring(request.indexOf("\r\n\r\n") + 4);
  }

  @Test
  void bodyAndReplyPassByteForByteButForTheModelsName() throws Exception {
    var provider = provider(200, FLOATS);
    Rig rig = start(provider);
    Rig.Reply reply = rig.post(PATH, ASKED);
    assertEquals(FLOATS, reply.body());
    String sent = provider.requests.take();
    assertTrue(sent.startsWith("POST /embeddings "), sent);
    assertEquals(ASKED.replace("any", "embedder"), body(sent));
    rig.trace(reply).is(200, "a answered 200");
    assertEquals("0.000003", rig.trace(reply).usd(0));
  }

  @Test
  void serverThatIgnoresTheWishForBase64IsTranslated() throws Exception {
    Rig rig = start(provider(200, FLOATS));
    Rig.Reply reply = rig.post(PATH, "{\"input\":\"a\",\"encoding_format\":\"base64\"}");
    assertEquals("zczMPQAAgL4=", JSON.readTree(reply.body()).at("/data/0/embedding").asString());
  }

  @Test
  void packedVectorsBecomeTheShortestNumbersThatMeanThem() throws Exception {
    Rig rig = start(provider(200, PACKED));
    Rig.Reply reply = rig.post(PATH, "{\"input\":\"a\"}");
    assertTrue(reply.body().contains("\"embedding\":[0.1,-0.25]"), reply.body());
  }

  /// LangChain sends the tokens of `cl100k_base` to every model whose own it does not know.
  @Test
  void tokenIdsAreTextForModelsOfOtherMakers() throws Exception {
    var provider = provider(200, FLOATS);
    Rig rig = start(provider);
    Rig.Reply reply = rig.post(PATH, "{\"input\":[[15339,1917]]}");
    assertEquals(
        "{\"model\":\"embedder\",\"input\":\"hello world\"}", body(provider.requests.take()));
    assertTrue(losses(rig, reply).contains("token ids"), losses(rig, reply));
  }

  @Test
  void tokenIdsGoToOpenAisModelsAsTheyAre() throws Exception {
    var provider = provider(200, FLOATS);
    Rig rig = start("start: a\nmodels:\n" + model("a", provider, "text-embedding-3-small", ""));
    rig.post(PATH, "{\"input\":[15339,1917]}");
    assertTrue(body(provider.requests.take()).contains("\"input\":[15339,1917]"));
  }

  private static String losses(Rig rig, Rig.Reply reply) {
    return String.valueOf(rig.trace(reply).all().get("losses"));
  }

  @Test
  void conditionsKnowThePurposeAndTheText() throws Exception {
    var embeds = provider(200, FLOATS);
    var talks = provider(500, "{}");
    Rig rig =
        start(
            """
            start: kind
            nodes:
              kind:
                kind: rules
                rules:
                  - { when: 'purpose == "embedding" && text.contains("hel") && tokens < 3', to: a }
                otherwise: b
            models:
            """
                + model("a", embeds, "embedder", "")
                + model("b", talks, "talker", ""));
    Rig.Reply reply = rig.post(PATH, ASKED);
    assertEquals("a", reply.header("x-signalbox-model"));
    rig.trace(rig.ask(false)).is(502, "b server_error 500");
    assertEquals(1, embeds.requests.size());
  }

  @Test
  void modelThatOnlyTalksIsDroppedAndIsToldOfAlone() throws Exception {
    var embeds = provider(200, FLOATS);
    var talks = provider(200, FLOATS);
    Rig rig =
        start(
            "start: any\nnodes:\n  any: { kind: fallback, to: [ b, a ] }\nmodels:\n"
                + model("a", embeds, "embedder", "")
                + model("b", talks, "talker", ""));
    Rig.Reply reply = rig.post(PATH, ASKED);
    assertEquals("a", reply.header("x-signalbox-model"));
    assertTrue(rig.trace(reply).all().toString().contains("b: no embeddings"));
    rig.swap("signalbox: 1\nname: Test\nstart: b\nmodels:\n" + model("b", talks, "talker", ""));
    Rig.Reply refused = rig.post(PATH, ASKED);
    assertEquals(400, refused.status());
    assertTrue(refused.body().contains("Model b (talker) gives no embeddings"), refused.body());
    assertTrue(talks.requests.isEmpty());
  }

  @Test
  void embedderIsNotAskedToTalk() throws Exception {
    var provider = provider(200, FLOATS);
    Rig.Reply refused = start(provider).ask(false);
    assertEquals(400, refused.status());
    assertTrue(refused.body().contains("gives embeddings and no answers"), refused.body());
    assertTrue(provider.requests.isEmpty());
  }

  @Test
  void failoverGoesToTheSameModelElsewhereAndNeverToOtherVectors() throws Exception {
    var broken = provider(500, "{\"error\":{\"message\":\"broken\"}}");
    var other = provider(200, FLOATS);
    var same = provider(200, FLOATS);
    Rig rig =
        start(
            "start: any\nnodes:\n  any: { kind: fallback, to: [ a, b, c ] }\nmodels:\n"
                + model("a", broken, "embedder", "")
                + model("b", other, "other-embedder", "")
                + model("c", same, "acme/Embedder:latest", ""));
    Rig.Reply reply = rig.post(PATH, ASKED);
    assertEquals("c", reply.header("x-signalbox-model"));
    rig.trace(reply).is(200, "a server_error 500", "c answered 200");
    assertTrue(
        rig.trace(reply)
            .all()
            .toString()
            .contains("b: its vectors cannot be compared with those of a"),
        () -> rig.trace(reply).all().toString());
    assertTrue(other.requests.isEmpty());
  }

  @Test
  void nestedFallbacksKeepToTheVectorsThatTheRouteBeganWith() throws Exception {
    var broken = provider(500, "{\"error\":{\"message\":\"broken\"}}");
    var other = provider(200, FLOATS);
    Rig rig =
        start(
            "start: any\n"
                + "nodes:\n"
                + "  any: { kind: fallback, to: [ one, two ] }\n"
                + "  one: { kind: fallback, to: [ a ] }\n"
                + "  two: { kind: fallback, to: [ b ] }\n"
                + "models:\n"
                + model("a", broken, "embedder", "")
                + model("b", other, "other-embedder", ""));
    Rig.Reply reply = rig.post(PATH, ASKED);
    assertEquals(502, reply.status());
    rig.trace(reply).is(502, "a server_error 500", "b skipped 0");
    assertTrue(other.requests.isEmpty());
  }

  @Test
  void labelSaysThatTwoNamesAreOneModel() throws Exception {
    var broken = provider(500, "{\"error\":{\"message\":\"broken\"}}");
    var deployment = provider(200, FLOATS);
    String label = ", labels: { vector_space: docs }";
    Rig rig =
        start(
            "start: any\nnodes:\n  any: { kind: fallback, to: [ a, b ] }\nmodels:\n"
                + model("a", broken, "embedder", label)
                + model("b", deployment, "my-deployment", label));
    assertEquals("b", rig.post(PATH, ASKED).header("x-signalbox-model"));
  }

  @Test
  void cacheGivesTheSameVectorsAgainInTheFormThatIsAskedFor() throws Exception {
    var provider = provider(200, FLOATS);
    Rig rig =
        start(
            "start: kept\n"
                + "nodes:\n"
                + "  kept: { kind: cache, match: similar, similarity: 0.9, to: a }\n"
                + "models:\n"
                + model("a", provider, "embedder", ""));
    rig.post(PATH, "{\"input\":[\"hello\"]}");
    Rig.Reply again = rig.post(PATH, "{\"input\":\"hello\",\"encoding_format\":\"base64\"}");
    assertTrue(again.body().contains("zczMPQAAgL4="), again.body());
    assertTrue(again.header("x-signalbox-cache").startsWith("hit"));
    rig.post(PATH, "{\"input\":\"hello there\"}");
    rig.post(PATH, "{\"input\":\"hello\",\"dimensions\":2}");
    assertEquals(3, provider.requests.size());
  }

  @Test
  void rewriteSetsTheLengthAndRedactsAndSaysThatThereIsNoSystemPrompt() throws Exception {
    var provider = provider(200, FLOATS);
    Rig rig =
        start(
            """
            start: rewritten
            nodes:
              rewritten:
                kind: rewrite
                set: { dimensions: 256, temperature: 0 }
                system: { prepend: "Be kind." }
                redact: [ email ]
                to: a
            models:
            """
                + model("a", provider, "embedder", ""));
    Rig.Reply reply = rig.post(PATH, "{\"input\":\"ask anna@example.com\",\"user\":\"u\"}");
    JsonNode sent = JSON.readTree(body(provider.requests.take()));
    assertEquals(256, sent.path("dimensions").asInt());
    assertEquals("u", sent.path("user").asString());
    assertFalse(sent.toString().contains("anna@"), sent.toString());
    assertFalse(sent.has("temperature") || sent.toString().contains("kind"), sent.toString());
    String trace = rig.trace(reply).all().toString();
    assertTrue(
        trace.contains("sets dimensions, temperature (an embedding has no temperature)"), trace);
    assertTrue(trace.contains("adds to no system prompt"), trace);
  }

  @Test
  void budgetHoldsAndCountsWhatVectorsCost() throws Exception {
    Rig rig =
        start(
            "start: cap\n"
                + "nodes:\n"
                + "  cap: { kind: budget, usd: 0.000004, per: day, within: a, over: no }\n"
                + "  no: { kind: reject, status: 402, message: spent }\n"
                + "models:\n"
                + model("a", provider(200, FLOATS), "embedder", ""));
    assertEquals(200, rig.post(PATH, ASKED).status());
    assertEquals(402, rig.post(PATH, "{\"input\":\"hello you there\"}").status());
  }

  @Test
  void answerWithTooFewVectorsIsNotPassedOffAsWhole() throws Exception {
    Rig rig = start(provider(200, PACKED));
    Rig.Reply reply = rig.post(PATH, "{\"input\":[\"a\",\"b\"]}");
    assertEquals(502, reply.status());
    assertTrue(reply.body().contains("1 vectors for 2 texts"), reply.body());
  }

  @Test
  void bodiesThatBreakTheRulesAreRefusedInOpenAisWords() throws Exception {
    Rig rig = start(provider(200, FLOATS));
    for (var each :
        Map.of(
                "{}", "Missing required parameter: 'input'.",
                "{\"input\":[]}", "Invalid 'input': empty array.",
                "{\"input\":7}", "Invalid type for 'input'",
                "{\"input\":[\"a\",7]}", "Invalid type for 'input[1]'",
                "{\"input\":[1,\"a\"]}", "Invalid type for 'input[1]'",
                "{\"input\":[[1.5]]}", "Invalid type for 'input[0][0]'",
                "{\"input\":\"a\",\"encoding_format\":\"int8\"}", "'float' and 'base64'",
                "{\"input\":\"a\",\"dimensions\":0}", "integer below minimum value")
            .entrySet()) {
      Rig.Reply reply = rig.post(PATH, each.getKey());
      assertEquals(400, reply.status(), each.getKey());
      assertTrue(reply.body().contains(each.getValue()), reply.body());
    }
  }
}
