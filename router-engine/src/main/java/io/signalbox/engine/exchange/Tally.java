package io.signalbox.engine.exchange;

import io.signalbox.engine.catalog.Cost;
import io.signalbox.engine.catalog.CostLine;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.TokenCounter;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import java.util.List;
import java.util.Optional;

/// Counts what an answer holds as it goes by, without keeping it. Belongs to one thread.
final class Tally {
  /// Characters a token, where nobody counts: OpenAI's rule of thumb for English.
  private static final int CHARS_PER_TOKEN = 4;

  private Optional<Usage> usage = Optional.empty();
  private long chars;
  private long reasoningChars;
  private boolean filtered;

  /// Takes a piece; the first failure in it, if there is one.
  Optional<Failure> take(List<ReplyEvent> events) {
    Optional<Failure> failure = Optional.empty();
    for (ReplyEvent event : events) {
      switch (event) {
        case ReplyEvent.TextDelta text -> chars += text.text().length();
        case ReplyEvent.RefusalDelta text -> chars += text.text().length();
        case ReplyEvent.ToolCallStarted call -> chars += call.name().length();
        case ReplyEvent.ToolCallDelta call -> chars += call.arguments().length();
        case ReplyEvent.ReasoningDelta text -> reasoningChars += text.text().length();
        case ReplyEvent.UsageReported reported -> usage = Optional.of(reported.usage());
        case ReplyEvent.Finished end -> filtered = end.reason() == FinishReason.CONTENT_FILTER;
        case ReplyEvent.Failed failed -> failure = failure.or(() -> Optional.of(failed.failure()));
        case ReplyEvent.Started s -> {}
        case ReplyEvent.ReasoningSigned s -> {}
        case ReplyEvent.ReasoningRedacted r -> {}
        case ReplyEvent.Foreign f -> {}
        case ReplyEvent.KeepAlive k -> {}
      }
    }
    return failure;
  }

  /// Whether the provider's filter ended the answer.
  boolean filtered() {
    return filtered;
  }

  /// Whether anything has come that is charged for.
  boolean isEmpty() {
    return usage.isEmpty() && chars == 0 && reasoningChars == 0;
  }

  /// What was used, if the provider told.
  Optional<Usage> reported() {
    return usage;
  }

  /// What was used: as reported, else estimated from what went by.
  Usage usage(ChatRequest request) {
    return usage.orElseGet(() -> {
      long reasoning = reasoningChars / CHARS_PER_TOKEN;
      long completion = chars / CHARS_PER_TOKEN + reasoning;
      long prompt = TokenCounter.promptTokens(request);
      return new Usage(prompt, 0, 0, 0, completion, reasoning, Optional.empty());
    });
  }

  /// What it cost.
  Cost cost(ModelCard card, ChatRequest request) {
    var count = usage.isPresent() ? CostLine.Count.REPORTED : CostLine.Count.ESTIMATED;
    return Cost.of(card.price(), usage(request), count);
  }
}
