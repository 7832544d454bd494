package io.signalbox.engine.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.spi.ClientDialect.Reading;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which call each result of a tool answers in chats whose clients write it in other words.
final class ChatToolResultsTest {
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
    var said = List.of(new Part.Text("two"), new Part.Text("Look."), Part.CacheMark.USUAL);
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
}
