package io.signalbox.engine.dialect.anthropic;

import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import java.util.Set;

/// Why an answer stopped, in the provider's words and ours.
public final class StopReason {
  private static final Set<String> WORDS =
      Set.of(
          "end_turn",
          "max_tokens",
          "stop_sequence",
          "tool_use",
          "pause_turn",
          "refusal",
          "model_context_window_exceeded");

  private StopReason() {}

  public static ReplyEvent.Finished finished(String raw) {
    FinishReason reason =
        switch (raw) {
          case "end_turn", "stop_sequence" -> FinishReason.STOP;
          case "max_tokens", "model_context_window_exceeded" -> FinishReason.LENGTH;
          case "tool_use" -> FinishReason.TOOL_CALLS;
          case "refusal" -> FinishReason.CONTENT_FILTER;
          default -> FinishReason.OTHER;
        };
    return new ReplyEvent.Finished(reason, raw);
  }

  /// The word for an end, be it another dialect's. Clients know no others, so `end_turn` stands for
  /// the unknown.
  public static String word(ReplyEvent.Finished end, boolean called) {
    if (WORDS.contains(end.raw())) {
      return end.raw();
    }
    return switch (end.reason()) {
      case STOP, OTHER -> called ? "tool_use" : "end_turn";
      case LENGTH -> "max_tokens";
      case TOOL_CALLS -> "tool_use";
      case CONTENT_FILTER -> "refusal";
    };
  }
}
