package io.signalbox.engine.dialect.gemini.client;

import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.gemini.GeminiApi;

/// Where a piece of an answer stands that only this dialect knows: it is a part, another candidate,
/// what is said of the prompt, or else a member of the candidate.
final class OwnPiece {
  static final String CANDIDATE = "candidate";
  static final String FEEDBACK = "promptFeedback";

  private OwnPiece() {}

  static boolean isOwn(ReplyEvent.Foreign piece) {
    return piece.dialect().equals(GeminiApi.ID);
  }

  static boolean isSignature(ReplyEvent.Foreign piece) {
    return isOwn(piece) && piece.kind().equals(GeminiApi.SIGNATURE);
  }

  static String signature(ReplyEvent.Foreign piece) {
    return JsonTree.readObject(piece.json())
        .map(json -> JsonTree.text(json, GeminiApi.SIGNATURE))
        .orElse("");
  }

  /// A part has its kind as a member.
  static boolean isPart(ReplyEvent.Foreign piece) {
    return isOwn(piece)
        && !isBeside(piece)
        && JsonTree.readObject(piece.json()).filter(json -> json.has(piece.kind())).isPresent();
  }

  private static boolean isBeside(ReplyEvent.Foreign piece) {
    return piece.kind().equals(CANDIDATE) || piece.kind().equals(FEEDBACK);
  }

  static boolean isCandidate(ReplyEvent.Foreign piece) {
    return isOwn(piece) && piece.kind().equals(CANDIDATE);
  }

  static boolean isFeedback(ReplyEvent.Foreign piece) {
    return isOwn(piece) && piece.kind().equals(FEEDBACK);
  }

  static boolean isMember(ReplyEvent.Foreign piece) {
    return isOwn(piece) && !isBeside(piece) && !isPart(piece);
  }
}
