package io.signalbox.engine.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.ReplyEvent.TextDelta;
import io.signalbox.engine.chat.ReplyEvent.ToolCallDelta;
import io.signalbox.engine.chat.ReplyEvent.ToolCallStarted;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AnswerOrderTest {
  private static final ReplyEvent END = new ReplyEvent.Finished(FinishReason.TOOL_CALLS, "x");

  @Test
  void whatSignsACallIsToldBeforeIt() {
    assertEquals(
        List.of(
            new TextDelta("I look."),
            signs("a"),
            new ToolCallStarted(0, "a", "look"),
            new ToolCallDelta(0, "{}"),
            new ToolCallStarted(1, "b", "look"),
            new ToolCallDelta(1, "{}"),
            END),
        told(
            new TextDelta("I look."),
            new ToolCallStarted(0, "a", "look"),
            signs("a"),
            new ToolCallDelta(0, "{}"),
            new ToolCallStarted(1, "b", "look"),
            new ToolCallDelta(1, "{}"),
            END));
  }

  @Test
  void whatSignsACallThatWaitsWaitsWithIt() {
    assertEquals(
        List.of(
            new ToolCallStarted(0, "a", "look"),
            new ToolCallDelta(0, "{\"at\":"),
            new ToolCallDelta(0, "1}"),
            signs("b"),
            new ToolCallStarted(1, "b", "look"),
            new ToolCallDelta(1, "{}"),
            END),
        told(
            new ToolCallStarted(0, "a", "look"),
            new ToolCallDelta(0, "{\"at\":"),
            new ToolCallStarted(1, "b", "look"),
            signs("b"),
            new ToolCallDelta(1, "{}"),
            new ToolCallDelta(0, "1}"),
            END));
  }

  @Test
  void callWithWhichAnAnswerBreaksOffIsHeldUntilItIsReleased() {
    var order = new AnswerOrder();
    var call = new ToolCallStarted(0, "a", "look");
    assertEquals(List.of(), order.take(call));
    assertEquals(List.of(call), order.release());
    assertEquals(List.of(), order.release());
  }

  private static List<ReplyEvent> told(ReplyEvent... events) {
    var order = new AnswerOrder();
    var told = new ArrayList<ReplyEvent>();
    for (ReplyEvent event : events) {
      told.addAll(order.take(event));
    }
    return told;
  }

  private static ReplyEvent signs(String call) {
    return new ReplyEvent.Foreign(
        "gemini",
        "thoughtSignature",
        "{\"thoughtSignature\":\"c2ln\",\"callId\":\"" + call + "\"}");
  }
}
