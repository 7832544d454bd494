package io.signalbox.engine.dialect.cohere;

import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.dialect.JsonTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Pieces of an answer as events, whether it is streamed or not. A plan for tools is thinking.
/// Belongs to one thread.
final class Pieces {
  /// The calls by their place in the answer.
  private final Map<Integer, Call> calls = new HashMap<>();

  private static final class Call {
    private final int index;
    private boolean written;

    Call(int index) {
      this.index = index;
    }
  }

  void plan(JsonNode message, List<ReplyEvent> events) {
    String plan = JsonTree.text(message, "tool_plan");
    if (!plan.isEmpty()) {
      events.add(new ReplyEvent.ReasoningDelta(plan));
    }
  }

  void content(JsonNode part, List<ReplyEvent> events) {
    String thinking = JsonTree.text(part, "thinking");
    if (!thinking.isEmpty()) {
      events.add(new ReplyEvent.ReasoningDelta(thinking));
    }
    String text = JsonTree.text(part, "text");
    if (!text.isEmpty()) {
      events.add(new ReplyEvent.TextDelta(text));
    }
  }

  void startCall(int place, JsonNode call, List<ReplyEvent> events) {
    var open = new Call(calls.size());
    if (calls.putIfAbsent(place, open) == null) {
      JsonNode function = call.path("function");
      events.add(
          new ReplyEvent.ToolCallStarted(
              open.index, JsonTree.text(call, "id"), JsonTree.text(function, "name")));
      arguments(place, function, events);
    }
  }

  void arguments(int place, JsonNode function, List<ReplyEvent> events) {
    String piece = JsonTree.text(function, "arguments");
    Call call = calls.get(place);
    if (call != null && !piece.isEmpty()) {
      call.written = true;
      events.add(new ReplyEvent.ToolCallDelta(call.index, piece));
    }
  }

  /// A call without arguments has no piece of them.
  void endCall(int place, List<ReplyEvent> events) {
    Call call = calls.get(place);
    if (call != null && !call.written) {
      call.written = true;
      events.add(new ReplyEvent.ToolCallDelta(call.index, "{}"));
    }
  }

  void endCalls(List<ReplyEvent> events) {
    calls.keySet().stream().sorted().forEach(place -> endCall(place, events));
  }

  static void citation(JsonNode citation, List<ReplyEvent> events) {
    events.add(new ReplyEvent.Foreign(ChatProvider.ID, "citation", citation.toString()));
  }
}
