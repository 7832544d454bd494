package io.signalbox.engine.dialect.anthropic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.anthropic.client.MessagesClient;
import io.signalbox.engine.dialect.anthropic.provider.MessagesProvider;
import io.signalbox.engine.spi.CallPlan;
import io.signalbox.engine.spi.ClientDialect.Reading;
import io.signalbox.engine.spi.ProviderCall;
import io.signalbox.engine.spi.RequestRules;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// When a client's body goes out as it came, and what goes with it.
final class AnthropicVerbatimTest {
  private static final String BODY =
      "{ \"max_tokens\":10 ,\"new\":1.10,\"model\":\"graph\",MORE\n"
          + "\"messages\":[{\"role\":\"user\",\"content\":\"Grüße\"}]}\n";

  private static ProviderCall call(String more, String model, Map<String, String> params) {
    return call(more, model, params, Map.of());
  }

  private static ProviderCall call(
      String more, String model, Map<String, String> params, Map<String, String> headers) {
    return call(body(more).getBytes(StandardCharsets.UTF_8), model, params, headers);
  }

  private static ProviderCall call(
      byte[] body, String model, Map<String, String> params, Map<String, String> headers) {
    var understood =
        assertInstanceOf(Reading.Understood.class, new MessagesClient().read(body)).request();
    var plan =
        new CallPlan(
            understood,
            Optional.of(body),
            model,
            params,
            Set.of(),
            RequestRules.NONE,
            64_000,
            headers,
            true);
    return new MessagesProvider().write(plan);
  }

  private static String body(String more) {
    return BODY.replace("MORE", more);
  }

  private static String text(ProviderCall call) {
    return new String(call.body(), StandardCharsets.UTF_8);
  }

  @Test
  void onlyTheModelsNameIsReplaced() {
    var call = call("", "claude-opus-4-5", Map.of());
    assertEquals(body("").replace("\"graph\"", "\"claude-opus-4-5\""), text(call));
    assertTrue(call.verbatim());
    assertEquals("/v1/messages", call.path());
    assertEquals(Map.of("anthropic-version", "2023-06-01"), call.headers());
  }

  @Test
  void membersOfTheGraphAreSet() {
    var call = call("", "claude-opus-4-5", Map.of("max_tokens", "7"));
    assertEquals(
        body("").replace("\"graph\"", "\"claude-opus-4-5\"").replace(":10 ", ":7 "), text(call));
  }

