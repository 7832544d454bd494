package io.signalbox.engine.dialect.openai.responses;

import io.signalbox.engine.chat.Part;
import java.util.Optional;

/// What binds thinking to the model that it comes from, as the `encrypted_content` of an item,
/// which clients send back unread. A model's own provider gets back what it gave; what another
/// server sealed means nothing to us.
final class Seal {
  private static final String SIGNED = "signalbox.signed.";
  private static final String REDACTED = "signalbox.redacted.";

  private Seal() {}

  static String signed(String signature) {
    return SIGNED + signature;
  }

  static String redacted(String data) {
    return REDACTED + data;
  }

  /// The thinking; empty if nothing of it can be read.
  static Optional<Part> open(String text, String sealed) {
    if (sealed.startsWith(REDACTED)) {
      String data = sealed.substring(REDACTED.length());
      return Optional.of(new Part.Reasoning("", Optional.empty(), Optional.of(data)));
    }
    Optional<String> signature =
        sealed.startsWith(SIGNED)
            ? Optional.of(sealed.substring(SIGNED.length()))
            : Optional.empty();
    return text.isEmpty() && signature.isEmpty()
        ? Optional.empty()
        : Optional.of(new Part.Reasoning(text, signature, Optional.empty()));
  }
}
