package io.signalbox.engine.catalog;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Usage;
import java.util.Optional;

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

  /// Lowest, expected and highest cost.
  public record Range(Money low, Money expected, Money high) {}

  /// The forecast for a request whose prompt has been counted.
  public static Estimate of(ModelCard card, ChatRequest request, long promptTokens) {
    long limit = completionLimit(card, request);
    long expected = Math.min(limit, TYPICAL_COMPLETION);
    long high = Math.min(limit, (long) TYPICAL_COMPLETION * HIGH);
    var range =
        price(card, promptTokens, Math.round(expected * LOW))
            .flatMap(low ->
                price(card, promptTokens, expected)
                    .flatMap(mid ->
                        price(card, promptTokens, high).map(top -> new Range(low, mid, top))));
    return new Estimate(promptTokens, expected, range, card.speed().firstTokenMillis());
  }

  /// The most that the call can cost: the whole limit of completion tokens is used. Empty if the
  /// price is unknown.
  public static Optional<Money> worstCase(ModelCard card, ChatRequest request, long promptTokens) {
    return price(card, promptTokens, completionLimit(card, request));
  }

  private static long completionLimit(ModelCard card, ChatRequest request) {
    long asked = request.sampling().maxTokens().orElse(Integer.MAX_VALUE);
    return Math.min(asked, card.maxOutputTokens().orElse(8192));
  }

  private static Optional<Money> price(ModelCard card, long prompt, long completion) {
    return Cost.of(card.price(), Usage.of(prompt, completion), CostLine.Count.ESTIMATED).total();
  }
}
