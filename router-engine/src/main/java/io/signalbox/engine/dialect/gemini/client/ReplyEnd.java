package io.signalbox.engine.dialect.gemini.client;

import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Why an answer ends, and what else is told beside its content. Belongs to one thread.
final class ReplyEnd {
  /// Source: `FinishReason` of google-genai 3.6.1 (PyPI), read 2026-12-01.
  private static final Set<String> WORDS =
      Set.of(
          "STOP",
          "MAX_TOKENS",
          "SAFETY",
          "RECITATION",
          "LANGUAGE",
          "OTHER",
          "BLOCKLIST",
          "PROHIBITED_CONTENT",
          "SPII",
          "MALFORMED_FUNCTION_CALL",
          "IMAGE_SAFETY",
          "IMAGE_PROHIBITED_CONTENT",
          "IMAGE_OTHER",
          "IMAGE_RECITATION",
          "NO_IMAGE",
          "UNEXPECTED_TOOL_CALL",
          "TOO_MANY_TOOL_CALLS",
          "MISSING_THOUGHT_SIGNATURE",
          "MALFORMED_RESPONSE",
          "MODEL_ARMOR",
          "ESCALATION",
          "CONTINUATION",
          "PUP_LIMITED_DISABLED");

  private ReplyEvent.Finished finished = new ReplyEvent.Finished(FinishReason.STOP, "");
  private Optional<String> feedback = Optional.empty();
  private final Map<String, String> members = new LinkedHashMap<>();
  private final List<String> others = new ArrayList<>();

  void take(ReplyEvent event) {
    if (event instanceof ReplyEvent.Finished end) {
      finished = end;
    } else if (event instanceof ReplyEvent.Foreign piece) {
      take(piece);
    }
  }

  private void take(ReplyEvent.Foreign piece) {
    if (OwnPiece.isFeedback(piece)) {
      feedback = Optional.of(piece.json());
    } else if (OwnPiece.isCandidate(piece)) {
      others.add(piece.json());
    } else if (OwnPiece.isMember(piece)) {
      members.put(piece.kind(), piece.json());
    }
  }

  /// What is said of a prompt that was blocked: then there is no candidate.
  Optional<String> feedback() {
    return feedback;
  }

  /// Candidates besides the first, as they came.
  List<String> others() {
    return others;
  }

  /// The members of the candidate at the end.
  ///
  /// @param broken whether a call was none
  void writeMembers(JsonText json, boolean broken) {
    json.member("finishReason", broken ? "MALFORMED_FUNCTION_CALL" : word());
    members.forEach(json::rawMember);
  }

  /// An answer that ends with calls ends like any other.
  private String word() {
    if (WORDS.contains(finished.raw())) {
      return finished.raw();
    }
    return switch (finished.reason()) {
      case STOP, TOOL_CALLS -> "STOP";
      case LENGTH -> "MAX_TOKENS";
      case CONTENT_FILTER -> "SAFETY";
      case OTHER -> "OTHER";
    };
  }
}
