package io.signalbox.engine.dialect.bedrock;

import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;

/// Why an answer stopped, in the provider's words and ours.
final class StopReason {
  private StopReason() {}

  /// @param called whether tools were called: some models say `end_turn` all the same
  static ReplyEvent.Finished finished(String raw, boolean called) {
    FinishReason reason =
        switch (raw) {
          case "end_turn", "stop_sequence" -> called ? FinishReason.TOOL_CALLS : FinishReason.STOP;
          case "tool_use" -> FinishReason.TOOL_CALLS;
          case "max_tokens", "model_context_window_exceeded" -> FinishReason.LENGTH;
          case "guardrail_intervened", "content_filtered", "refusal" -> FinishReason.CONTENT_FILTER;
          default -> FinishReason.OTHER;
        };
    return new ReplyEvent.Finished(reason, raw);
  }
}
