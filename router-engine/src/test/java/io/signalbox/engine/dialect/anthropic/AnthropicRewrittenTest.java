package io.signalbox.engine.dialect.anthropic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.signalbox.engine.dialect.kit.Plans;
import io.signalbox.engine.spi.ClientSide.Reading;
import io.signalbox.engine.spi.ProviderCall;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// What becomes of a client's body in this dialect that is written anew.
final class AnthropicRewrittenTest {
  private static final String MODEL = "claude-sonnet-4-5";

  private static ProviderCall written(String members) {
    String json =
        "{\"max_tokens\":4000,\"messages\":[{\"role\":\"user\",\"content\":\"Go\"}],"
            + members
            + "}";
    var reading = new MessagesClient().read(json.getBytes(StandardCharsets.UTF_8));
    var request = assertInstanceOf(Reading.Understood.class, reading).request();
    var plan = Plans.plan(request, Optional.empty(), MODEL, Map.of(), Set.of(), 64_000);
    return new AnthropicDialect().provider().write(plan);
  }

  private static JsonNode body(ProviderCall call) {
    return Json.read(call.body()).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"any\"}",
        "{\"type\":\"tool\",\"name\":\"web_search\"}",
        "{\"type\":\"none\"}",
        "{\"type\":\"auto\",\"disable_parallel_tool_use\":true}"
      })
  void choiceOfTheProvidersOwnToolsIsKept(String choice) {
    String tools = "[{\"type\":\"web_search_20250305\",\"name\":\"web_search\"}]";
    var body = body(written("\"tools\":" + tools + ",\"tool_choice\":" + choice));
    assertEquals(tools, body.path("tools").toString());
    assertEquals(choice, body.path("tool_choice").toString());
  }

  @Test
  void choiceWithoutToolsIsLeftOut() {
    assertEquals(
        "", body(written("\"tool_choice\":{\"type\":\"any\"}")).path("tool_choice").asString());
  }
}
