package io.signalbox.engine.exchange.toolcalls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Tool;
import io.signalbox.engine.chat.ToolChoice;
import io.signalbox.engine.providers.RulesJson;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Names of tools that a provider would refuse.
final class FittedNamesTest {
  private static final String RULES = "{\"tool_name\":64,\"tool_name_start\":true}";

  private static List<String> sent(String... names) {
    ChatRequest request =
        ChatRequest.ofText("m", "x")
            .withTools(
                List.of(names).stream().map(name -> new Tool(name, "", "{}", false)).toList(),
                new ToolChoice.Auto(),
                Optional.empty());
    var rules = RulesJson.read(JsonMapper.builder().build().readTree(RULES));
    return FittedCalls.of(request, rules).fit(request).tools().stream().map(Tool::name).toList();
  }

  @Test
  void nameThatBeginsWithADigitBeginsWithAnUnderscore() {
    List<String> sent = sent("21st_magic", "-dash", "_21st_magic", "plain");
    assertEquals("_21st_magic_", sent.get(0).substring(0, 12));
    assertEquals("_-dash_", sent.get(1).substring(0, 7));
    assertEquals(List.of("_21st_magic", "plain"), sent.subList(2, 4));
    assertNotEquals(sent.get(0), sent.get(2));
  }
}
