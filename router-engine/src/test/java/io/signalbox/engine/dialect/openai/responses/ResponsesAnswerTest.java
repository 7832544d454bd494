package io.signalbox.engine.dialect.openai.responses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.ReplyEvent.Finished;
import io.signalbox.engine.chat.ReplyEvent.Foreign;
import io.signalbox.engine.chat.ReplyEvent.ReasoningDelta;
import io.signalbox.engine.chat.ReplyEvent.ReasoningRedacted;
import io.signalbox.engine.chat.ReplyEvent.ReasoningSigned;
import io.signalbox.engine.chat.ReplyEvent.RefusalDelta;
import io.signalbox.engine.chat.ReplyEvent.Started;
import io.signalbox.engine.chat.ReplyEvent.TextDelta;
import io.signalbox.engine.chat.ReplyEvent.ToolCallDelta;
import io.signalbox.engine.chat.ReplyEvent.ToolCallStarted;
import io.signalbox.engine.chat.ReplyEvent.UsageReported;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.dialect.Dialects;
import io.signalbox.engine.dialect.kit.Golden;
import io.signalbox.engine.dialect.openai.CustomInput;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ClientDialect.Reading;
import io.signalbox.engine.spi.ClientDialect.ReplyHead;
import io.signalbox.engine.spi.ClientError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What clients get to read, against golden files.
final class ResponsesAnswerTest {
  private static final ClientDialect CLIENT = new ResponsesClient();
  private static final JsonMapper JSON = JsonMapper.shared();

  private static final String ASKED =
      "{\"model\":\"main\",\"input\":\"Go\",\"instructions\":\"Be brief.\",\"temperature\":0.5,"
          + "\"max_output_tokens\":99,\"metadata\":{\"team\":\"blue\"},"
          + "\"reasoning\":{\"summary\":\"auto\"},\"prompt_cache_key\":\"k\",\"tools\":["
          + "{\"type\":\"function\",\"name\":\"look\",\"parameters\":{\"type\":\"object\"}},"
          + "{\"type\":\"custom\",\"name\":\"apply_patch\"},"
          + "{\"type\":\"namespace\",\"name\":\"agents\",\"tools\":["
          + "{\"type\":\"function\",\"name\":\"close\"},{\"type\":\"custom\",\"name\":\"tell\"}]},"
          + "{\"type\":\"web_search\"}]}";

  @TestFactory
  Stream<DynamicTest> writesAnswersAsStreams() {
    return answers().entrySet().stream()
        .map(each ->
            Golden.text(
                "responses/answer", each.getKey() + "-stream", told(each.getValue(), true)));
  }

  @TestFactory
  Stream<DynamicTest> writesAnswersAsBodies() {
    return answers().entrySet().stream()
        .map(each ->
            Golden.text(
                "responses/answer", each.getKey() + "-whole", told(each.getValue(), false)));
  }

  /// Whatever comes, a stream is numbered without a gap, ends with what clients take for an end,
  /// and its items are told one after the other, as they are in the end.
  @TestFactory
  Stream<DynamicTest> streamsKeepTheirPromises() {
    return answers().entrySet().stream()
        .map(each ->
            DynamicTest.dynamicTest(
                each.getKey(), () -> keepsPromises(told(each.getValue(), true))));
  }

  private static void keepsPromises(String stream) {
    List<JsonNode> events = events(stream);
    var done = new ArrayList<JsonNode>();
    for (int i = 0; i < events.size(); i++) {
      JsonNode event = events.get(i);
      assertEquals(i, event.get("sequence_number").asInt());
      assertTrue(stream.contains("event: " + event.get("type").stringValue() + "\ndata: "));
      if (event.get("type").stringValue().equals("response.output_item.done")) {
        done.add(event.get("item"));
      } else if (event.has("output_index")) {
        assertEquals(done.size(), event.get("output_index").asInt());
      }
    }
    String last = events.getLast().get("type").stringValue();
    assertTrue(last.matches("response\\.(completed|incomplete|failed)"), last);
    JsonNode output = events.getLast().get("response").get("output");
    if (!last.equals("response.failed")) {
      assertTrue(events.getLast().at("/response/usage/total_tokens").isNumber());
      assertEquals(
          done.stream().map(JsonNode::toString).toList(),
          output.valueStream().map(JsonNode::toString).toList());
    }
  }

