package io.signalbox.engine.catalog;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Usage;
import java.util.Optional;
import java.util.OptionalInt;

/// What a request will probably use and cost at a model. Immutable.
///
/// @param promptTokens counted or estimated
/// @param completionTokens expected
/// @param usd empty if the price is unknown
/// @param firstTokenMillis typical milliseconds to the first token
public record Estimate(
    long promptTokens, long completionTokens, Optional<Range> usd, int firstTokenMillis) {

  /// A share of the expected completion for the low end, and without a limit the high end is this
  /// many times the expectation.
  private static final double LOW = 0.25;

  private static final int HIGH = 4;
  private static final int TYPICAL_COMPLETION = 380;

  /// The completion tokens of a model whose limit is unknown, where the request sets none either.
  private static final int UNKNOWN_LIMIT = 8192;

  /// The completion tokens of a request without a limit, at most and as a rule, where no answers
  /// are known.
  public static final long LIKELY_COMPLETION = (long) TYPICAL_COMPLETION * HIGH;

  /// Lowest, expected and highest cost.
  public record Range(Money low, Money expected, Money high) {}

  /// The forecast for a request whose prompt has been counted.
  public static Estimate of(ModelCard card, ChatRequest request, long promptTokens) {
    long limit = completionLimit(card, request);
    long expected = Math.min(limit, TYPICAL_COMPLETION);
    long high = Math.min(limit, LIKELY_COMPLETION);
    var range =
        price(card, promptTokens, Math.round(expected * LOW))
            .flatMap(low ->
                price(card, promptTokens, expected)
                    .flatMap(mid ->
                        price(card, promptTokens, high).map(top -> new Range(low, mid, top))));
    return new Estimate(promptTokens, expected, range, card.speed().firstTokenMillis());
  }

  /// The most that the call can use and cost: the whole limit of completion tokens is used. A
  /// request without a limit probably uses less. Empty if the price is unknown.
  ///
  /// @param likely the completion tokens of a request without a limit, at most and as a rule
  public static Optional<WorstCase> worstCase(
      ModelCard card, ChatRequest request, long promptTokens, long likely) {
    return worstCase(card, request, promptTokens, likely, 1);
  }

  /// The same of a request with several prompts, each of which gets an answer of its own.
  ///
  /// @param promptTokens of all prompts together
  /// @param likely of one answer
  public static Optional<WorstCase> worstCase(
      ModelCard card, ChatRequest request, long promptTokens, long likely, int prompts) {
    long limit = prompts * completionLimit(card, request);
    boolean limited = request.sampling().maxTokens().isPresent();
    long usual = limited ? limit : Math.min(limit, prompts * likely);
    var tokens = tokens(card, request, promptTokens, likely, prompts);
    return price(card, promptTokens, limit)
        .flatMap(most ->
            price(card, promptTokens, usual)
                .map(usd -> new WorstCase(most, usd, tokens.tokens(), tokens.leastTokens())));
  }

  /// The same where only tokens are counted.
  public static WorstCase tokens(
      ModelCard card, ChatRequest request, long promptTokens, long likely, int prompts) {
    long limit = prompts * completionLimit(card, request);
    if (request.sampling().maxTokens().isPresent()) {
      return WorstCase.of(Money.ZERO, promptTokens + limit);
    }
    long usual = promptTokens + Math.min(limit, prompts * likely);
    return new WorstCase(Money.ZERO, Money.ZERO, usual, promptTokens + Math.min(limit, prompts));
  }

  /// The most that the answer of one call can cost; empty if the price is unknown.
  ///
  /// @param limit the limit of the answer; empty: the model's
  public static Optional<Money> mostUsd(ModelCard card, OptionalInt limit) {
    return price(card, 0, completionLimit(card, limit));
  }

  /// Vectors have no tokens.
  private static long completionLimit(ModelCard card, ChatRequest request) {
    return request.embedding().isPresent()
        ? 0
        : completionLimit(card, request.sampling().maxTokens());
  }

  private static long completionLimit(ModelCard card, OptionalInt asked) {
    long most = card.maxOutputTokens().orElse(UNKNOWN_LIMIT);
    if (asked.isEmpty()) {
      return most;
    }
    return card.maxOutputTokens().isPresent() ? Math.min(asked.getAsInt(), most) : asked.getAsInt();
  }

  private static Optional<Money> price(ModelCard card, long prompt, long completion) {
    return Cost.most(card.price(), Usage.of(prompt, completion));
  }
}
