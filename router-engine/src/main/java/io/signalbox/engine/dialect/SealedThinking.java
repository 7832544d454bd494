package io.signalbox.engine.dialect;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Part;
import java.util.Optional;

/// Thinking that only providers of OpenAI's Responses API can read, their `encrypted_content`. On
/// its way through conversations of other dialects it is a signature with a mark, so that no other
/// provider takes it for its own.
public final class SealedThinking {
  /// Letters of base64 alone, for clients that check.
  private static final String MARK = "signalboxResponses";

  private SealedThinking() {}

  /// The signature that holds it.
  public static String signature(String encrypted) {
    return MARK + encrypted;
  }

  /// What a signature holds; empty if it is another provider's own.
  public static Optional<String> in(String signature) {
    return signature.startsWith(MARK)
        ? Optional.of(signature.substring(MARK.length()))
        : Optional.empty();
  }

  /// What thinking holds of it.
  public static Optional<String> in(Part.Reasoning thought) {
    return thought.signature().flatMap(SealedThinking::in);
  }

  /// Whether a conversation holds any.
  public static boolean isIn(ChatRequest request) {
    return request.messages().stream()
        .flatMap(message -> message.parts().stream())
        .anyMatch(part -> part instanceof Part.Reasoning thought && in(thought).isPresent());
  }
}
