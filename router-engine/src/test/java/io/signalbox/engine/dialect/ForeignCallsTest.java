package io.signalbox.engine.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.chat.ToolChoice;
import io.signalbox.engine.dialect.kit.Plans;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ClientDialect.Reading;
import io.signalbox.engine.spi.ClientDialect.ReplyHead;
import io.signalbox.engine.spi.ProviderCall;
import io.signalbox.engine.spi.ProviderDialect;
import io.signalbox.engine.wire.WireFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls and results of tools that clients of Chat Completions write in other words than its own
/// `tool_calls`: blocks of Messages in the content, custom tools, and the functions before tools.
final class ForeignCallsTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String BLOCKS =
      """
      {"model":"m","tools":[{"type":"function","function":{"name":"weather","parameters":{}}}],
       "messages":[
        {"role":"user","content":"Rain?"},
        {"role":"assistant","content":[{"type":"thinking","thinking":"Hm.","signature":"c2lnbg=="},
          {"type":"text","text":"I look."},
          {"type":"tool_use","id":"call_1","name":"weather","input":{"city":"Ulm","at":48.40}}]},
        {"role":"user","content":[{"type":"tool_result","tool_use_id":"call_1","is_error":true,
          "content":[{"type":"text","text":"no sky today"}]},{"type":"text","text":"And now?"}]}]}
      """;
  private static final String CUSTOM =
      """
      {"model":"m","tools":[{"type":"custom","custom":{"name":"patch","description":"Edits.",
         "format":{"type":"grammar","grammar":{"syntax":"lark","definition":"start: WORD"}}}},
         {"type":"function","function":{"name":"weather","parameters":{}}}],
       "tool_choice":{"type":"custom","custom":{"name":"patch"}},
       "messages":[{"role":"user","content":"Fix it."},
        {"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"custom",
          "custom":{"name":"patch","input":"say \\"hi\\"\\n"}}]},
        {"role":"tool","tool_call_id":"call_1","content":"patched well"}]}
      """;
  private static final String LEGACY =
      """
      {"model":"m","functions":[{"name":"weather","parameters":{"type":"object","properties":{}}}],
       "function_call":{"name":"weather"},
       "messages":[{"role":"user","content":"Rain?"},
        {"role":"assistant","content":null,"function_call":{"name":"weather","arguments":"{\\"city\\":\\"Ulm\\"}"}},
        {"role":"function","name":"weather","content":"no sky today"},
        {"role":"assistant","content":null,"function_call":{"name":"weather","arguments":"{\\"city\\":\\"Aalen\\"}"}},
        {"role":"function","name":"weather","content":"grey"}]}
      """;

  private final ClientDialect client = Dialects.client("openai");

  private static List<ProviderDialect> providers() {
    return Dialects.providers();
  }

  private Reading.Understood understood(String body) {
    return assertInstanceOf(
        Reading.Understood.class, client.read(body.getBytes(StandardCharsets.UTF_8)));
  }

  private ChatRequest read(String body) {
    return understood(body).request();
  }

  @Test
  void blocksOfMessagesAreWhatTheySay() {
    List<Message> messages = read(BLOCKS).messages();
    assertEquals(
        List.of(Role.USER, Role.ASSISTANT, Role.TOOL, Role.USER),
        messages.stream().map(Message::role).toList());
    assertEquals(
        List.of(
            new Part.Reasoning("Hm.", Optional.of("c2lnbg=="), Optional.empty()),
            new Part.Text("I look."),
            new Part.ToolCall("call_1", "weather", "{\"city\":\"Ulm\",\"at\":48.40}")),
        messages.get(1).parts());
    assertEquals(
        List.of(new Part.ToolResult("call_1", List.of(new Part.Text("no sky today")), true)),
        messages.get(2).parts());
    assertEquals("And now?", messages.get(3).text());
  }

  @ParameterizedTest
  @MethodSource("providers")
  void blocksOfMessagesReachEveryProvider(ProviderDialect side) {
    String body = written(side, read(BLOCKS));
    for (String said : List.of("Ulm", "48.4", "no sky today", "I look.", "And now?")) {
      assertTrue(body.contains(said), () -> side.id() + " lacks " + said + " in " + body);
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void partsOfResponsesAreWhatTheySay(ProviderDialect side) {
    String body =
        written(
            side,
            read(
                """
                {"messages":[{"role":"user","content":[{"type":"input_text","text":"What is it?"},
                  {"type":"input_image","image_url":"data:image/png;base64,iVBO"}]},
                 {"role":"assistant","content":[{"type":"output_text","text":"A cat."}]},
                 {"role":"user","content":"Sure?"}]}
                """));
    for (String said : List.of("What is it?", "iVBO", "A cat.")) {
      assertTrue(body.contains(said), () -> side.id() + " lacks " + said + " in " + body);
    }
  }

  @Test
  void callInTheContentAndBesideItIsOne() {
    var messages =
        read("""
        {"messages":[{"role":"assistant","content":[
          {"type":"tool_use","id":"c1","name":"look","input":{}}],
         "tool_calls":[{"id":"c1","type":"function","function":{"name":"look","arguments":"{}"}}]},
         {"role":"tool","content":[{"type":"tool_result","tool_use_id":"c1","content":"seen"}]}]}
        """)
            .messages();
    assertEquals(List.of(new Part.ToolCall("c1", "look", "{}")), messages.getFirst().parts());
    assertEquals(
        List.of(new Part.ToolResult("c1", List.of(new Part.Text("seen")), false)),
        messages.get(1).parts());
  }

  @Test
  void picturesAndDocumentsOfMessagesAreRead() {
    var parts =
        read("""
        {"messages":[{"role":"user","content":[
          {"type":"image","source":{"type":"base64","media_type":"image/png","data":"iVBO"}},
          {"type":"document","title":"Plan","source":{"type":"text","data":"Step 1"}},
          {"type":"server_tool_use","id":"s1","name":"web_search","input":{}}]}]}
        """)
            .messages()
            .getFirst()
            .parts();
    assertEquals(new Part.Image("data:image/png;base64,iVBO", Optional.empty()), parts.getFirst());
    assertTrue(written(Dialects.provider("openai"), user(parts)).contains("Step 1"));
    assertTrue(written(Dialects.provider("anthropic"), user(parts)).contains("server_tool_use"));
  }

  private static ChatRequest user(List<Part> parts) {
    return ChatRequest.ofMessages("m", List.of(new Message(Role.USER, parts)));
  }

  @ParameterizedTest
  @MethodSource("providers")
  void customToolAndItsCallReachEveryProvider(ProviderDialect side) {
    ChatRequest request = read(CUSTOM);
    assertEquals(new ToolChoice.Named("patch"), request.toolChoice());
    String body = written(side, request);
    for (String said : List.of("patch", "Edits.", "start: WORD", "say ", "patched well")) {
      assertTrue(body.contains(said), () -> side.id() + " lacks " + said + " in " + body);
    }
  }

  @Test
  void customToolGoesAsItIsToWhoKnowsIt() {
    JsonNode body = MAPPER.readTree(written(Dialects.provider("openai"), read(CUSTOM)));
    assertEquals("custom", body.at("/tools/0/type").asString());
    assertEquals("custom", body.at("/tool_choice/type").asString());
    assertEquals("say \"hi\"\n", body.at("/messages/1/tool_calls/0/custom/input").asString());
    assertEquals("call_1", body.at("/messages/2/tool_call_id").asString());
  }

  @Test
  void lostGrammarIsNamedAndTheToolIsNot() {
    var call = Dialects.provider("anthropic").write(Plans.plan(read(CUSTOM), "claude"));
    assertEquals(1, call.losses().size(), call.losses()::toString);
    assertTrue(call.losses().getFirst().contains("tools[0].custom.format"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void callOfACustomToolIsAnsweredAsOne(boolean stream) {
    JsonNode call = call(understood(CUSTOM), stream, "patch", "{\"input\":\"a\\nb\"}");
    assertEquals("custom", call.path("type").asString());
    assertEquals("patch", call.at("/custom/name").asString());
    assertEquals("a\nb", call.at("/custom/input").asString());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void callOfAFunctionBesideCustomToolsIsAFunctions(boolean stream) {
    JsonNode call = call(understood(CUSTOM), stream, "weather", "{\"city\":\"Ulm\"}");
    assertEquals("function", call.path("type").asString());
    assertEquals("{\"city\":\"Ulm\"}", call.at("/function/arguments").asString());
  }

  @Test
  void customCallOfAProviderIsAnsweredAsTheFunctionThatStandsForIt() {
    var reader = Dialects.provider("openai").reader(true, Set.of());
    List<ReplyEvent> events = new ArrayList<>();
    for (String frame :
        List.of(
            "{\"id\":\"x\",\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"type\":\"custom\",\"custom\":{\"name\":\"patch\",\"input\":\"\"}}]}}]}",
            "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"custom\":{\"input\":\"a\\n\"}}]}}]}",
            "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"custom\":{\"input\":\"\\\"b\"}}]}}]}",
            "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\"}]}")) {
      byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
      events.addAll(reader.read(new WireFrame("", bytes, bytes)));
    }
    assertTrue(events.contains(new ReplyEvent.ToolCallStarted(0, "c1", "patch")));
    String arguments =
        events.stream()
            .filter(ReplyEvent.ToolCallDelta.class::isInstance)
            .map(event -> ((ReplyEvent.ToolCallDelta) event).arguments())
            .reduce("", String::concat);
    assertEquals("a\n\"b", MAPPER.readTree(arguments).path("input").asString());
    assertTrue(reader.isFinished());
  }

  @ParameterizedTest
  @MethodSource("providers")
  void functionsBeforeToolsReachEveryProvider(ProviderDialect side) {
    ChatRequest request = read(LEGACY);
    assertEquals(new ToolChoice.Named("weather"), request.toolChoice());
    assertEquals(Optional.of(false), request.parallelToolCalls());
    assertEquals(
        List.of("call_function_1", "call_function_1", "call_function_2", "call_function_2"),
        request.messages().stream().flatMap(each -> ids(each).stream()).toList());
    String body = written(side, request);
    for (String said : List.of("weather", "Ulm", "Aalen", "no sky today", "grey")) {
      assertTrue(body.contains(said), () -> side.id() + " lacks " + said + " in " + body);
    }
  }

  private static List<String> ids(Message message) {
    return message.parts().stream()
        .filter(part -> part instanceof Part.ToolCall || part instanceof Part.ToolResult)
        .map(part ->
            part instanceof Part.ToolCall call ? call.id() : ((Part.ToolResult) part).callId())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void clientOfFunctionsIsAnsweredInItsForm(boolean stream) {
    JsonNode choice = answered(understood(LEGACY), stream, "weather", "{\"city\":\"Ulm\"}");
    JsonNode call = choice.at("/message/function_call");
    assertEquals("weather", call.path("name").asString());
    assertEquals("{\"city\":\"Ulm\"}", call.path("arguments").asString());
    assertEquals("function_call", choice.path("finish_reason").asString());
  }

  @Test
  void onlyAllowedToolsAreOffered() {
    ChatRequest request =
        read(
            """
            {"tools":[{"type":"function","function":{"name":"a"}},{"type":"function","function":{"name":"b"}}],
             "tool_choice":{"type":"allowed_tools","allowed_tools":{"mode":"required",
               "tools":[{"type":"function","function":{"name":"b"}}]}},
             "messages":[{"role":"user","content":"x"}]}
            """);
    assertEquals(new ToolChoice.Required(), request.toolChoice());
    assertEquals(List.of("b"), request.tools().stream().map(each -> each.name()).toList());
    for (ProviderDialect side : providers()) {
      assertEquals(List.of(), side.write(Plans.plan(request, "model")).losses(), side.id());
    }
  }

  @Test
  void choiceInTheWordsOfMessagesIsUnderstood() {
    assertEquals(new ToolChoice.Required(), choice("{\"type\":\"any\"}"));
    assertEquals(new ToolChoice.Auto(), choice("{\"type\":\"auto\"}"));
    assertEquals(new ToolChoice.Named("a"), choice("{\"type\":\"tool\",\"name\":\"a\"}"));
  }

  private ToolChoice choice(String json) {
    return read("{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"tool_choice\":"
            + json
            + "}")
        .toolChoice();
  }

  private static String written(ProviderDialect side, ChatRequest request) {
    ProviderCall call = side.write(Plans.plan(request, "model"));
    return new String(call.body(), StandardCharsets.UTF_8);
  }

  private JsonNode call(Reading.Understood asked, boolean stream, String name, String arguments) {
    JsonNode choice = answered(asked, stream, name, arguments);
    assertEquals("tool_calls", choice.path("finish_reason").asString());
    return choice.at("/message/tool_calls/0");
  }

  /// The choice that a client gets, put together from its pieces if it is streamed.
  private JsonNode answered(Reading.Understood asked, boolean stream, String name, String said) {
    var writer = client.writer(new ReplyHead("r1", 1, "m", stream, false, asked.repeated()));
    var out = new StringBuilder();
    for (ReplyEvent event :
        List.of(
            new ReplyEvent.Started("", ""),
            new ReplyEvent.ToolCallStarted(0, "c1", name),
            new ReplyEvent.ToolCallDelta(0, said.substring(0, 5)),
            new ReplyEvent.ToolCallDelta(0, said.substring(5)),
            new ReplyEvent.Finished(FinishReason.TOOL_CALLS, "tool_calls"))) {
      out.append(new String(writer.write(event), StandardCharsets.UTF_8));
    }
    out.append(new String(writer.end(Optional.empty()), StandardCharsets.UTF_8));
    return stream ? joined(out.toString()) : MAPPER.readTree(out.toString()).at("/choices/0");
  }

  private static JsonNode joined(String stream) {
    var choice = MAPPER.createObjectNode();
    var message = choice.putObject("message");
    stream
        .lines()
        .filter(line -> line.startsWith("data: {"))
        .map(line -> MAPPER.readTree(line.substring(6)).at("/choices/0"))
        .forEach(piece -> {
          merge(message, piece.path("delta"));
          choice.set("finish_reason", piece.path("finish_reason"));
        });
    return choice;
  }

  private static void merge(tools.jackson.databind.node.ObjectNode whole, JsonNode more) {
    more.properties()
        .forEach(each -> {
          JsonNode before = whole.path(each.getKey());
          JsonNode value = each.getValue();
          if (before instanceof tools.jackson.databind.node.ObjectNode object && value.isObject()) {
            merge(object, value);
          } else if (before.isArray() && value.isArray()) {
            merge((tools.jackson.databind.node.ObjectNode) before.get(0), value.get(0));
          } else if (before.isString() && value.isString() && isText(each.getKey())) {
            whole.put(each.getKey(), before.asString() + value.asString());
          } else {
            whole.set(each.getKey(), value);
          }
        });
  }

  private static boolean isText(String member) {
    return Set.of("arguments", "input").contains(member);
  }
}
