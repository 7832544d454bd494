package io.signalbox.engine.dialect.anthropic.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.dialect.ClaudeName;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.kit.Golden;
import io.signalbox.engine.dialect.kit.Plans;
import io.signalbox.engine.spi.CallPlan;
import io.signalbox.engine.spi.ProviderDialect;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AnthropicWritingTest {
  private final ProviderDialect side = new MessagesProvider();

  @TestFactory
  Stream<DynamicTest> callsAreWritten() {
    return Plans.of("claude-sonnet-4-5").entrySet().stream()
        .map(plan ->
            Golden.text(
                "anthropic/write", plan.getKey(), Plans.shown(side.write(plan.getValue()))));
  }

  @Test
  void limitIsThePlansWhereTheClientGaveNone() {
    var request = ChatRequest.ofText("m", "Hi");
    assertEquals(4096, limit(Plans.plan(request, Optional.empty(), "m", Map.of(), Set.of(), 0)));
    assertEquals(777, limit(Plans.plan(request, Optional.empty(), "m", Map.of(), Set.of(), 777)));
  }

  @ParameterizedTest
  @CsvSource({
    "claude-opus-4-7, ADAPTIVE, true",
    "claude-opus-4-6, ADAPTIVE, false",
    "claude-sonnet-5, ADAPTIVE, true",
    "claude-sonnet-4-20250514, BUDGET, false",
    "claude-opus-4-5-20251101, BUDGET, false",
    "claude-haiku-4-5, BUDGET, false",
    "claude-3-7-sonnet-20250219, BUDGET, false",
    "claude-3-5-haiku-latest, NEVER, false",
    "claude-3-opus-20240229, NEVER, false",
    "anthropic.claude-opus-4-8-v1, ADAPTIVE, true",
    "claude-mythos-preview, ADAPTIVE, false",
    "minimax-m2, BUDGET, false"
  })
  void thinkingFollowsTheModel(String model, Thinking thinking, boolean refusesSampling) {
    assertEquals(thinking, Thinking.of(model));
    assertEquals(refusesSampling, ClaudeName.refusesSampling(model));
  }

  @Test
  void newModelsGetEffortAndNoTemperature() {
    var call = side.write(Plans.plan(Plans.effort("xhigh"), "claude-opus-4-7"));
    String body = new String(call.body(), StandardCharsets.UTF_8);
    assertTrue(body.contains("\"thinking\":{\"type\":\"adaptive\"}"), body);
    assertTrue(body.contains("\"output_config\":{\"effort\":\"xhigh\"}"), body);
    assertTrue(!body.contains("temperature"), body);
  }

  private long limit(CallPlan plan) {
    return JsonTree.read(side.write(plan).body()).orElseThrow().get("max_tokens").asLong();
  }
}
