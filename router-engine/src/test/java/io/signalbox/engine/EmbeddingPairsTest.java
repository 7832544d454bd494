package io.signalbox.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.upstream.FakeProvider;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Embeddings of every client's form at every provider's form: what goes out, and what comes back.
@Timeout(120)
final class EmbeddingPairsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path home;

  /// A client's form.
  ///
  /// @param vectors where its vectors are in the answer
  private enum Client {
    OPENAI(
        "/v1/embeddings",
        "{\"input\":[\"a b\",\"c\"],\"dimensions\":2,\"input_type\":\"search_query\"}",
        "/data/0/embedding",
        "/data/1/embedding"),
    OPENAI_PACKED(
        "/v1/embeddings",
        "{\"input\":[\"a b\",\"c\"],\"dimensions\":2,\"task\":\"retrieval.query\","
            + "\"encoding_format\":\"base64\"}",
        "/data/0/embedding",
        "/data/1/embedding"),
    OPENAI_TOKENS(
        "/v1/embeddings",
        "{\"input\":[[64,293],[66]],\"dimensions\":2,\"input_type\":\"query\"}",
        "/data/0/embedding",
        "/data/1/embedding"),
    GEMINI(
        "/v1beta/models/any:batchEmbedContents",
        "{\"requests\":[{\"model\":\"models/any\",\"content\":{\"parts\":[{\"text\":\"a b\"}]},"
            + "\"task_type\":\"RETRIEVAL_QUERY\",\"outputDimensionality\":2},"
            + "{\"model\":\"models/any\",\"content\":{\"parts\":[{\"text\":\"c\"}]},"
            + "\"embedContentConfig\":{\"taskType\":\"RETRIEVAL_QUERY\",\"outputDimensionality\":2}}]}",
        "/embeddings/0/values",
        "/embeddings/1/values"),
    OLLAMA(
        "/api/embed",
        "{\"model\":\"any:latest\",\"input\":[\"a b\",\"c\"],\"dimensions\":2,\"truncate\":true}",
        "/embeddings/0",
        "/embeddings/1");

    private final String path;
    private final String body;
    private final List<String> vectors;

    Client(String path, String body, String... vectors) {
      this.path = path;
      this.body = body;
      this.vectors = List.of(vectors);
    }

    private String vector(JsonNode answer, int index) {
      JsonNode found = answer.at(vectors.get(index));
      return found.isString() ? found.asString() : found.toString();
    }
  }

  /// A provider's form.
  private enum Provider {
    OPENAI(
        "openai",
        "m",
        "/embeddings",
        "{\"model\":\"m\",\"input\":[\"a b\",\"c\"],\"dimensions\":2}",
        "{\"data\":[{\"embedding\":[0.50, -0.25],\"index\":0},"
            + "{\"index\":1,\"embedding\":[1, 2e-3]}],\"usage\":{\"prompt_tokens\":3}}"),
    GEMINI(
        "gemini",
        "m",
        "/models/m:batchEmbedContents",
        "{\"requests\":[{\"model\":\"models/m\",\"content\":{\"parts\":[{\"text\":\"a b\"}]},"
            + "\"outputDimensionality\":2},{\"model\":\"models/m\","
            + "\"content\":{\"parts\":[{\"text\":\"c\"}]},\"outputDimensionality\":2}]}",
        "{\"embeddings\":[{\"values\":[0.50, -0.25]},{\"values\":[1, 2e-3]}],"
            + "\"usageMetadata\":{\"promptTokenCount\":3}}"),
    COHERE(
        "cohere",
        "m",
        "/v2/embed",
        "{\"model\":\"m\",\"texts\":[\"a b\",\"c\"],\"embedding_types\":[\"float\"],"
            + "\"input_type\":\"search_document\",\"output_dimension\":2}",
        "{\"id\":\"x\",\"embeddings\":{\"float\":[[0.50, -0.25],[1, 2e-3]]},"
            + "\"texts\":[\"a b\",\"c\"],\"meta\":{\"billed_units\":{\"input_tokens\":3}}}"),
    BEDROCK_COHERE(
        "bedrock",
        "cohere.embed-v4:0",
        "/model/cohere.embed-v4%3A0/invoke",
        "{\"texts\":[\"a b\",\"c\"],\"input_type\":\"search_document\","
            + "\"embedding_types\":[\"float\"],\"output_dimension\":2}",
        "{\"id\":\"x\",\"embeddings\":{\"float\":[[0.50, -0.25],[1, 2e-3]]},\"texts\":[]}");

    private final String dialect;
    private final String model;
    private final String path;
    private final String body;
    private final String answer;

    Provider(String dialect, String model, String path, String body, String answer) {
      this.dialect = dialect;
      this.model = model;
      this.path = path;
      this.body = body;
      this.answer = answer;
    }

    /// What is sent for a client that says what its vectors are for.
    private String expected(Client client) {
      if (client == Client.OLLAMA) {
        return body;
      }
      return switch (this) {
        case OPENAI -> client == Client.GEMINI ? body : body.replace("}", tasks(client) + "}");
        case GEMINI ->
            body.replace(
                "\"outputDimensionality\"",
                "\"taskType\":\"RETRIEVAL_QUERY\",\"outputDimensionality\"");
        case COHERE, BEDROCK_COHERE -> body.replace("search_document", "search_query");
      };
    }

    private static String tasks(Client client) {
      return client == Client.OPENAI_PACKED
          ? ",\"task\":\"retrieval.query\",\"encoding_format\":\"base64\""
          : client == Client.OPENAI
              ? ",\"input_type\":\"search_query\""
              : ",\"input_type\":\"query\"";
    }
  }

  static Stream<Arguments> pairs() {
    return Arrays.stream(Client.values())
        .flatMap(client ->
            Arrays.stream(Provider.values()).map(provider -> Arguments.of(client, provider)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void textsGoOutAndVectorsComeBackUnaltered(Client client, Provider provider) throws Exception {
    try (var upstream = answering(provider.answer);
        var rig = rig(provider, upstream)) {
      Rig.Reply reply = rig.post(client.path, client.body);
      assertEquals(200, reply.status(), reply.body());
      String sent = upstream.requests.take();
      assertTrue(sent.startsWith("POST " + provider.path + " "), sent);
      if (!isVerbatim(client, provider)) {
        assertEquals(
            JSON.readTree(provider.expected(client)),
            JSON.readTree(sent.substring(sent.indexOf("\r\n\r\n") + 4)));
      }
      JsonNode answer = JSON.readTree(reply.body());
      boolean packed = client == Client.OPENAI_PACKED;
      assertTrue(packed || reply.body().contains("[0.50, -0.25]"), reply.body());
      assertEquals(packed ? "AAAAPwAAgL4=" : "[0.5,-0.25]", client.vector(answer, 0));
      assertEquals(packed ? "AACAP28SAzs=" : "[1,0.002]", client.vector(answer, 1));
      String losses = String.valueOf(rig.trace(reply).all().get("losses"));
      boolean guessed = client == Client.OLLAMA && provider.name().endsWith("COHERE");
      boolean lost = client == Client.GEMINI && provider == Provider.OPENAI;
      boolean ids = client == Client.OPENAI_TOKENS && provider == Provider.OPENAI;
      assertEquals(
          guessed ? "input_type" : lost ? "the task" : ids ? "token ids" : "",
          Stream.of("input_type", "the task", "token ids")
              .filter(losses::contains)
              .findFirst()
              .orElse(losses.replaceAll("null|\\[]", "")),
          losses);
    }
  }

  private static boolean isVerbatim(Client client, Provider provider) {
    return client != Client.OPENAI_TOKENS && client.name().startsWith(provider.name());
  }

  private static FakeProvider answering(String answer) throws Exception {
    return new FakeProvider(line -> {
      while (true) {
        line.request();
        line.whole(200, "application/json", answer);
      }
    });
  }

  private Rig rig(Provider provider, FakeProvider upstream) throws Exception {
    return new Rig(
        home,
        "signalbox: 1\nname: Test\nstart: a\nmodels:\n  a: { provider: fake-%s, model: '%s', url: \"%s\" }\n"
            .formatted(provider.dialect, provider.model, upstream.url()));
  }

  @ParameterizedTest
  @MethodSource("gemini")
  void bodiesOfGeminiPassByteForByteButForTheModelsName(String verb, String asked, String answer)
      throws Exception {
    try (var upstream = answering(answer);
        var rig = rig(Provider.GEMINI, upstream)) {
      Rig.Reply reply = rig.post("/v1beta/models/any" + verb, asked);
      assertEquals(answer, reply.body());
      String sent = upstream.requests.take();
      assertTrue(sent.startsWith("POST /models/m" + verb + " "), sent);
      assertEquals(
          asked.replace("models/any", "models/m"), sent.substring(sent.indexOf("\r\n\r\n") + 4));
    }
  }

  static Stream<Arguments> gemini() {
    return Stream.of(
        Arguments.of(
            ":embedContent",
            "{ \"model\": \"models/any\","
                + " \"content\":{\"parts\":{\"text\":\"a\"}},\"title\":\"T\"}",
            "{ \"embedding\":{\"values\":[1.0]},\"odd\":1}"),
        Arguments.of(
            ":embedContent",
            "{\"content\":{\"parts\":[{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"AA==\"}}]}}",
            "{\"embedding\":{\"values\":[1.0]}}"),
        Arguments.of(
            ":batchEmbedContents",
            "{\"requests\": [ {\"content\":{\"parts\":[{\"text\":\"models/any\"}]},"
                    .replace("models/any", "a")
                + "\"model\":\"models/any\"}, {\"model\":\"models/any\","
                + "\"content\":{\"parts\":[{\"text\":\"b\"}]},\"title\":\"T\"} ] }",
            "{\"embeddings\":[{\"values\":[1.0]}, {\"values\":[2.0]}]}"));
  }

  @Test
  void formsForOneText() throws Exception {
    String titan = "{\"embedding\":[0.5,1],\"inputTextTokenCount\":2}";
    try (var upstream = answering(titan);
        var rig =
            new Rig(
                home,
                ("signalbox: 1\n"
                     + "name: Test\n"
                     + "start: a\n"
                     + "models:\n"
                     + "  a: { provider: fake-bedrock, model: 'amazon.titan-embed-text-v2:0', url:"
                     + " \"%s\", params: { normalize: true } }\n")
                    .formatted(upstream.url()))) {
      String old = rig.post("/api/embeddings", "{\"model\":\"any\",\"prompt\":\"a\"}").body();
      assertEquals("{\"embedding\":[0.5,1]}", old);
      String sent = upstream.requests.take();
      assertTrue(sent.endsWith("{\"inputText\":\"a\",\"normalize\":true}"), sent);
      String gemini =
          rig.post("/v1/models/any:embedContent", "{\"content\":{\"parts\":[{\"text\":\"a\"}]}}")
              .body();
      assertEquals(
          "{\"embedding\":{\"values\":[0.5,1]},\"usageMetadata\":{\"promptTokenCount\":2}}",
          gemini);
      Rig.Reply two = rig.post("/v1/embeddings", "{\"input\":[\"a\",\"b\"]}");
      assertEquals(400, two.status());
      assertTrue(two.body().contains("embeds 1 text a call"), two.body());
      assertEquals("{\"embedding\":[]}", rig.post("/api/embeddings", "{\"model\":\"any\"}").body());
      assertEquals(
          "{\"model\":\"any\",\"embeddings\":[]}",
          rig.post("/api/embed", "{\"model\":\"any\",\"input\":[]}").body());
    }
  }

  @Test
  void whatIsNoTextAndWhatIsSaidOfSingleTextsIsToldOf() throws Exception {
    try (var upstream = answering(Provider.OPENAI.answer);
        var rig = rig(Provider.OPENAI, upstream)) {
      Rig.Reply picture =
          rig.post(
              "/v1beta/models/any:embedContent",
              "{\"content\":{\"parts\":[{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"AA==\"}}]}}");
      assertEquals(400, picture.status());
      assertTrue(picture.body().contains("An input that is no text"), picture.body());
      Rig.Reply titled =
          rig.post(
              "/v1beta/models/any:batchEmbedContents",
              "{\"requests\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]},\"title\":\"T\"},"
                  + "{\"content\":{\"parts\":[{\"text\":\"b\"}]},\"taskType\":\"CLUSTERING\"}]}");
      assertEquals(200, titled.status());
      String losses = String.valueOf(rig.trace(titled).all().get("losses"));
      assertTrue(losses.contains("title, taskType: known to the gemini-embeddings"), losses);
      for (String bad :
          List.of("{}", "{\"requests\":[]}", "{\"requests\":[{}]}", "{\"requests\":7}", "[")) {
        Rig.Reply refused = rig.post("/v1beta/models/any:batchEmbedContents", bad);
        assertEquals(400, refused.status(), bad);
        assertTrue(refused.body().contains("INVALID_ARGUMENT"), refused.body());
      }
      for (String bad : List.of("{\"input\":[7]}", "{\"input\":\"a\",\"dimensions\":-1}", "7")) {
        assertEquals(400, rig.post("/api/embed", bad).status(), bad);
      }
    }
  }

  @Test
  void errorsOfProvidersAreTheirs() throws Exception {
    try (var upstream =
            new FakeProvider(line -> {
              line.request();
              line.whole(429, "application/json", "{\"message\":\"slow down\"}");
            });
        var rig = rig(Provider.COHERE, upstream)) {
      Rig.Reply reply = rig.post("/v1/embeddings", "{\"input\":\"a\"}");
      assertEquals(429, reply.status());
      assertTrue(reply.body().contains("slow down"), reply.body());
    }
  }
}
