package io.signalbox.plugins.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Forms of tools and of calls in chats that only OpenAI knows, and blocks of Messages that nobody
/// knows who speaks Chat Completions strictly.
final class ToolFormsTest {
  private static final String ALLOWED =
      "{\"model\":\"x\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"a\"}},"
          + "{\"type\":\"function\",\"function\":{\"name\":\"b\"}}],"
          + "\"tool_choice\":{\"type\":\"allowed_tools\",\"allowed_tools\":{\"mode\":\"auto\","
          + "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"b\"}}]}},"
          + "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
  private static final String CUSTOM =
      "{\"model\":\"x\",\"tools\":[{\"type\":\"custom\",\"custom\":{\"name\":\"patch\"}}],"
          + "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},{\"role\":\"assistant\",\"content\":null,"
          + "\"tool_calls\":[{\"id\":\"c1\",\"type\":\"custom\",\"custom\":{\"name\":\"patch\",\"input\":\"a\"}}]},"
          + "{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\"done\"}]}";
  private static final String BLOCKS =
      "{\"model\":\"x\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},{\"role\":\"assistant\","
          + "\"content\":[{\"type\":\"tool_use\",\"id\":\"c1\",\"name\":\"f\",\"input\":{\"a\":1}}]},"
          + "{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"c1\",\"content\":\"done\"}]}]}";

  @Test
  void openAiGetsItsOwnFormsAsTheyCame() {
    for (String body : new String[] {ALLOWED, CUSTOM}) {
      var sent = Outgoing.of("openai", body, "openai/gpt-5-mini");
      assertTrue(sent.call().verbatim());
      assertEquals(
          body.replace("\"x\"", "\"gpt-5-mini\""),
          new String(sent.call().body(), java.nio.charset.StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"groq/openai/gpt-oss-20b", "deepseek/deepseek-chat", "vllm/qwen3"})
  void othersGetTheAllowedToolsAlone(String model) {
    var sent = Outgoing.of("openai", ALLOWED, model);
    assertEquals(1, sent.body().path("tools").size());
    assertEquals("b", sent.body().at("/tools/0/function/name").asString());
    assertFalse(sent.body().has("tool_choice"), () -> sent.body().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"groq/openai/gpt-oss-20b", "deepseek/deepseek-chat", "vllm/qwen3"})
  void othersGetCustomToolsAsFunctions(String model) {
    JsonNode sent = Outgoing.of("openai", CUSTOM, model).body();
    assertEquals("function", sent.at("/tools/0/type").asString());
    JsonNode call = sent.at("/messages/1/tool_calls/0");
    assertEquals("patch", call.at("/function/name").asString());
    assertEquals("{\"input\":\"a\"}", call.at("/function/arguments").asString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai/gpt-5-mini", "mistral/mistral-small-latest"})
  void strictServersGetCallsInThePlaceOfBlocks(String model) {
    JsonNode sent = Outgoing.of("openai", BLOCKS, model).body().path("messages");
    assertEquals("f", sent.at("/1/tool_calls/0/function/name").asString());
    assertEquals("tool", sent.at("/2/role").asString());
    assertEquals("done", sent.at("/2/content").asString());
  }
}
