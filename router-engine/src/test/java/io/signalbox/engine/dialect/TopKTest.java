package io.signalbox.engine.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Extras;
import io.signalbox.engine.dialect.kit.Plans;
import io.signalbox.engine.spi.ProviderCall;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How many of the likeliest tokens are drawn from, for providers whose least number is 1 and
/// clients who write that all are.
final class TopKTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private static ProviderCall written(String provider, String name, String json) {
    String client = name.startsWith("options.") ? "ollama" : "openai";
    ChatRequest request =
        ChatRequest.ofText("m", "Hi").withExtras(new Extras(client, Map.of(name, json)));
    return Dialects.provider(provider).write(Plans.plan(request, "claude-haiku-4-5"));
  }

  private static JsonNode sent(String provider, ProviderCall call) {
    String place =
        switch (provider) {
          case "gemini" -> "/generationConfig/topK";
          case "cohere" -> "/k";
          default -> "/top_k";
        };
    return MAPPER.readTree(call.body()).at(place);
  }

  @ParameterizedTest
  @CsvSource({
    "gemini, top_k, -1", "gemini, options.top_k, 0", "anthropic, top_k, 0",
    "anthropic, options.top_k, -1", "cohere, top_k, -1", "cohere, options.top_k, 0",
    "bedrock, top_k, -1", "responses, top_k, 0"
  })
  void drawingFromAllIsNeitherSentNorLost(String provider, String name, String json) {
    var call = written(provider, name, json);
    assertEquals("", sent(provider, call).toString());
    assertEquals(List.of(), call.losses());
  }

  @ParameterizedTest
  @CsvSource({
    "gemini, top_k, 2.5", "gemini, options.top_k, true", "anthropic, top_k, 2.5",
    "anthropic, options.top_k, true", "cohere, top_k, 2.5", "cohere, options.top_k, true"
  })
  void whatIsNoWholeNumberIsLostByName(String provider, String name, String json) {
    var call = written(provider, name, json);
    assertEquals("", sent(provider, call).toString());
    assertEquals(1, call.losses().size(), call.losses()::toString);
    assertEquals(true, call.losses().getFirst().contains("`" + name + "`"));
  }

  @ParameterizedTest
  @CsvSource({"gemini, 64", "anthropic, 70", "cohere, 70"})
  void numberIsSentAsFarAsTheProviderTakesIt(String provider, int sent) {
    assertEquals(sent, sent(provider, written(provider, "top_k", "70")).asInt());
  }
}
