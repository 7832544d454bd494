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

  /// The completion tokens of a model whose limit is unknown, where the request sets none either.
  private static final int UNKNOWN_LIMIT = 8192;

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

  /// The most that the call can use and cost: the whole limit of completion tokens is used. A
  /// request without a limit is expected to use the high end of the forecast at most. Empty if the
  /// price is unknown.
  public static Optional<WorstCase> worstCase(
      ModelCard card, ChatRequest request, long promptTokens) {
    return price(card, promptTokens, completionLimit(card, request))
        .map(usd -> worstCase(usd, card, request, promptTokens));
  }

  /// The same for a price that has been worked out already, or does not matter.
  public static WorstCase worstCase(
      Money usd, ModelCard card, ChatRequest request, long promptTokens) {
    long limit = completionLimit(card, request);
    if (request.sampling().maxTokens().isPresent()) {
      return WorstCase.of(usd, promptTokens + limit);
    }
    long high = Math.min(limit, (long) TYPICAL_COMPLETION * HIGH);
    return new WorstCase(usd, promptTokens + high, promptTokens + Math.min(limit, 1));
  }

  private static long completionLimit(ModelCard card, ChatRequest request) {
    var asked = request.sampling().maxTokens();
    long most = card.maxOutputTokens().orElse(UNKNOWN_LIMIT);
    if (asked.isEmpty()) {
      return most;
    }
    return card.maxOutputTokens().isPresent() ? Math.min(asked.getAsInt(), most) : asked.getAsInt();
  }

  private static Optional<Money> price(ModelCard card, long prompt, long completion) {
    return Cost.of(card.price(), Usage.of(prompt, completion), CostLine.Count.ESTIMATED).total();
  }
}
