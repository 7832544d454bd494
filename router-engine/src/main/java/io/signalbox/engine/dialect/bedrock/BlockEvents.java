package io.signalbox.engine.dialect.bedrock;

import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.dialect.JsonTree;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Content blocks as events, whole or in pieces. Counts the calls of one answer.
final class BlockEvents {
  private int calls;
  private boolean written;

  boolean hasCalls() {
    return calls > 0;
  }

  /// A whole block.
  void add(JsonNode block, List<ReplyEvent> events) {
    if (block.path("toolUse").isObject()) {
      startCall(block.get("toolUse"), events);
      JsonNode input = block.get("toolUse").path("input");
      input(input.isObject() ? input.toString() : "{}", events);
    } else if (block.path("reasoningContent").isObject()) {
      JsonNode content = block.get("reasoningContent");
      reasoning(content.path("reasoningText"), events);
      redacted(content, events);
    } else if (block.path("text").isString()) {
      text(block, events);
    } else {
      foreign(block, events);
    }
  }

  void startCall(JsonNode call, List<ReplyEvent> events) {
    written = false;
    events.add(
        new ReplyEvent.ToolCallStarted(
            calls++, JsonTree.text(call, "toolUseId"), JsonTree.text(call, "name")));
  }

  private void input(String fragment, List<ReplyEvent> events) {
    if (calls > 0 && !fragment.isEmpty()) {
      written = true;
      events.add(new ReplyEvent.ToolCallDelta(calls - 1, fragment));
    }
  }

  /// A call without arguments has no piece of them.
  void endCall(List<ReplyEvent> events) {
    if (!written) {
      input("{}", events);
    }
  }

  /// A piece of a block.
  void addPiece(JsonNode delta, List<ReplyEvent> events) {
    if (delta.path("toolUse").isObject()) {
      input(JsonTree.text(delta.get("toolUse"), "input"), events);
    } else if (delta.path("reasoningContent").isObject()) {
      reasoning(delta.get("reasoningContent"), events);
      redacted(delta.get("reasoningContent"), events);
    } else if (delta.path("text").isString()) {
      text(delta, events);
    } else {
      foreign(delta, events);
    }
  }

  private static void text(JsonNode block, List<ReplyEvent> events) {
    String text = JsonTree.text(block, "text");
    if (!text.isEmpty()) {
      events.add(new ReplyEvent.TextDelta(text));
    }
  }

  private static void reasoning(JsonNode content, List<ReplyEvent> events) {
    String text = JsonTree.text(content, "text");
    if (!text.isEmpty()) {
      events.add(new ReplyEvent.ReasoningDelta(text));
    }
    String signature = JsonTree.text(content, "signature");
    if (!signature.isEmpty()) {
      events.add(new ReplyEvent.ReasoningSigned(signature));
    }
  }

  private static void redacted(JsonNode content, List<ReplyEvent> events) {
    String data = JsonTree.text(content, "redactedContent");
    if (!data.isEmpty()) {
      events.add(new ReplyEvent.ReasoningRedacted(data));
    }
  }

  /// What is said with citations is said within them.
  private static void foreign(JsonNode block, List<ReplyEvent> events) {
    block.path("citationsContent").path("content").forEach(each -> text(each, events));
    block
        .properties()
        .forEach(each ->
            events.add(
                new ReplyEvent.Foreign(ConverseProvider.ID, each.getKey(), block.toString())));
  }
}
