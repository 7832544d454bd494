package io.signalbox.engine.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.dialect.kit.Plans;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ClientDialect.ReplyHead;
import io.signalbox.engine.spi.ProviderCall;
import io.signalbox.engine.spi.ReplyWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Gemini's signature of a call goes through clients of other dialects and comes back.
final class CarriedSignatureTest {
  private static final List<ReplyEvent> ANSWER =
      List.of(
          new ReplyEvent.Started("a1", "gemini-3-pro"),
          new ReplyEvent.ToolCallStarted(0, "c1", "look"),
          new ReplyEvent.Foreign(
              "gemini", "thoughtSignature", "{\"thoughtSignature\":\"s+7/=\",\"callId\":\"c1\"}"),
          new ReplyEvent.ToolCallDelta(0, "{}"),
          new ReplyEvent.Finished(FinishReason.TOOL_CALLS, "STOP"));

  @Test
  void chatClientHasItBesideTheFunction() {
    JsonNode message = JsonMapper.shared().readTree(whole("openai")).at("/choices/0/message");
    assertEquals(
        "s+7/=", message.at("/tool_calls/0/extra_content/google/thought_signature").asString());
    assertComesBack(
        read(
            "openai",
            "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"},"
                + message
                + ",{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\"seen\"}]}"));
  }

  /// Each piece of the call has the function: the AI SDK refuses one without.
  @Test
  void chatStreamHasItWithTheCall() {
    String stream = stream("openai");
    assertTrue(
        stream.contains(
            "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"\"},\"extra_content\":{"
                + "\"google\":{\"thought_signature\":\"s+7/=\"}}}]}"),
        stream);
    stream
        .lines()
        .filter(line -> line.startsWith("data: {"))
        .map(line -> JsonMapper.shared().readTree(line.substring(6)))
        .flatMap(chunk -> chunk.at("/choices/0/delta/tool_calls").valueStream())
        .forEach(call -> assertTrue(call.path("function").isObject(), stream));
  }

  @Test
  void messagesClientHasItBeforeTheCall() {
    JsonNode content = JsonMapper.shared().readTree(whole("anthropic")).path("content");
    assertEquals("redacted_thinking", content.at("/0/type").asString());
    assertEquals("tool_use", content.at("/1/type").asString());
    assertComesBack(messages(content));
    String stream = stream("anthropic");
    assertTrue(
        stream.indexOf("redacted_thinking") < stream.indexOf("tool_use")
            && stream.indexOf("redacted_thinking") > 0,
        stream);
    assertTrue(stream.contains("\"partial_json\":\"{}\""), stream);
  }

  @Test
  void responsesClientHasItInAnItemOfItsOwn() {
    JsonNode output = JsonMapper.shared().readTree(whole("responses")).path("output");
    assertComesBack(
        read(
            "responses",
            "{\"input\":[{\"role\":\"user\",\"content\":\"x\"},"
                + output.toString().substring(1, output.toString().length() - 1)
                + ",{\"type\":\"function_call_output\",\"call_id\":\"c1\",\"output\":\"seen\"}]}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "anthropic"})
  void otherProvidersNeitherGetNorMissIt(String provider) {
    JsonNode content = JsonMapper.shared().readTree(whole("anthropic")).path("content");
    ProviderCall call = Dialects.provider(provider).write(Plans.plan(messages(content), "m"));
    String body = new String(call.body(), StandardCharsets.UTF_8);
    assertFalse(body.contains("signalbox") || body.contains("thoughtSignature"), body);
    assertEquals(List.of(), call.losses());
  }

  private static ChatRequest messages(JsonNode content) {
    return read(
        "anthropic",
        "{\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"x\"},"
            + "{\"role\":\"assistant\",\"content\":"
            + content
            + "},{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\","
            + "\"tool_use_id\":\"c1\",\"content\":\"seen\"}]}]}");
  }

  private static void assertComesBack(ChatRequest request) {
    assertTrue(
        request.messages().stream()
            .flatMap(message -> message.parts().stream())
            .anyMatch(part -> part instanceof Part.ToolCall call && call.id().equals("c1")));
    ProviderCall call =
        Dialects.provider("gemini").write(Plans.plan(request, "gemini-3-pro-preview"));
    JsonNode body = JsonMapper.shared().readTree(call.body());
    assertEquals("s+7/=", body.at("/contents/1/parts/0/thoughtSignature").asString());
    assertEquals(List.of(), call.losses());
  }

  private static ChatRequest read(String client, String body) {
    return switch (Dialects.client(client).read(body.getBytes(StandardCharsets.UTF_8))) {
      case ClientDialect.Reading.Understood read -> read.request();
      case ClientDialect.Reading.Answered known -> throw new AssertionError("it needs a model");
      case ClientDialect.Reading.Refused no -> throw new AssertionError(no.error().toString());
    };
  }

  private static String whole(String client) {
    return written(client, false);
  }

  private static String stream(String client) {
    return written(client, true);
  }

  private static String written(String client, boolean stream) {
    ReplyWriter writer = Dialects.client(client).writer(new ReplyHead("r", 1, "m", stream, true));
    var text = new StringBuilder();
    for (ReplyEvent event : ANSWER) {
      text.append(new String(writer.write(event), StandardCharsets.UTF_8));
    }
    return text + new String(writer.end(Optional.empty()), StandardCharsets.UTF_8);
  }
}
