package io.signalbox.engine.dialect.anthropic;

import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;

/// Why an answer stopped, in the provider's words and ours.
final class StopReason {
  private StopReason() {}

  static ReplyEvent.Finished finished(String raw) {
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
}
