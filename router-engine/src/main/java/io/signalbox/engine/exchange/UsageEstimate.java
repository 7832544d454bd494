package io.signalbox.engine.exchange;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.Tool;
import io.signalbox.engine.chat.Usage;
import java.util.List;

/// What is known of a call without its provider's word for it: the request, and the characters that
/// came back. It says which counts of tokens can be true, and estimates those that cannot.
/// Immutable.
///
/// @param card the model
/// @param request what was asked
/// @param answers how many are written at most, whether or not they are shown
/// @param chars the characters of the answer, thinking left out
/// @param reasoningChars the characters of thinking that were shown
/// @param whole whether the answer came to its end
record UsageEstimate(
    ModelCard card,
    ChatRequest request,
    long answers,
    long chars,
    long reasoningChars,
    boolean whole) {
  /// Characters a token, where no counter is known: OpenAI's rule of thumb for English.
  private static final int CHARS_PER_TOKEN = 4;

  /// The most characters a token that a text can have on average; only white space and rulers come
  /// near it.
  private static final int MOST_CHARS_PER_TOKEN = 32;

  /// The most bytes of a character, each of which can be a token.
  private static final int BYTES_PER_CHAR = 4;

  /// Tokens that a provider may add: its own prompts, search results, stored files and
  /// conversations, pictures.
  private static final long ADDED = 200_000;

  /// The largest context of a model that nothing is known of.
  private static final long UNKNOWN_CONTEXT = 2_000_000;

  /// The longest answer of a model that nothing is known of.
  private static final long UNKNOWN_ANSWER = 1_000_000;

  /// So few that their products stay within a `long`.
  private static final long MOST_ANSWERS = 1_000_000_000;

  /// Context windows and limits are published rounded, and tools of the provider's can fill them
  /// more than once.
  private static final int TIMES = 2;

  /// Whether the prompt's counts can be true.
  boolean canBePrompt(Usage usage) {
    long tokens = usage.promptTokens();
    long inside = usage.cachedTokens() + usage.cacheWriteTokens() + usage.cacheWriteHourTokens();
    long text = textChars(request);
    return tokens > 0
        && inside <= tokens
        && tokens >= text / MOST_CHARS_PER_TOKEN
        && tokens <= text * BYTES_PER_CHAR + otherBytes(request) + mostAdded();
  }

  private long mostAdded() {
    return Math.max(ADDED, TIMES * card.contextTokens().orElse(UNKNOWN_CONTEXT / TIMES));
  }

  /// Whether the completion's counts can be true. What is reported before the end is not yet all.
  boolean canBeCompletion(Usage usage) {
    long least =
        whole ? tokens(chars + reasoningChars, MOST_CHARS_PER_TOKEN) : completionEstimate();
    return usage.completionTokens() >= least && canBeSoFar(usage);
  }

  /// Whether the completion's counts are not too high.
  boolean canBeSoFar(Usage usage) {
    long shown = chars + reasoningChars;
    return usage.completionTokens()
        <= shown * BYTES_PER_CHAR + Math.min(answers, MOST_ANSWERS) * longestAnswer();
  }

  private long longestAnswer() {
    var limit = card.maxOutputTokens().isPresent() ? card.maxOutputTokens() : card.contextTokens();
    return TIMES * limit.orElse(UNKNOWN_ANSWER / TIMES);
  }

  /// The tokens of the prompt, counted by ourselves.
  long promptEstimate() {
    return card.promptTokens(request);
  }

  /// The tokens of the answer by its length, thinking included.
  long completionEstimate() {
    return tokens(chars, CHARS_PER_TOKEN) + reasoningEstimate();
  }

  /// The tokens of the thinking by its length.
  long reasoningEstimate() {
    return tokens(reasoningChars, CHARS_PER_TOKEN);
  }

  private static long tokens(long chars, int each) {
    return (chars + each - 1) / each;
  }

  /// The characters that a provider certainly counts: thinking of earlier turns is left out by
  /// some.
  private static long textChars(ChatRequest request) {
    long sum = 0;
    for (Message message : request.messages()) {
      sum += textChars(message.parts());
    }
    for (Tool tool : request.tools()) {
      sum += tool.name().length() + tool.description().length() + tool.schema().length();
    }
    return sum;
  }

  private static long textChars(List<Part> parts) {
    long sum = 0;
    for (Part part : parts) {
      sum +=
          switch (part) {
            case Part.Text text -> text.text().length();
            case Part.ToolCall call -> call.name().length() + call.arguments().length();
            case Part.ToolResult result -> textChars(result.content());
            case Part.Refusal refusal -> refusal.text().length();
            case Part.Reasoning reasoning -> 0;
            case Part.Image image -> 0;
            case Part.CacheMark mark -> 0;
            case Part.Foreign foreign -> 0;
          };
    }
    return sum;
  }

  /// The bytes of what is no plain text, at most.
  private static long otherBytes(ChatRequest request) {
    long sum = 0;
    for (Message message : request.messages()) {
      sum += otherBytes(message.parts());
    }
    return sum;
  }

  private static long otherBytes(List<Part> parts) {
    long sum = 0;
    for (Part part : parts) {
      sum +=
          switch (part) {
            case Part.Image image -> image.url().length();
            case Part.Foreign foreign -> (long) BYTES_PER_CHAR * foreign.json().length();
            case Part.Reasoning reasoning -> (long) BYTES_PER_CHAR * reasoning.text().length();
            case Part.ToolResult result -> otherBytes(result.content());
            case Part.Text text -> 0;
            case Part.ToolCall call -> 0;
            case Part.CacheMark mark -> 0;
            case Part.Refusal refusal -> 0;
          };
    }
    return sum;
  }
}