  @Test
  void headersThatBelongToTheBodyGoWithIt() {
    var sent =
        Map.of(
            "anthropic-version", "2024-01-01",
            "anthropic-beta", "context-management-2025-06-27, effort-2025-11-24",
            "x-app", "cli",
            "user-agent", "claude-cli");
    assertEquals(
        Map.of(
            "anthropic-version", "2024-01-01",
            "anthropic-beta", "context-management-2025-06-27, effort-2025-11-24"),
        call("", "claude-opus-4-5", Map.of(), sent).headers());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\r\nx-api-key: b", "a;b", "grün"})
  void headersThatAreNoListOfNamesStayHere(String beta) {
    assertEquals(
        Map.of("anthropic-version", "2023-06-01"),
        call("", "claude-opus-4-5", Map.of(), Map.of("anthropic-beta", beta)).headers());
  }

  @Test
  void versionThatIsSentTwiceIsSaidOnce() {
    var sent = Map.of("anthropic-version", "2024-01-01, 2023-06-01");
    assertEquals(
        Map.of("anthropic-version", "2024-01-01"),
        call("", "claude-opus-4-5", Map.of(), sent).headers());
  }

  /// A graph may lead to a model that the client did not have in mind.
  @ParameterizedTest
  @CsvSource({
    "claude-opus-4-5, enabled, true",
    "claude-opus-4-6, enabled, true",
    "claude-opus-4-7, enabled, false",
    "claude-opus-4-5, adaptive, false",
    "claude-opus-4-7, adaptive, true",
    "claude-3-haiku, enabled, false",
    "claude-3-haiku, disabled, true",
    "minimax-m2, enabled, true"
  })
  void wishForThinkingMustSuitTheModel(String model, String type, boolean verbatim) {
    String budget = type.equals("enabled") ? ",\"budget_tokens\":2048" : "";
    String thinking = "\"thinking\":{\"type\":\"" + type + "\"" + budget + "},";
    var call = call(thinking, model, Map.of());
    assertEquals(verbatim, call.verbatim());
    assertTrue(text(call).contains("\"new\":1.10"), text(call));
    if (!verbatim) {
      assertFalse(text(call).contains("\"type\":\"" + type + "\""), text(call));
    }
  }

  @Test
  void temperatureGoesNotToModelsThatRefuseIt() {
    assertTrue(call("\"temperature\":0.5,", "claude-opus-4-5", Map.of()).verbatim());
    var call = call("\"temperature\":0.5,", "claude-opus-4-7", Map.of());
    assertFalse(text(call).contains("temperature"), text(call));
    assertTrue(call.losses().toString().contains("`temperature`"), call.losses().toString());
  }

  @ParameterizedTest
  @CsvSource({"2049,true,2048", "2048,false,1024", "1000,false,0"})
  void limitThatTheGraphSetsLeavesRoomForTheBudget(int limit, boolean verbatim, int budget) {
    String thinking = "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2048},";
    var params = Map.of("max_tokens", String.valueOf(limit));
    var call = call(thinking, "claude-opus-4-5", params);
    assertEquals(verbatim, call.verbatim());
    var body = JsonTree.read(call.body()).orElseThrow();
    assertEquals(limit, body.path("max_tokens").asInt());
    assertEquals(budget, body.at("/thinking/budget_tokens").asInt(0));
  }

  @Test
  void limitThatTheGraphSetsNeedsNoOther() {
    byte[] body = body("").replace(":10 ", ":99999 ").getBytes(StandardCharsets.UTF_8);
    var call = call(body, "claude-opus-4-5", Map.of("max_tokens", "7"), Map.of());
    assertTrue(call.verbatim());
  }

  /// What a client did itself the provider tells it; what another provider's model did through us
  /// is ours to fix.
  @ParameterizedTest
  @CsvSource({
    "toolu_1, claude-opus-4-5, enabled, true",
    "call_1, claude-opus-4-5, enabled, false",
    "call_1, claude-opus-4-6, enabled, false",
    "call_1, claude-opus-4-6, adaptive, true",
    "call_1, claude-opus-4-5, disabled, true",
    "call_1, minimax-m2, enabled, true"
  })
  void callThatAnotherProvidersModelMadeForbidsABudget(
      String id, String model, String type, boolean verbatim) {
    var call = call(answered(id, thinking(type) + ","), model, Map.of(), Map.of());
    assertEquals(verbatim, call.verbatim());
    assertEquals(verbatim, text(call).contains("\"thinking\":"));
    assertEquals(verbatim, call.losses().isEmpty(), call.losses().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"toolu_1", "call_1"})
  void budgetThatTheGraphSetsIsLeftOutWhereACallForbidsIt(String id) {
    var params = Map.of("thinking", "{\"type\":\"enabled\",\"budget_tokens\":2048}");
    var call = call(answered(id, ""), "claude-opus-4-5", params, Map.of());
    assertFalse(text(call).contains("\"thinking\""), text(call));
    assertTrue(call.losses().toString().contains("the graph's `thinking`"));
  }

  @Test
  void thinkingThatTheGraphForbidsIsTakenOutOfTheOpenTurn() {
    var params = Map.of("thinking", "{\"type\":\"disabled\"}");
    String thought =
        "\"content\":[{\"type\":\"thinking\",\"thinking\":\"hm\",\"signature\":\"SIGNED\"},";
    byte[] body =
        new String(answered("toolu_1", ""), StandardCharsets.UTF_8)
            .replaceFirst("\"content\":\\[", thought)
            .getBytes(StandardCharsets.UTF_8);
    var call = call(body, "claude-opus-4-5", params, Map.of());
    assertFalse(text(call).contains("SIGNED"), text(call));
    assertTrue(text(call).contains("\"thinking\":{\"type\":\"disabled\"}"), text(call));
    assertTrue(call.losses().toString().contains("its thinking before the last calls"));
  }

  @Test
  void budgetThatTheGraphSetsFitsIntoTheClientsLimit() {
    String thinking = "{\"type\":\"enabled\",\"budget_tokens\":5000}";
    var call =
        call(answered("toolu_1", ""), "claude-opus-4-5", Map.of("thinking", thinking), Map.of());
    assertFalse(call.verbatim());
  }

  /// Thinking cannot be cleared by a model that does not think.
  @ParameterizedTest
  @CsvSource({"disabled, false", "adaptive, true", "'', true"})
  void clearingOfThinkingNeedsThinking(String set, boolean verbatim) {
    String clearing =
        "\"context_management\":{\"edits\":[{\"type\":\"clear_thinking_20251015\"}]},";
    Map<String, String> params =
        set.isEmpty() ? Map.of() : Map.of("thinking", "{\"type\":\"" + set + "\"}");
    var call = call(thinking("adaptive") + "," + clearing, "claude-opus-4-6", params);
    assertEquals(verbatim, call.verbatim());
    assertEquals(verbatim, text(call).contains("context_management"), text(call));
    assertEquals(!verbatim, call.losses().toString().contains("`clear_thinking_20251015`"));
  }

  @ParameterizedTest
  @CsvSource({
    "temperature, 0.5, false",
    "temperature, 1, true",
    "top_p, 0.9, false",
    "top_k, 5, false"
  })
  void drawingIsLeftOutWhereTheGraphSetsThinking(String name, String value, boolean verbatim) {
    var params = Map.of("thinking", "{\"type\":\"adaptive\"}");
    var call = call(member(name, value), "claude-opus-4-6", params);
    assertEquals(verbatim, call.verbatim());
    assertEquals(verbatim, text(call).contains(name), text(call));
    assertEquals(!verbatim, call.losses().toString().contains("`" + name + "`"));
    assertTrue(call(member(name, value), "claude-opus-4-6", Map.of()).verbatim());
  }

  private static String member(String name, String value) {
    return "\"" + name + "\":" + value + ",";
  }

  @ParameterizedTest
  @CsvSource({"any, false", "auto, true"})
  void thinkingThatTheGraphSetsIsLeftOutWhereAToolIsForced(String choice, boolean thinks) {
    var params =
        Map.of("thinking", "{\"type\":\"enabled\",\"budget_tokens\":2048}", "max_tokens", "4000");
    String tools =
        "\"tools\":[{\"name\":\"now\",\"input_schema\":{\"type\":\"object\"}}],"
            + "\"tool_choice\":{\"type\":\"%s\"},";
    var call = call(tools.formatted(choice), "claude-opus-4-5", params);
    assertEquals(thinks, call.verbatim());
    assertEquals(thinks, text(call).contains("\"thinking\""), text(call));
    assertEquals(!thinks, call.losses().toString().contains("the graph's `thinking` was left out"));
  }

  @Test
  void drawingFromTheLikeliestGoesNotToModelsThatRefuseIt() {
    var call = call("\"top_k\":5,", "claude-opus-4-7", Map.of());
    assertFalse(text(call).contains("top_k"), text(call));
    assertTrue(call.losses().toString().contains("`top_k`"), call.losses().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "claude-haiku-4-5, false",
    "claude-sonnet-4-5-20250929, false",
    "claude-opus-4-1, false",
    "claude-opus-4-5-20251101, true",
    "claude-sonnet-4-6, true",
    "claude-mythos-preview, true",
    "minimax-m2, true"
  })
  void effortGoesOnlyToModelsThatTakeIt(String model, boolean takes) {
    String members = thinking("disabled") + ",\"output_config\":{\"effort\":\"high\",\"new\":2},";
    var call = call(members, model, Map.of());
    assertEquals(takes, call.verbatim());
    assertEquals(takes, text(call).contains("\"effort\""), text(call));
    assertTrue(text(call).contains("\"new\":2"), text(call));
    assertEquals(!takes, call.losses().toString().contains("does not support `effort`"));
  }

  private static String thinking(String type) {
    String budget = type.equals("enabled") ? ",\"budget_tokens\":2048" : "";
    return "\"thinking\":{\"type\":\"" + type + "\"" + budget + "}";
  }

  private static byte[] answered(String id, String more) {
    String body =
        "{\"max_tokens\":4000,"
            + more
            + "\"model\":\"graph\",\"messages\":[{\"role\":\"user\",\"content\":\"Go\"},"
            + "{\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\",\"id\":\"%s\","
            + "\"name\":\"look\",\"input\":{}}]},{\"role\":\"user\",\"content\":["
            + "{\"type\":\"tool_result\",\"tool_use_id\":\"%s\",\"content\":\"seen\"}]}]}";
    return body.formatted(id, id).getBytes(StandardCharsets.UTF_8);
  }
}