  private static List<JsonNode> events(String stream) {
    return stream
        .lines()
        .filter(line -> line.startsWith("data: "))
        .map(line -> JSON.readTree(line.substring(6)))
        .toList();
  }

  /// Clients that find no usage at the end, such as the AI SDK, take the answer for cut and ask
  /// again.
  @Test
  void usageThatNoProviderToldIsTheEstimatedPrompt() {
    for (boolean stream : List.of(true, false)) {
      var writer =
          CLIENT.writer(
              new ReplyHead("req_1", 1_700_000_000, "main", stream, true, Map.of(), () -> 17));
      String told =
          utf8(writer.write(new ReplyEvent.TextDelta("Yes"))) + utf8(writer.end(Optional.empty()));
      JsonNode response = stream ? events(told).getLast().get("response") : JSON.readTree(told);
      assertEquals(17, response.at("/usage/input_tokens").asInt());
      assertEquals(0, response.at("/usage/output_tokens").asInt());
      assertEquals(17, response.at("/usage/total_tokens").asInt());
    }
  }

  /// What a model thought and called comes back as it was, for the same model to go on.
  @Test
  void answerThatIsSentBackIsReadAsItWasGiven() {
    String whole = told(answers().get("thinking-and-calls"), false);
    String body = "{\"input\":" + JSON.readTree(whole).get("output") + "}";
    var read = assertInstanceOf(Reading.Understood.class, CLIENT.read(bytes(body))).request();
    assertEquals(1, read.messages().size());
    assertEquals(Role.ASSISTANT, read.messages().getFirst().role());
    assertEquals(
        List.of(
            new Part.Reasoning("Let me see.", Optional.of("c2ln"), Optional.empty()),
            new Part.Reasoning("And more.", Optional.empty(), Optional.empty()),
            new Part.Reasoning("", Optional.empty(), Optional.of("b3BhcXVl")),
            new Part.Text("I look."),
            new Part.ToolCall("functions.look:0", "look", "{\"at\": \"cat\"}"),
            new Part.ToolCall("call_req_1_1", "agents__close", "{}")),
        read.messages().getFirst().parts());
  }

  @Test
  void textOfACustomToolIsTakenOutOfWhateverFormItHas() {
    assertEquals("a\nb", CustomInput.text("{\"input\":\"a\\nb\",\"more\":{\"input\":\"c\"}}"));
    for (String odd :
        List.of("", "plain", "[\"a\"]", "{\"input\":3}", "{\"input\":\"a", "\u0000")) {
      assertEquals(odd, CustomInput.text(odd));
    }
    assertEquals("é\"\n", CustomInput.text(CustomInput.arguments("é\"\n")));
  }

  private static String told(List<ReplyEvent> events, boolean stream) {
    var asked = assertInstanceOf(Reading.Understood.class, CLIENT.read(bytes(ASKED)));
    var writer =
        CLIENT.writer(
            new ReplyHead("req_1", 1_700_000_000, "main", stream, true, asked.repeated()));
    var out = new StringBuilder();
    Optional<Usage> usage = Optional.empty();
    boolean complete = false;
    for (ReplyEvent event : events) {
      out.append(
          utf8(event instanceof ReplyEvent.KeepAlive ? writer.keepAlive() : writer.write(event)));
      complete |= event instanceof Finished;
      usage = event instanceof UsageReported reported ? Optional.of(reported.usage()) : usage;
    }
    var error = ClientError.of(Failure.of(FailureClass.INTERRUPTED, 0, "The answer was cut."), "");
    return out + utf8(complete ? writer.end(usage) : writer.failed(error));
  }

