package io.signalbox.engine.dialect.gemini.provider;

import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.gemini.GeminiApi;
import java.util.List;
import java.util.Optional;

/// Signatures of calls, which new models want back in what they have begun and not ended: with the
/// first call of each turn since the user spoke last. Source: the provider's page on thought
/// signatures, read 2026-11.
final class Signatures {
  private Signatures() {}

  /// Whether one is missing that a new model wants.
  static boolean isMissingIn(List<Message> messages) {
    for (Message message : messages.reversed()) {
      if (message.role() == Role.USER) {
        return false;
      }
      Optional<Part.ToolCall> first = firstCall(message);
      if (first.isPresent() && !isSigned(first.get(), message)) {
        return true;
      }
    }
    return false;
  }

  private static Optional<Part.ToolCall> firstCall(Message message) {
    return message.parts().stream()
        .filter(Part.ToolCall.class::isInstance)
        .map(Part.ToolCall.class::cast)
        .findFirst();
  }

  private static boolean isSigned(Part.ToolCall call, Message message) {
    return message.parts().stream()
        .anyMatch(part -> part instanceof Part.Foreign foreign && signs(foreign, call));
  }

  private static boolean signs(Part.Foreign foreign, Part.ToolCall call) {
    return foreign.dialect().equals(GeminiApi.ID)
        && foreign.kind().equals(GeminiApi.SIGNATURE)
        && JsonTree.readObject(foreign.json())
            .filter(json -> JsonTree.text(json, GeminiApi.CALL_ID).equals(call.id()))
            .isPresent();
  }
}
