package io.signalbox.engine.dialect.anthropic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Extras;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.anthropic.client.MessagesClient;
import io.signalbox.engine.dialect.anthropic.provider.MessagesProvider;
import io.signalbox.engine.dialect.kit.Plans;
import io.signalbox.engine.spi.ClientDialect.Reading;
import io.signalbox.engine.spi.ProviderCall;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// What becomes of a client's body in this dialect that is written anew.
final class AnthropicRewrittenTest {
  private static final String MODEL = "claude-sonnet-4-5";

  private static final String MANUAL = "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2000}";
  private static final String ADAPTIVE = "\"thinking\":{\"type\":\"adaptive\"}";
  private static final String THOUGHT =
      "{\"type\":\"thinking\",\"thinking\":\"hm\",\"signature\":\"SIGNED\"}";
  private static final String CALL =
      "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"look\",\"input\":{}}";
  private static final String ANSWERED =
      ",{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"toolu_1\","
          + "\"content\":\"seen\"}MORE]}";
  private static final String TEXT = "{\"type\":\"text\",\"text\":\"So\"}";

  private static ProviderCall written(String members) {
    return written(understood(members), MODEL);
  }

  private static ChatRequest understood(String members) {
    return understood(members, "");
  }

  /// @param more turns behind the user's first
  private static ChatRequest understood(String members, String more) {
    String json =
        "{\"max_tokens\":4000,\"messages\":[{\"role\":\"user\",\"content\":\"Go\"}"
            + more
            + "],"
            + members
            + "}";
    var reading = new MessagesClient().read(json.getBytes(StandardCharsets.UTF_8));
    return assertInstanceOf(Reading.Understood.class, reading).request();
  }

  private static ProviderCall written(ChatRequest request, String model) {
    return written(request, model, 64_000);
  }

  private static ProviderCall written(ChatRequest request, String model, long most) {
    var plan = Plans.plan(request, Optional.empty(), model, Map.of(), Set.of(), most);
    return new MessagesProvider().write(plan);
  }

  private static JsonNode body(ProviderCall call) {
    return JsonTree.read(call.body()).orElseThrow();
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
  void providersOwnToolsAreKnownByTheirTypesUntilTheyAreDropped() {
    String body =
        "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
            + "\"tools\":[{\"type\":\"web_search_20250305\",\"name\":\"web_search\"}]}";
    var reading = new MessagesClient().read(body.getBytes(StandardCharsets.UTF_8));
    Extras extras = assertInstanceOf(Reading.Understood.class, reading).request().extras();
    assertEquals(List.of("web_search_20250305"), extras.ownTools());
    assertEquals(List.of(), extras.without("tools").ownTools());
  }

  @Test
  void choiceWithoutToolsIsLeftOut() {
    assertEquals(
        "", body(written("\"tool_choice\":{\"type\":\"any\"}")).path("tool_choice").asString());
  }

  /// The same request after the graph has set its effort.
  private static ChatRequest withEffort(ChatRequest request, String effort) {
    Extras extras = request.extras().overruling("reasoning_effort");
    return request
        .withSampling(request.sampling().withReasoningEffort(Optional.of(effort)))
        .withExtras(extras);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "high | {\"type\":\"enabled\",\"budget_tokens\":2000}",
        "minimal | {\"type\":\"enabled\",\"budget_tokens\":1024}",
        "none | ''"
      })
  void effortThatTheGraphSetCountsMoreThanTheClientsBudget(String effort, String thinking) {
    String said = "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1500}";
    var call = written(withEffort(understood(said), effort), MODEL);
    assertEquals(thinking, body(call).path("thinking").toString());
  }

  @ParameterizedTest
  @CsvSource({"claude-sonnet-4-6,adaptive", "claude-sonnet-4-6,disabled", "claude-sonnet-4-6,"})
  void effortThatTheGraphSetCountsMoreThanTheClientsOwn(String model, String type) {
    String own = type == null ? "" : "\"thinking\":{\"type\":\"" + type + "\"},";
    String format = "\"format\":{\"type\":\"json_schema\",\"schema\":{\"type\":\"object\"}}";
    String config = "\"output_config\":{\"effort\":\"high\",\"new\":1," + format + "}";
    var body = body(written(withEffort(understood(own + config), "low"), model));
    assertEquals("{\"type\":\"adaptive\"}", body.path("thinking").toString());
    assertEquals("low", body.at("/output_config/effort").asString());
    assertEquals(1, body.at("/output_config/new").asInt());
    assertEquals("json_schema", body.at("/output_config/format/type").asString());
  }