  private static Map<String, List<ReplyEvent>> answers() {
    var answers = new LinkedHashMap<String, List<ReplyEvent>>();
    answers.put(
        "text",
        List.of(
            new Started("chatcmpl-1", "gpt-x"),
            new TextDelta("Grüße,"),
            new ReplyEvent.KeepAlive(),
            new TextDelta(" \"Welt\"\n\uD83D\uDE00"),
            new TextDelta(""),
            new Finished(FinishReason.STOP, "stop"),
            new UsageReported(Usage.of(5, 2))));
    answers.put(
        "thinking-and-calls",
        List.of(
            new Started("", ""),
            new UsageReported(new Usage(100, 60, 10, 5, 0, 0, Optional.empty())),
            new ReasoningDelta("Let me"),
            new ReasoningDelta(" see."),
            new ReasoningSigned("c2ln"),
            new ReasoningDelta("And more."),
            new ReasoningRedacted("b3BhcXVl"),
            new TextDelta("I look."),
            new ToolCallStarted(0, "functions.look:0", "look"),
            new ToolCallDelta(0, "{\"at\":"),
            new ToolCallDelta(0, ""),
            new ToolCallDelta(0, " \"cat\"}"),
            new ToolCallStarted(1, "", "agents__close"),
            new ToolCallDelta(1, ""),
            new ToolCallDelta(7, "of a call that never began"),
            new Finished(FinishReason.STOP, "STOP"),
            new UsageReported(new Usage(100, 60, 10, 5, 40, 20, Optional.empty()))));
    answers.put(
        "calls-in-pieces-that-are-mixed",
        List.of(
            new Started("x", "m"),
            new ToolCallStarted(0, "a", "apply_patch"),
            new ToolCallStarted(1, "b", "nobody offered it"),
            new ToolCallDelta(0, "{\"input\": \"*** Be"),
            new ToolCallDelta(1, "not json"),
            new ToolCallDelta(0, "gin\\n\"}"),
            new ToolCallStarted(2, "c", "agents__tell"),
            new ToolCallDelta(2, "said plainly"),
            new TextDelta("Done."),
            new Finished(FinishReason.TOOL_CALLS, "tool_calls")));
    answers.put(
        "refusal",
        List.of(
            new Started("x", "m"),
            new TextDelta("Well."),
            new RefusalDelta("I will"),
            new RefusalDelta(" not."),
            new Finished(FinishReason.CONTENT_FILTER, "refusal")));
    answers.put(
        "filtered",
        List.of(
            new Started("x", "m"),
            new TextDelta("Half"),
            new Finished(FinishReason.CONTENT_FILTER, "content_filter")));
    answers.put(
        "too-long",
        List.of(
            new Started("x", "m"),
            new ReasoningSigned("only a signature"),
            new ToolCallStarted(0, "a", "look"),
            new ToolCallDelta(0, "{\"at\":"),
            new Finished(FinishReason.LENGTH, "length"),
            new UsageReported(Usage.of(5, 99))));
    answers.put(
        "nothing",
        List.of(
            new Started("x", "m"),
            new Foreign("openai", "audio", "{}"),
            new Finished(FinishReason.OTHER, "odd")));
    answers.put("cut", cut());
    answers.put("cut-before-it-began", List.of(new ReplyEvent.KeepAlive()));
    return answers;
  }

  private static List<ReplyEvent> cut() {
    return List.of(
        new Started("x", "m"),
        new ToolCallStarted(0, "a", "look"),
        new ToolCallDelta(0, "{"),
        new TextDelta("Half a"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void eventsAfterAProvidersOwnAreCountedOn() {
    var writer = Dialects.client("responses").writer(new ReplyHead("r1", 1, "m", true, true));
    String passed =
        "event: response.output_text.delta\ndata: {\"type\":\"response.output_text.delta\","
            + "\"sequence_number\": 41,\"delta\":\"\\\"sequence_number\\\":99\"}\n\n";
    byte[] raw = passed.getBytes(StandardCharsets.UTF_8);
    assertEquals(raw, writer.passing(raw));
    var error = ClientError.of(Failure.of(FailureClass.INTERRUPTED, 200, "cut"), "");
    String last = new String(writer.failedAfterBytes(error), StandardCharsets.UTF_8);
    assertTrue(last.contains("\"sequence_number\":42"), last);
    assertTrue(last.contains("\"sequence_number\":43"), last);
  }
}
