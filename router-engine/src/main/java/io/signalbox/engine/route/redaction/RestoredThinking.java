package io.signalbox.engine.route.redaction;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/// Signatures of thinking in which values were restored. The provider signed the text with marks,
/// so the client gets the signature with a hash of that text before it. When both come back,
/// redaction must give the very same text again; otherwise the signature is worth nothing.
public final class RestoredThinking {
  /// Letters of base64 alone, for clients that check.
  private static final String PREFIX = "signalboxRestored";

  /// Of SHA-256 in base64.
  private static final int HASH = 43;

  private RestoredThinking() {}

  /// A signature as the client gets it.
  ///
  /// @param signed the text that the provider signed
  static String sealed(String signature, String signed) {
    return PREFIX + hash(signed) + signature;
  }

  /// A signature that came back, as its provider gave it; empty if it is not of this text.
  ///
  /// @param came the text that came back
  /// @param redacted the same after redaction
  static Optional<String> signature(String sealed, String came, String redacted) {
    if (!isSealed(sealed)) {
      return came.equals(redacted) ? Optional.of(sealed) : Optional.empty();
    }
    String rest = sealed.substring(PREFIX.length());
    return rest.startsWith(hash(redacted)) ? Optional.of(rest.substring(HASH)) : Optional.empty();
  }

  private static boolean isSealed(String signature) {
    return signature.startsWith(PREFIX) && signature.length() >= PREFIX.length() + HASH;
  }

  /// Whether a request has signatures of texts that were not redacted again on their way.
  public static boolean isIn(ChatRequest request) {
    for (Message message : request.messages()) {
      for (Part part : message.parts()) {
        if (isSealed(part)) {
          return true;
        }
      }
    }
    return false;
  }

  /// A request without such signatures; the same object if it has none.
  public static ChatRequest withoutSealed(ChatRequest request) {
    return isIn(request)
        ? request.withMessages(
            request.messages().stream().map(RestoredThinking::withoutSealed).toList())
        : request;
  }

  private static Message withoutSealed(Message message) {
    return new Message(
        message.role(),
        message.parts().stream()
            .map(part ->
                part instanceof Part.Reasoning thought && isSealed(part)
                    ? new Part.Reasoning(thought.text(), Optional.empty(), thought.redacted())
                    : part)
            .toList());
  }

  private static boolean isSealed(Part part) {
    return part instanceof Part.Reasoning thought
        && thought.signature().filter(RestoredThinking::isSealed).isPresent();
  }

  private static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
