package io.signalbox.engine.catalog;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.Tool;

/// Counts the tokens of a request before it is sent. The encoding's count is exact for OpenAI's
/// text, an estimate for everything else. Safe for threads.
///
/// Source of the overheads: OpenAI's cookbook, "How to count tokens with tiktoken": 3 tokens a
/// message and 3 for the reply's primer; a picture at low detail is 85 tokens, one at high detail
/// of a common size 765.
public final class TokenCounter {
  private static final int PER_MESSAGE = 3;
  private static final int PRIMER = 3;
  private static final int IMAGE = 765;
  private static final int IMAGE_LOW = 85;
  private static final int PER_TOOL = 12;

  /// Above this many characters the rest is extrapolated, so that a huge prompt costs no time.
  private static final int COUNTED_CHARS = 200_000;

  /// The same for all texts of a request together, however they are cut into parts.
  private static final int COUNTED_IN_ALL = 1_000_000;

  private final TokenScale scale;
  private long countedChars;
  private long countedTokens;

  private TokenCounter(TokenScale scale) {
    this.scale = scale;
  }

  /// The estimated size of a request's prompt in tokens of `o200k_base`. Where a bound may do, use
  /// [TokenCount].
  public static int promptTokens(ChatRequest request) {
    return promptTokens(request, TokenScale.COUNTED);
  }

  /// The same on another scale. All that is done with the tokens of a text keeps their order, so a
  /// bound for each text gives one for the prompt.
  static int promptTokens(ChatRequest request, TokenScale scale) {
    return (int) Math.min(new TokenCounter(scale).count(request), Integer.MAX_VALUE);
  }

  private long count(ChatRequest request) {
    boolean chat = request.embedding().isEmpty();
    long sum = chat ? PRIMER : 0;
    for (Message message : request.messages()) {
      sum += chat ? PER_MESSAGE : 0;
      for (Part part : message.parts()) {
        sum += count(part);
      }
    }
    if (!request.begun().isEmpty()) {
      sum += PER_MESSAGE + text(request.begun());
    }
    for (Tool tool : request.tools()) {
      sum += PER_TOOL + text(tool.name(), tool.description(), tool.schema());
    }
    return sum;
  }

  /// The tokens of a text in `o200k_base`.
  public static int textTokens(String text) {
    return (int) Math.min(new TokenCounter(TokenScale.COUNTED).text(text), Integer.MAX_VALUE);
  }

  private long count(Part part) {
    return switch (part) {
      case Part.Text text -> text(text.text());
      case Part.Image image -> image.detail().filter("low"::equals).isPresent() ? IMAGE_LOW : IMAGE;
      case Part.ToolCall call -> text(call.name(), call.arguments()) + PER_MESSAGE;
      case Part.ToolResult result -> result.content().stream().mapToLong(each -> count(each)).sum();
      case Part.Reasoning reasoning -> text(reasoning.text());
      case Part.Refusal refusal -> text(refusal.text());
      case Part.CacheMark mark -> 0;
      case Part.Foreign foreign -> foreign.tokenIds().orElse(foreign.json().length() / 4);
    };
  }

  /// The parts are one text together.
  private long text(String... parts) {
    long chars = 0;
    for (String part : parts) {
      chars += part.length();
    }
    int looked = (int) Math.min(chars, COUNTED_CHARS);
    if (countedChars + looked > COUNTED_IN_ALL) {
      return chars * countedTokens / countedChars;
    }
    long tokens = scale.tokens(looked, parts);
    countedChars += looked;
    countedTokens += tokens;
    return looked == chars ? tokens : tokens * chars / looked;
  }
}
