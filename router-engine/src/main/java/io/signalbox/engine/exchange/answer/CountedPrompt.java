package io.signalbox.engine.exchange.answer;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.TokenShare;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.route.World;

/// A prompt that was counted by us and by its provider, from which is learned how the provider
/// counts.
public final class CountedPrompt {
  private CountedPrompt() {}

  /// Learns from an answer, if its prompt is nothing but text and more is to be learned.
  ///
  /// @param request what the model was asked
  /// @param told what its provider reported
  public static void learn(
      World world, Model model, ModelCard card, ChatRequest request, Usage told) {
    boolean plain = request.everyPart(CountedPrompt::isText);
    boolean says = plain && isLong(request) && request.begun().isEmpty();
    if (says && world.learnsTokens(model)) {
      long counted = card.withShare(TokenShare.UNKNOWN).promptTokens(request);
      world.learned(model, counted, told.promptTokens());
    }
  }

  /// A text has fewer tokens than characters, but for some scripts.
  private static boolean isLong(ChatRequest request) {
    long chars = 0;
    for (Message message : request.messages()) {
      chars += message.text().length();
    }
    return chars >= TokenShare.LEAST_TOKENS;
  }

  /// Pictures and documents are counted otherwise, and thinking may not be sent at all.
  private static boolean isText(Part part) {
    return switch (part) {
      case Part.Text text -> true;
      case Part.ToolCall call -> true;
      case Part.ToolResult result -> result.content().stream().allMatch(CountedPrompt::isText);
      case Part.Refusal refusal -> true;
      case Part.CacheMark mark -> true;
      case Part.Image image -> false;
      case Part.Reasoning thought -> false;
      case Part.Foreign foreign -> false;
    };
  }
}
