package io.signalbox.engine.dialect.anthropic.provider;

import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.anthropic.AnthropicApi;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Complete content blocks as events. Counts the calls of one answer.
final class BlockEvents {
  private int calls;

  /// The index of the next call.
  int nextCall() {
    return calls++;
  }

  boolean hasCalls() {
    return calls > 0;
  }

  void add(JsonNode content, List<ReplyEvent> events) {
    content.forEach(block -> addBlock(block, events));
  }

  private void addBlock(JsonNode block, List<ReplyEvent> events) {
    if (!block.isObject()) {
      events.addAll(Failures.unreadable());
      return;
    }
    switch (JsonTree.text(block, "type")) {
      case "text" -> addText(block, events);
      case "thinking" -> addThinking(block, events);
      case "redacted_thinking" ->
          events.add(new ReplyEvent.ReasoningRedacted(JsonTree.text(block, "data")));
      case "tool_use" -> addCall(block, events);
      default -> events.add(foreign(JsonTree.text(block, "type"), block));
    }
  }

  static void addText(JsonNode block, List<ReplyEvent> events) {
    if (!JsonTree.text(block, "text").isEmpty()) {
      events.add(new ReplyEvent.TextDelta(JsonTree.text(block, "text")));
    }
    for (JsonNode citation : block.path("citations")) {
      ObjectNode delta = JsonTree.object().put("type", "citations_delta");
      delta.set("citation", citation);
      events.add(foreign("citations_delta", delta));
    }
  }

  static void addThinking(JsonNode block, List<ReplyEvent> events) {
    if (!JsonTree.text(block, "thinking").isEmpty()) {
      events.add(new ReplyEvent.ReasoningDelta(JsonTree.text(block, "thinking")));
    }
    if (!JsonTree.text(block, "signature").isEmpty()) {
      events.add(new ReplyEvent.ReasoningSigned(JsonTree.text(block, "signature")));
    }
  }

  private void addCall(JsonNode block, List<ReplyEvent> events) {
    int call = nextCall();
    events.add(
        new ReplyEvent.ToolCallStarted(
            call, JsonTree.text(block, "id"), JsonTree.text(block, "name")));
    events.add(new ReplyEvent.ToolCallDelta(call, arguments(block)));
    addCaller(block, events);
  }

  /// The arguments of a block that holds them whole.
  static String arguments(JsonNode block) {
    return block.path("input").isObject() ? block.get("input").toString() : "{}";
  }

  /// A call that the provider's own code made says so, and must say so again when it is answered.
  static void addCaller(JsonNode block, List<ReplyEvent> events) {
    JsonNode caller = block.path("caller");
    if (caller.isObject() && !JsonTree.text(caller, "type").equals("direct")) {
      ObjectNode node = JsonTree.object().put("id", JsonTree.text(block, "id"));
      node.set("caller", caller);
      events.add(foreign("caller", node));
    }
  }

  static ReplyEvent foreign(String kind, JsonNode json) {
    return new ReplyEvent.Foreign(AnthropicApi.ID, kind, json.toString());
  }
}
