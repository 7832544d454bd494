package io.signalbox.engine.dialect;

import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.ReplyEvent;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// What binds an answer to the model that it comes from, in a text that clients of other dialects
/// send back unread: the `encrypted_content` of Responses, the `redacted_thinking` of Messages. A
/// model's own provider gets back what it gave.
public final class Seal {
  /// What all seals of this proxy begin with.
  public static final String MARK = "signalbox.";

  private static final String SIGNED = MARK + "signed.";
  private static final String REDACTED = MARK + "redacted.";
  private static final String OWN = MARK + "own.";

  /// Gemini's signature of a call.
  private static final String SIGNER = "gemini";

  private static final String SIGNATURE = "thoughtSignature";
  private static final String CALL = "callId";

  private Seal() {}

  /// Thinking with its signature. What a provider of Responses sealed itself is as it gave it.
  public static String signed(String signature) {
    return SealedThinking.in(signature).orElseGet(() -> SIGNED + signature);
  }

  /// Thinking that only its provider can read.
  public static String redacted(String data) {
    return REDACTED + data;
  }

  /// The signature of a call; empty if the piece is none.
  public static Optional<String> ofCall(ReplyEvent.Foreign piece) {
    return signature(piece.dialect(), piece.kind(), piece.json())
        .map(json ->
            OWN + Base64.getUrlEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static Optional<String> signature(String dialect, String kind, String json) {
    boolean signs = dialect.equals(SIGNER) && kind.equals(SIGNATURE);
    return signs
        ? JsonTree.readObject(json).filter(each -> each.has(CALL)).map(ObjectNode::toString)
        : Optional.empty();
  }

  /// Whether a part is the signature of a call, which other providers do not miss.
  public static boolean isSignature(Part part) {
    return part instanceof Part.Foreign foreign
        && foreign.dialect().equals(SIGNER)
        && foreign.kind().equals(SIGNATURE);
  }

  /// The signature of a call as a part of a message.
  public static Part signature(String signature, String call) {
    String json = JsonTree.object().put(SIGNATURE, signature).put(CALL, call).toString();
    return new Part.Foreign(SIGNER, SIGNATURE, json);
  }

  /// The text of a call's signature and the call's id; empty if the piece is none.
  public static Optional<SignedCall> signedCall(ReplyEvent.Foreign piece) {
    return signature(piece.dialect(), piece.kind(), piece.json())
        .flatMap(JsonTree::readObject)
        .map(json -> new SignedCall(JsonTree.text(json, CALL), JsonTree.text(json, SIGNATURE)));
  }

  /// A call with its signature.
  ///
  /// @param id the call's id
  public record SignedCall(String id, String signature) {}

  /// What is in it, with the thinking that is told beside it.
  ///
  /// @param text the thinking
  /// @param sealed as the client sent it; empty if it sent none
  public static List<Part> open(String text, String sealed) {
    if (sealed.startsWith(REDACTED)) {
      String data = sealed.substring(REDACTED.length());
      return List.of(new Part.Reasoning("", Optional.empty(), Optional.of(data)));
    }
    if (sealed.startsWith(OWN)) {
      return own(sealed.substring(OWN.length())).stream().toList();
    }
    Optional<String> signature = signature(sealed);
    return text.isEmpty() && signature.isEmpty()
        ? List.of()
        : List.of(new Part.Reasoning(text, signature, Optional.empty()));
  }

  private static Optional<String> signature(String sealed) {
    if (sealed.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        sealed.startsWith(SIGNED)
            ? sealed.substring(SIGNED.length())
            : SealedThinking.signature(sealed));
  }

  /// Whether a text was sealed here.
  public static boolean isOwn(String sealed) {
    return sealed.startsWith(OWN);
  }

  private static Optional<Part> own(String encoded) {
    try {
      String json = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
      return signature(SIGNER, SIGNATURE, json)
          .map(each -> new Part.Foreign(SIGNER, SIGNATURE, each));
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }
}