  @ParameterizedTest
  @CsvSource({
    "64000,3999,3999,''",
    "64000,4000,2000,Thinking must be less than the 4000 tokens of the answer: its budget is 2000",
    "2500,3000,1250,Thinking must be less than the 2500 tokens of the answer: its budget is 1250",
    "1500,3000,1024,Thinking must be less than the 1500 tokens of the answer: its budget is 1024",
    "1024,3000,0,An answer of at most 1024 tokens is too small for thinking"
  })
  void budgetFitsIntoTheAnswersLimit(long most, long budget, long sent, String loss) {
    String thinking = "\"thinking\":{\"new\":1,\"type\":\"enabled\",\"budget_tokens\":%d}";
    var call = written(understood(thinking.formatted(budget)), MODEL, most);
    assertEquals(sent, body(call).at("/thinking/budget_tokens").asLong(0));
    assertEquals(sent > 0 ? 1 : 0, body(call).at("/thinking/new").asInt(0));
    assertTrue(call.losses().toString().contains(loss), call.losses().toString());
    assertEquals(
        loss.isEmpty(), call.losses().stream().noneMatch(each -> each.matches("(?i).*think.*")));
  }

  @Test
  void modelThatDoesNotThinkForLackOfRoomTakesTemperature() {
    String said = "\"temperature\":0.5,\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":3000}";
    assertEquals(0.5, body(written(understood(said), MODEL, 1000)).path("temperature").asDouble());
  }

  private static String said(String... blocks) {
    return ",{\"role\":\"assistant\",\"content\":[" + String.join(",", blocks) + "]}";
  }

  private static String answered() {
    return ANSWERED.replace("MORE", "");
  }

  private static Stream<Arguments> conversations() {
    String redacted = "{\"type\":\"redacted_thinking\",\"data\":\"b3BhcXVl\"}";
    String remark = ANSWERED.replace("MORE", "," + TEXT);
    String question = ",{\"role\":\"user\",\"content\":\"And?\"}";
    return Stream.of(
        arguments("begun by thinking", said(THOUGHT, CALL) + answered(), true),
        arguments("begun by hidden thinking", said(redacted, CALL) + answered(), true),
        arguments(
            "only begun by it", said(THOUGHT, CALL) + answered() + said(CALL) + answered(), true),
        arguments("over", said(CALL) + answered() + said(TEXT) + question, true),
        arguments("without a call", said(TEXT) + question, true),
        arguments("another's", said(CALL) + answered(), false),
        arguments("another's that speaks first", said(TEXT, CALL) + answered(), false),
        arguments("another's, with a remark", said(CALL) + remark, false),
        arguments(
            "another's thinking", said(THOUGHT.replace("SIGNED", ""), CALL) + answered(), false),
        arguments(
            "another's, after one begun by thinking",
            said(THOUGHT, CALL) + answered() + said(TEXT) + question + said(CALL) + answered(),
            false),
        arguments(
            "another's, then thinking",
            said(CALL) + answered() + said(THOUGHT, CALL) + answered(),
            false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"edits\":[{\"type\":\"clear_thinking_20251015\"}]} | ''",
        "{\"new\":1,\"edits\":[{\"type\":\"clear_thinking_20251015\"}]} | {\"new\":1}",
        "{\"edits\":[{\"type\":\"clear_thinking_9\"},{\"type\":\"clear_tool_uses_20250919\"}]}"
            + " | {\"edits\":[{\"type\":\"clear_tool_uses_20250919\"}]}",
        "{\"edits\":[]} | {\"edits\":[]}",
        "{\"edits\":5} | {\"edits\":5}",
        "[1] | [1]"
      })
  void clearingOfThinkingGoesWithTheThinking(String clearing, String left) {
    String member = ",\"context_management\":" + clearing;
    var thinking = body(written(MANUAL + member));
    assertEquals(clearing, thinking.path("context_management").toString());
    var call = written(withEffort(understood(MANUAL + member), "none"), MODEL);
    assertEquals(left, body(call).path("context_management").toString());
    assertEquals(!left.equals(clearing), call.losses().toString().contains("`clear_thinking_"));
  }

  /// How much the model thinks of itself if nothing is said.
  @ParameterizedTest
  @CsvSource({"claude-haiku-4-5, 2000", "claude-sonnet-4-5, 2000", "claude-3-5-haiku-latest, 0"})
  void wishForThinkingAsTheModelLikesBecomesABudget(String model, int budget) {
    var call = written(understood(ADAPTIVE), model);
    assertEquals(budget, body(call).at("/thinking/budget_tokens").asInt(0));
    assertEquals(budget == 0, call.losses().toString().contains("does not think"));
    var off = written(withEffort(understood(ADAPTIVE), "none"), model);
    assertEquals("", body(off).path("thinking").toString());
  }

  @Test
  void drawingFromTheLikeliestIsLeftOutWhereTheModelThinks() {
    var call = written(MANUAL + ",\"top_k\":5");
    assertEquals("", body(call).path("top_k").toString());
    assertTrue(call.losses().toString().contains("`top_k` while a model thinks"));
    assertEquals(5, body(written("\"top_k\":5")).path("top_k").asInt());
  }

  /// What is written after the graph has set a member for all that have it.
  private static ProviderCall setByGraph(String members, String name, String json) {
    ChatRequest request = understood(members);
    ChatRequest changed = request.withExtras(request.extras().with(name, json));
    var plan = Plans.plan(changed, Optional.empty(), MODEL, Map.of(name, json), Set.of(), 64_000);
    return new MessagesProvider().write(plan);
  }

  @Test
  void whatTheGraphSetsIsLeftOutWhereTheModelThinksLikeTheClientsOwn() {
    var call = setByGraph(MANUAL, "top_k", "5");
    assertEquals("", body(call).path("top_k").toString());
    assertTrue(call.losses().toString().contains("`top_k` while a model thinks"));
    assertEquals(5, body(setByGraph("\"top_k\":9", "top_k", "5")).path("top_k").asInt());
  }

  @Test
  void whatTheGraphSetsOfTheOutputLeavesTheFormOfTheAnswer() {
    String form =
        "\"output_config\":{\"format\":{\"type\":\"json_schema\",\"schema\":{\"type\":\"object\"}}}";
    var body = body(setByGraph(form, "output_config", "{\"new\":1}"));
    assertEquals("json_schema", body.at("/output_config/format/type").asString());
    assertEquals(1, body.at("/output_config/new").asInt());
  }

  @Test
  void effortInTheOutputThatTheGraphSetsCountsMost() {
    String low = "{\"effort\":\"low\"}";
    var request = withEffort(understood("\"top_k\":5"), "high");
    for (String thinking : List.of("{\"type\":\"adaptive\"}", "")) {
      var set = new LinkedHashMap<>(Map.of("output_config", low));
      if (!thinking.isEmpty()) {
        set.put("thinking", thinking);
      }
      Extras extras = request.extras();
      for (var each : set.entrySet()) {
        extras = extras.with(each.getKey(), each.getValue());
      }
      ChatRequest changed = request.withExtras(extras);
      var plan = Plans.plan(changed, Optional.empty(), "claude-opus-4-6", set, Set.of(), 64_000);
      var body = body(new MessagesProvider().write(plan));
      assertEquals("low", body.at("/output_config/effort").asString(), thinking);
      assertEquals("adaptive", body.at("/thinking/type").asString(), thinking);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("conversations")
  void callsThatThinkingDidNotBeginForbidABudget(String loop, String turns, boolean thinks) {
    for (String model : List.of("claude-sonnet-4-5", "claude-opus-4-6")) {
      var call = written(understood(MANUAL, turns), model);
      assertEquals(thinks, body(call).has("thinking"), model);
      assertEquals(
          thinks, !call.losses().toString().contains("the client's `thinking` was left out"));
    }
    var effort = written(withEffort(understood(MANUAL, turns), "low"), MODEL);
    assertEquals(thinks, body(effort).has("thinking"));
    assertEquals(thinks, !effort.losses().toString().contains("`reasoning_effort` was left out"));
    assertTrue(body(written(understood(ADAPTIVE, turns), "claude-opus-4-6")).has("thinking"));
  }
}
