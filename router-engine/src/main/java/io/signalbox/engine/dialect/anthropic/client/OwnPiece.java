package io.signalbox.engine.dialect.anthropic.client;

import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.anthropic.AnthropicApi;

/// Where a piece of an answer stands that only this dialect knows.
enum OwnPiece {
  /// A block of its own: the provider's tools and what they found.
  BLOCK,
  /// Within a block of text.
  CITATION,
  /// Beside the reason for the end.
  DELTA_MEMBER,
  /// Beside the usage at the end.
  MEMBER,
  /// Nowhere: it is told elsewhere too, or means nothing to us.
  NOWHERE;

  static OwnPiece of(ReplyEvent.Foreign piece) {
    if (!piece.dialect().equals(AnthropicApi.ID)) {
      return NOWHERE;
    }
    return switch (piece.kind()) {
      case "citations_delta" -> hasCitation(piece) ? CITATION : NOWHERE;
      case "stop_details", "container" -> DELTA_MEMBER;
      case "context_management" -> MEMBER;
      case "container_upload", "fallback", "compaction", "mcp_tool_listing" -> BLOCK;
      default -> isTool(piece.kind()) ? BLOCK : NOWHERE;
    };
  }

  /// A provider may call a whole block so.
  private static boolean hasCitation(ReplyEvent.Foreign piece) {
    return JsonTree.readObject(piece.json()).filter(delta -> delta.has("citation")).isPresent();
  }

  private static boolean isTool(String kind) {
    return kind.endsWith("_tool_use") || kind.endsWith("_tool_result");
  }
}
