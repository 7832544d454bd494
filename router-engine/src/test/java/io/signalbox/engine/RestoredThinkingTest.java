package io.signalbox.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.upstream.FakeProvider;
import io.signalbox.engine.upstream.FakeProvider.Line;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Signed thinking in which values were restored: it comes back with the next turn, and its
/// provider gets what it signed.
@Timeout(120)
final class RestoredThinkingTest {
  private static final String GRAPH =
      """
      signalbox: 1
      name: Test
      start: clean
      models:
        a: { provider: fake-anthropic, model: priced, url: "%s/v1" }
      nodes:
        clean: { kind: rewrite, redact: [ email ], restore: true, to: a }
      """;
  private static final JsonMapper JSON = JsonMapper.shared();

  @TempDir private Path home;

  private static void answer(Line line) throws IOException {
    if (ProviderSpeech.isStream(line.request())) {
      stream(line);
    } else {
      line.whole(
          200,
          "application/json",
          "{\"id\":\"m1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\",\"content\":["
              + "{\"type\":\"thinking\",\"thinking\":\"So [email-2]!\",\"signature\":\"U0lHTg==\"},"
              + "{\"type\":\"text\",\"text\":\"To [email-2]\"}],\"stop_reason\":\"end_turn\","
              + "\"stop_sequence\":null,\"usage\":{\"input_tokens\":9,\"output_tokens\":9}}");
    }
  }

  private static void stream(Line line) throws IOException {
    line.beginStream();
    FakeAnswers.anthropic(
        line,
        "message_start",
        "\"message\":{\"id\":\"m1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\","
            + "\"content\":[],\"stop_reason\":null,\"usage\":{\"input_tokens\":9,\"output_tokens\":1}}");
    block(line, 0, "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}");
    for (String piece : List.of("So [ema", "il-", "2", "]!")) {
      delta(line, 0, "{\"type\":\"thinking_delta\",\"thinking\":\"" + piece + "\"}");
    }
    delta(line, 0, "{\"type\":\"signature_delta\",\"signature\":\"U0lHTg==\"}");
    FakeAnswers.anthropic(line, "content_block_stop", "\"index\":0");
    block(line, 1, "{\"type\":\"text\",\"text\":\"\"}");
    delta(line, 1, "{\"type\":\"text_delta\",\"text\":\"To [email-2]\"}");
    ProviderSpeech.ANTHROPIC.finish(line, false);
  }

  private static void block(Line line, int index, String block) throws IOException {
    FakeAnswers.anthropic(
        line, "content_block_start", "\"index\":" + index + ",\"content_block\":" + block);
  }

  private static void delta(Line line, int index, String delta) throws IOException {
    FakeAnswers.anthropic(
        line, "content_block_delta", "\"index\":" + index + ",\"delta\":" + delta);
  }

  private static FakeProvider provider() throws IOException {
    return new FakeProvider(line -> {
      while (true) {
        answer(line);
      }
    });
  }

  private static List<JsonNode> events(Rig.Reply reply) {
    return reply
        .body()
        .lines()
        .filter(line -> line.startsWith("data: {"))
        .map(line -> JSON.readTree(line.substring(6)))
        .toList();
  }

  private static void assertSignedTextCameBack(FakeProvider provider) {
    String sent = List.copyOf(provider.requests).get(1);
    assertTrue(sent.contains("\"thinking\":\"So [email-2]!\""), sent);
    assertTrue(sent.contains("\"signature\":\"U0lHTg==\""), sent);
    assertTrue(sent.contains("From [email-1] to [email-2]"), sent);
    assertTrue(sent.contains("and [email-3]"), sent);
    assertFalse(sent.contains("@example"), sent);
  }

  @ParameterizedTest
  @CsvSource({"false,So eve@example.com!", "true,So eve@example.com!"})
  void clientsOfMessages(boolean stream, String shown) throws Exception {
    try (var provider = provider();
        var rig = new Rig(home, GRAPH.formatted(provider.url()))) {
      String ask = "From ann@example.com to eve@example.com";
      ObjectNode body = (ObjectNode) JSON.readTree(ClientSpeech.MESSAGES.body("any", stream, ask));
      var reply = rig.post("/v1/messages", body.toString());
      ObjectNode thought = JSON.createObjectNode().put("type", "thinking");
      if (stream) {
        var text = new StringBuilder();
        for (JsonNode event : events(reply)) {
          text.append(event.at("/delta/thinking").asString(""));
          if (event.at("/delta/signature").isString()) {
            thought.set("signature", event.at("/delta/signature"));
          }
        }
        thought.put("thinking", text.toString());
      } else {
        thought = (ObjectNode) JSON.readTree(reply.body()).at("/content/0");
      }
      assertEquals(shown, thought.get("thinking").asString());
      var messages = body.withArray("messages");
      var answer = messages.addObject().put("role", "assistant").putArray("content");
      answer.add(thought);
      answer.addObject().put("type", "text").put("text", "To eve@example.com");
      messages.addObject().put("role", "user").put("content", "and joe@example.com?");
      assertEquals(200, rig.post("/v1/messages", body.toString()).status());
      assertSignedTextCameBack(provider);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void clientsOfResponses(boolean stream) throws Exception {
    try (var provider = provider();
        var rig = new Rig(home, GRAPH.formatted(provider.url()))) {
      ObjectNode body = JSON.createObjectNode().put("model", "any").put("stream", stream);
      var input = body.putArray("input");
      input
          .addObject()
          .put("role", "user")
          .put("content", "From ann@example.com to eve@example.com");
      var reply = rig.post("/v1/responses", body.toString());
      JsonNode output =
          stream
              ? events(reply).getLast().at("/response/output")
              : JSON.readTree(reply.body()).at("/output");
      assertEquals("So eve@example.com!", output.at("/0/summary/0/text").asString(), reply.body());
      output.forEach(input::add);
      input.addObject().put("role", "user").put("content", "and joe@example.com?");
      assertEquals(200, rig.post("/v1/responses", body.toString()).status());
      assertSignedTextCameBack(provider);
    }
  }
}
