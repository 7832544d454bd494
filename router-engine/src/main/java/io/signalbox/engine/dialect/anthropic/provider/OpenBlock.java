package io.signalbox.engine.dialect.anthropic.provider;

import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.dialect.JsonTree;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A content block of a stream between its start and its stop. The arguments of a call are passed
/// on as they come; those of the provider's own tools are told piece by piece, so that the answer
/// is seen to go on, and once more with the block when it is whole.
final class OpenBlock {
  private static final List<String> TOLD_AT_ONCE = List.of("text", "thinking", "redacted_thinking");

  private final JsonNode start;
  private final String type;
  private final int call;
  private final StringBuilder collected = new StringBuilder();
  private final StringBuilder summary = new StringBuilder();
  private boolean written;

  /// @param call the index of the call; negative if the block is none
  OpenBlock(JsonNode start, int call) {
    this.start = start;
    this.type = JsonTree.text(start, "type");
    this.call = call;
  }

  List<ReplyEvent> input(String fragment) {
    if (call < 0) {
      collected.append(fragment);
      return fragment.isEmpty() ? List.of() : List.of(piece(fragment));
    }
    written |= !fragment.isEmpty();
    return fragment.isEmpty() ? List.of() : List.of(new ReplyEvent.ToolCallDelta(call, fragment));
  }

  /// More of the summary that stands for the conversation so far, which must be sent back whole.
  void summarize(JsonNode delta) {
    summary.append(JsonTree.text(delta, "content"));
  }

  private static ReplyEvent piece(String fragment) {
    var delta = JsonTree.object().put("type", "input_json_delta").put("partial_json", fragment);
    return BlockEvents.foreign("input_json_delta", delta);
  }

  void stop(List<ReplyEvent> events) {
    if (call >= 0) {
      stopCall(events);
    } else if (!TOLD_AT_ONCE.contains(type)) {
      events.add(BlockEvents.foreign(type, whole()));
    }
  }

  private void stopCall(List<ReplyEvent> events) {
    if (!written) {
      events.add(new ReplyEvent.ToolCallDelta(call, BlockEvents.arguments(start)));
    }
    BlockEvents.addCaller(start, events);
  }

  private JsonNode whole() {
    if (!(start instanceof ObjectNode begun)) {
      return start;
    }
    ObjectNode whole = begun.deepCopy();
    if (!summary.isEmpty()) {
      whole.put("content", summary.toString());
    }
    if (!collected.isEmpty()) {
      String text = collected.toString();
      JsonTree.read(text)
          .ifPresentOrElse(input -> whole.set("input", input), () -> whole.put("input", text));
    }
    return whole;
  }
}
