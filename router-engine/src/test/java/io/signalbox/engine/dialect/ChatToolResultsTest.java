package io.signalbox.engine.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.exchange.answer.AnswerLosses;
import io.signalbox.engine.spi.ClientDialect.Reading;
import io.signalbox.engine.spi.ClientDialect.ReplyHead;
import io.signalbox.engine.spi.ReplyWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which call each result of a tool answers in chats whose clients write it in other words.
final class ChatToolResultsTest {
  private static final String CALL =
      """
      {"role":"assistant","content":null,"function_call":{"name":"f","arguments":"{}"}},
      """;
  private static final String RESULT =
      "{\"role\":\"function\",\"name\":\"f\",\"content\":\"grey\"}";

  private static List<Message> read(String messages) {
    byte[] body = ("{\"messages\":[" + messages + "]}").getBytes(StandardCharsets.UTF_8);
    var read = assertInstanceOf(Reading.Understood.class, Dialects.client("openai").read(body));
    return read.request().messages();
  }

  private static List<Part> ofTool(String members) {
    var messages = read("{\"role\":\"tool\"," + members + "}");
    assertEquals(1, messages.size());
    return messages.getFirst().parts();
  }

  private static Part result(String id, String text) {
    return new Part.ToolResult(id, List.of(new Part.Text(text)), false);
  }

  @Test
  void resultsOfOtherCallsInAMessageAreTheirOwn() {
    assertEquals(
        List.of(new Part.ToolResult("b", List.of(new Part.Text("two")), true), result("a", "one")),
        ofTool(
            """
            "tool_call_id":"a","content":[{"type":"tool_result","tool_use_id":"a","content":"one"},
             {"type":"tool_result","tool_use_id":"b","content":"two","is_error":true}]
            """));
  }

  @Test
  void whatStandsBesideTheBlocksIsKept() {
    List<Part> said = List.of(new Part.Text("two"), new Part.Text("Look."), Part.CacheMark.USUAL);
    assertEquals(
        List.of(result("a", "one"), new Part.ToolResult("b", said, false)),
        ofTool(
            """
            "cache_control":{"type":"ephemeral"},"content":[
             {"type":"tool_result","tool_use_id":"a","content":"one"},
             {"type":"tool_result","tool_use_id":"b","content":"two"},
             {"type":"text","text":"Look."}]
            """));
  }

  @Test
  void resultOfAFunctionAnswersTheCallThatWaits() {
    var messages = read(CALL + RESULT + "," + CALL + RESULT);
    assertEquals(List.of(result("call_function_1", "grey")), messages.get(1).parts());
    assertEquals(List.of(result("call_function_2", "grey")), messages.get(3).parts());
  }

  @Test
  void resultOfAFunctionWhoseCallIsNotThereIsSaidByTheUser() {
    var words =
        new Message(Role.USER, List.of(new Part.Text("Result of the function \"f\":\ngrey")));
    assertEquals(List.of(words), read(RESULT));
    var messages = read(CALL + RESULT + "," + RESULT);
    assertEquals(List.of(result("call_function_1", "grey")), messages.get(1).parts());
    assertEquals(words, messages.get(2));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void callsThatTheFormOfFunctionsHasNoPlaceForAreNoted(boolean stream) {
    var losses = new AnswerLosses();
    List<ReplyEvent> calls =
        List.of(
            new ReplyEvent.ToolCallStarted(0, "c1", "f"),
            new ReplyEvent.ToolCallStarted(1, "c2", "f"));
    losses.passedOn(calls, writer(stream, Map.of("functions", "[]"))::tells);
    assertEquals(
        List.of("Of the answer, the client's API has no place for calls but the first: left out."),
        losses.all());
    var none = new AnswerLosses();
    none.passedOn(calls, writer(stream, Map.of())::tells);
    assertEquals(List.of(), none.all());
  }

  private static ReplyWriter writer(boolean stream, Map<String, String> repeated) {
    return Dialects.client("openai").writer(new ReplyHead("r1", 1, "m", stream, false, repeated));
  }
}
