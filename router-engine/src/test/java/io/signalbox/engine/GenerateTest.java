package io.signalbox.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.upstream.FakeProvider;
import io.signalbox.engine.upstream.FakeProvider.Line;
import io.signalbox.engine.upstream.FakeProvider.Play;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Clients of Gemini's API through the whole program, to providers of every dialect.
@Timeout(120)
final class GenerateTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ASK = "/v1beta/models/any:generateContent";
  private static final String STREAM = "/v1beta/models/any:streamGenerateContent";
  private static final String LOOK =
      "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"look\"}]}],"
          + "\"tools\":[{\"functionDeclarations\":[{\"name\":\"look\"}]},{\"googleSearch\":{}}],"
          + "\"generationConfig\":{\"maxOutputTokens\":4000,\"topK\":40,"
          + "\"thinkingConfig\":{\"thinkingBudget\":2048,\"includeThoughts\":true}}}";

  @TempDir private Path home;
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (var each : open.reversed()) {
      each.close();
    }
  }

  private FakeProvider provider(Play play) throws IOException {
    var provider = new FakeProvider(play);
    open.add(provider);
    return provider;
  }

  private Rig start(String dialect, FakeProvider provider) throws IOException {
    var rig =
        new Rig(
            home,
            "signalbox: 1\nname: Test\nstart: a\nmodels:\n  a: { provider: fake-%s, model: priced, url: \"%s\" }\n"
                .formatted(dialect, provider.url()));
    open.add(rig);
    return rig;
  }

  private static String body(String request) {
    return request.substring(request.indexOf("\r\n\r\n") + 4);
  }

  @Test
  void bodiesAndStreamsGoFromGeminiToGeminiByteForByte() throws Exception {
    String piece =
        "{ \"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Hi\"}]},\"odd\":1,"
            + "\"finishReason\":\"STOP\"}],\"usageMetadata\":{\"promptTokenCount\":1000}}";
    var provider =
        provider(line -> {
          while (true) {
            line.request();
            line.beginStream();
            line.chunk("data: " + piece + "\n\n");
            line.endStream();
          }
        });
    Rig rig = start("gemini", provider);
    String asked = "{\"contents\": [{\"parts\":{\"text\":\"Hi\"}}], \"future\":[1e3]}";
    Rig.Reply events = rig.post(STREAM + "?alt=sse&key=none", asked);
    assertEquals("data: " + piece + "\n\n", events.body());
    String sent = provider.requests.take();
    assertEquals(asked, body(sent));
    assertTrue(sent.startsWith("POST /models/priced:streamGenerateContent?alt=sse "), sent);
    Rig.Reply list = rig.post(STREAM, asked);
    assertTrue(list.body().startsWith("[{\"candidates\":"), list.body());
    assertEquals(
        "Hi", JSON.readTree(list.body()).at("/0/candidates/0/content/parts/0/text").asString());
    assertEquals(asked, body(provider.requests.take()));
  }

  /// Of a turn of tool calls Claude wants its signed thinking back, and of all that it thought many
  /// clients of this API bring back nothing but the signature of the call.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void thinkingThatAnthropicSignedComesBackWithTheCall(boolean shownToo) throws Exception {
    var provider =
        provider(line -> {
          line.request();
          thinkAndCall(line);
          line.request();
          ProviderSpeech.ANTHROPIC.answer(line, true, "Seen.", false);
        });
    Rig rig = start("anthropic", provider);
    ObjectNode asked = (ObjectNode) JSON.readTree(LOOK);
    Rig.Reply first = rig.post(STREAM + "?alt=sse", asked.toString());
    ArrayNode said =
        asked.withArray("/contents").addObject().put("role", "model").putArray("parts");
    first
        .body()
        .lines()
        .filter(line -> line.startsWith("data: "))
        .flatMap(line ->
            JSON.readTree(line.substring(6)).at("/candidates/0/content/parts").valueStream())
        .filter(part -> shownToo || part.has("functionCall"))
        .forEach(said::add);
    assertEquals(shownToo, said.toString().contains("\"thought\":true"), first.body());
    asked
        .withArray("/contents")
        .addObject()
        .putArray("parts")
        .addObject()
        .putObject("functionResponse")
        .put("name", "look")
        .putObject("response")
        .put("output", "a cat");
    Rig.Reply second = rig.post(STREAM + "?alt=sse", asked.toString());
    assertTrue(second.body().contains("Seen."), second.body());
    provider.requests.take();
    JsonNode messages = JSON.readTree(body(provider.requests.take())).path("messages");
    assertEquals(
        "[{\"type\":\"thinking\",\"thinking\":\"So.\",\"signature\":\"U0lHTg==\"},"
            + "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"look\",\"input\":{\"at\":1}}]",
        messages.at("/1/content").toString());
    assertEquals("toolu_1", messages.at("/2/content/0/tool_use_id").asString());
  }

  private static void thinkAndCall(Line line) throws IOException {
    line.beginStream();
    FakeAnswers.anthropic(
        line,
        "message_start",
        "\"message\":{\"id\":\"m1\",\"model\":\"m\",\"content\":[],"
            + "\"usage\":{\"input_tokens\":1000,\"output_tokens\":1}}");
    block(line, 0, "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}");
    delta(line, 0, "{\"type\":\"thinking_delta\",\"thinking\":\"So.\"}");
    delta(line, 0, "{\"type\":\"signature_delta\",\"signature\":\"U0lHTg==\"}");
    FakeAnswers.anthropic(line, "content_block_stop", "\"index\":0");
    block(line, 1, "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"look\",\"input\":{}}");
    delta(line, 1, "{\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"at\\\":1}\"}");
    FakeAnswers.anthropic(line, "content_block_stop", "\"index\":1");
    FakeAnswers.anthropic(
        line,
        "message_delta",
        "\"delta\":{\"stop_reason\":\"tool_use\"},\"usage\":{\"output_tokens\":100}");
    line.chunk("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
    line.endStream();
  }

  private static void block(Line line, int index, String block) throws IOException {
    FakeAnswers.anthropic(
        line, "content_block_start", "\"index\":" + index + ",\"content_block\":" + block);
  }

  private static void delta(Line line, int index, String delta) throws IOException {
    FakeAnswers.anthropic(
        line, "content_block_delta", "\"index\":" + index + ",\"delta\":" + delta);
  }

  @Test
  void whatOtherProvidersDoNotHaveIsNamedInTheTrace() throws Exception {
    Rig rig = start("openai", provider(FakeAnswers.says("Hi")));
    Rig.Reply reply = rig.post(ASK, LOOK);
    assertEquals(200, reply.status(), reply.body());
    String losses = String.valueOf(rig.trace(reply).all().get("losses"));
    for (String lost : List.of("tools.googleSearch", "generationConfig.topK")) {
      assertTrue(losses.contains(lost), losses);
    }
  }

  @Test
  void keyInTheQueryIsNeitherPassedOnNorRecorded() throws Exception {
    var provider = provider(FakeAnswers.says("Hi"));
    Rig rig = start("openai", provider);
    Rig.Reply reply = rig.post(ASK + "?key=sb-very-secret", LOOK);
    assertEquals(200, reply.status(), reply.body());
    assertFalse(provider.requests.take().contains("sb-very-secret"));
    assertFalse(rig.trace(reply).all().toString().contains("sb-very-secret"));
  }
}
