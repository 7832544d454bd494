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
          "compaction",
          "refusal",
          "model_context_window_exceeded");

  private StopReason() {}

  /// The end of an answer that says no reason: good if it holds something.
  public static ReplyEvent.Finished unsaid(boolean said, boolean called) {
    FinishReason good = called ? FinishReason.TOOL_CALLS : FinishReason.STOP;
    return new ReplyEvent.Finished(said ? good : FinishReason.OTHER, "");
  }

  /// An answer that pauses, for the provider's own tools or for a shorter conversation, is not
  /// whole.
  public static ReplyEvent.Finished finished(String raw) {
    FinishReason reason =
        switch (raw) {
          case "end_turn", "stop_sequence" -> FinishReason.STOP;
          case "max_tokens", "model_context_window_exceeded", "pause_turn", "compaction" ->
              FinishReason.LENGTH;
          case "tool_use" -> FinishReason.TOOL_CALLS;
          case "refusal" -> FinishReason.CONTENT_FILTER;
          default -> FinishReason.OTHER;
        };
    return new ReplyEvent.Finished(reason, raw);
  }

  /// The word for an end, be it another dialect's. Clients know no others.
  public static String word(ReplyEvent.Finished end, boolean called) {
    if (WORDS.contains(end.raw())) {
      return end.raw();
    }
    return switch (end.reason()) {
      case STOP -> called ? "tool_use" : "end_turn";
      case LENGTH, OTHER -> "max_tokens";
      case TOOL_CALLS -> "tool_use";
      case CONTENT_FILTER -> "refusal";
    };
  }
}
