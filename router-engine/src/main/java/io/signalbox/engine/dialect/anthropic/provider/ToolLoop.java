package io.signalbox.engine.dialect.anthropic.provider;

import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.dialect.anthropic.CallIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Calls of tools and their results in alternation at the end of a conversation. The provider takes
/// all of it for one turn of the assistant's, which it began with its thinking or without.
///
/// @param opening what the assistant said before the first result
record ToolLoop(List<Part> opening) {
  ToolLoop {
    opening = List.copyOf(opening);
  }

  /// The loop; empty if the conversation does not end with results.
  static Optional<ToolLoop> atEndOf(List<Message> messages) {
    List<Part> opening = new ArrayList<>();
    boolean answered = false;
    boolean begun = false;
    for (Message message : messages) {
      switch (message.role()) {
        case SYSTEM, DEVELOPER -> {}
        case ASSISTANT -> {
          answered = false;
          opening.addAll(begun ? List.of() : message.parts());
        }
        case USER, TOOL -> {
          answered |= message.parts().stream().anyMatch(Part.ToolResult.class::isInstance);
          begun = answered;
          if (!answered) {
            opening.clear();
          }
        }
      }
    }
    return answered ? Optional.of(new ToolLoop(opening)) : Optional.empty();
  }

  /// Whether it begins with thinking that the provider takes back.
  boolean isThoughtOut() {
    return opening.stream()
        .filter(part -> !Blocks.isUnsigned(part) && !(part instanceof Part.CacheMark))
        .findFirst()
        .filter(Part.Reasoning.class::isInstance)
        .isPresent();
  }

  /// Whether another provider's model began it, as the ids of its calls tell.
  boolean isForeign() {
    return opening.stream()
        .anyMatch(part -> part instanceof Part.ToolCall call && !CallIds.isOwn(call.id()));
  }
}
