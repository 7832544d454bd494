package io.signalbox.engine.route;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;

/// An upper bound of a prompt's tokens that costs nothing: its characters, and a flat share for
/// whatever is no text.
final class PromptSizeBound {
  private static final long BYTES_A_CHAR = 3;
  private static final long OTHER = 4_000;

  private PromptSizeBound() {}

  static long mostTokens(ChatRequest request) {
    long sum = request.tools().stream().mapToLong(tool -> OTHER + tool.schema().length()).sum();
    for (Message message : request.messages()) {
      sum += 8;
      for (Part part : message.parts()) {
        sum += part instanceof Part.Text text ? text.text().length() * BYTES_A_CHAR : most(part);
      }
    }
    return sum;
  }

  private static long most(Part part) {
    return switch (part) {
      case Part.Foreign foreign -> OTHER + foreign.json().length();
      case Part.ToolCall call -> OTHER + call.arguments().length() * BYTES_A_CHAR;
      case Part.ToolResult result ->
          result.content().stream().mapToLong(PromptSizeBound::most).sum() + OTHER;
      case Part.Text text -> text.text().length() * BYTES_A_CHAR;
      case Part.Image image -> OTHER;
      case Part.Reasoning reasoning -> OTHER + reasoning.text().length() * BYTES_A_CHAR;
      case Part.Refusal refusal -> OTHER + refusal.text().length() * BYTES_A_CHAR;
    };
  }
}
