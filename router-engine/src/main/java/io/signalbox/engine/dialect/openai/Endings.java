package io.signalbox.engine.dialect.openai;

import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.json.JsonText;
import java.util.Set;

/// The parts that streams and whole answers have in common.
public final class Endings {
  private Endings() {}

  /// OpenAI's word for a reason. Clients know no others.
  public static String word(FinishReason reason, boolean called) {
    return switch (reason) {
      case STOP -> called ? "tool_calls" : "stop";
      case LENGTH, OTHER -> "length";
      case TOOL_CALLS -> "tool_calls";
      case CONTENT_FILTER -> "content_filter";
    };
  }

  /// The same, with the older word for calls where a client knows only that.
  static String word(FinishReason reason, boolean called, boolean legacy) {
    String word = word(reason, called);
    return legacy && word.equals("tool_calls") ? CallReader.FUNCTION_CALL : word;
  }

  /// The member `usage`.
  public static void usage(JsonText json, Usage usage) {
    long written = usage.cacheWriteTokens() + usage.cacheWriteHourTokens();
    json.name("usage").open('{');
    json.member("prompt_tokens", usage.promptTokens());
    json.member("completion_tokens", usage.completionTokens());
    json.member("total_tokens", usage.totalTokens());
    json.name("prompt_tokens_details").open('{').member("cached_tokens", usage.cachedTokens());
    if (written > 0) {
      json.member("cache_write_tokens", written);
    }
    json.close('}').name("completion_tokens_details").open('{');
    json.member("reasoning_tokens", usage.reasoningTokens()).close('}').close('}');
  }

  /// What stands beside the message, where a piece cannot be put.
  private static final Set<String> BESIDE =
      Set.of("citations", "search_results", "logprobs", ReplyEvent.Foreign.CHOICE);

  /// Whether an answer has a place for a piece: the form before tools has one call.
  static boolean tells(ReplyEvent piece, boolean legacy) {
    return switch (piece) {
      case ReplyEvent.Foreign own -> isMember(own.dialect(), own.kind());
      case ReplyEvent.ToolCallStarted call -> !legacy || call.index() == 0;
      case ReplyEvent other -> true;
    };
  }

  /// Whether a foreign piece is a member of a message in this dialect.
  static boolean isMember(String dialect, String kind) {
    return dialect.equals(OpenAiApi.ID) && !kind.startsWith("content.") && !BESIDE.contains(kind);
  }
}
