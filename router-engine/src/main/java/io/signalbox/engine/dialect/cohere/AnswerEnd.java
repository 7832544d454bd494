package io.signalbox.engine.dialect.cohere;

import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.dialect.JsonTree;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The end of an answer: why it came and what it used. Tokens that are billed count, for the
/// provider adds tokens of its own to each prompt that nobody pays; without them, those that were
/// read and written.
final class AnswerEnd {
  private AnswerEnd() {}

  /// Whether the answer is complete.
  static boolean add(JsonNode end, List<ReplyEvent> events) {
    addUsage(end.path("usage"), events);
    String raw = JsonTree.text(end, "finish_reason");
    if (raw.equals("ERROR") || raw.equals("TIMEOUT")) {
      events.add(new ReplyEvent.Failed(Failures.ended(raw)));
      return false;
    }
    events.add(new ReplyEvent.Finished(reason(raw), raw));
    return true;
  }

  private static void addUsage(JsonNode usage, List<ReplyEvent> events) {
    JsonNode counts = usage.path(usage.path("billed_units").isObject() ? "billed_units" : "tokens");
    if (counts.isObject()) {
      events.add(
          new ReplyEvent.UsageReported(
              Usage.of(count(counts, "input_tokens"), count(counts, "output_tokens"))));
    }
  }

  private static long count(JsonNode counts, String member) {
    JsonNode count = counts.path(member);
    long now = count.isNumber() ? count.asLong(0) : 0;
    return now > 0 && now < Integer.MAX_VALUE ? now : 0;
  }

  private static FinishReason reason(String raw) {
    return switch (raw) {
      case "COMPLETE", "STOP_SEQUENCE" -> FinishReason.STOP;
      case "MAX_TOKENS" -> FinishReason.LENGTH;
      case "TOOL_CALL" -> FinishReason.TOOL_CALLS;
      case "ERROR_TOXIC" -> FinishReason.CONTENT_FILTER;
      default -> FinishReason.OTHER;
    };
  }
}
