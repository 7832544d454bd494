package io.signalbox.engine.exchange;

import io.signalbox.engine.catalog.Cost;
import io.signalbox.engine.catalog.CostLine.Count;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.chat.Usage;
import java.math.BigDecimal;
import java.util.Optional;

/// What one call used: as its provider reported it where that can be true, else estimated from what
/// went by. Each of prompt and completion is judged for itself. Immutable.
///
/// @param usage what the call is charged for
/// @param prompt where the counts of the prompt come from
/// @param completion where the counts of the completion come from
record Metering(Usage usage, Count prompt, Count completion) {
  /// A charge may differ from what the price list says by this factor: discounts, surcharges, other
  /// hosts of the same model.
  private static final BigDecimal FACTOR = BigDecimal.valueOf(100);

  /// US dollars that a call may cost beside its tokens: searches, tools, files.
  private static final BigDecimal EXTRAS = BigDecimal.TEN;

  /// The most that one call can cost where no price is known, in US dollars.
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000);

  static Metering of(Optional<Usage> reported, UsageEstimate seen) {
    return reported.map(usage -> judged(usage, seen)).orElseGet(() -> estimated(seen));
  }

  private static Metering estimated(UsageEstimate seen) {
    var usage = Usage.of(seen.promptEstimate(), seen.completionEstimate());
    return new Metering(
        thinking(usage, seen.reasoningEstimate()), Count.ESTIMATED, Count.ESTIMATED);
  }

  private static Metering judged(Usage told, UsageEstimate seen) {
    boolean prompt = seen.canBePrompt(told);
    boolean completion = seen.canBeCompletion(told);
    var first = prompt ? told : withPrompt(told, seen.promptEstimate());
    var usage = completion ? first : withCompletion(first, seen);
    return new Metering(usage, count(prompt), count(completion));
  }

  private static Count count(boolean plausible) {
    return plausible ? Count.REPORTED : Count.IMPLAUSIBLE;
  }

  private static Usage withPrompt(Usage told, long tokens) {
    return new Usage(
        tokens, 0, 0, 0, told.completionTokens(), told.reasoningTokens(), told.chargedUsd());
  }

  private static Usage withCompletion(Usage told, UsageEstimate seen) {
    return new Usage(
        told.promptTokens(),
        told.cachedTokens(),
        told.cacheWriteTokens(),
        told.cacheWriteHourTokens(),
        seen.completionEstimate(),
        seen.reasoningEstimate(),
        told.chargedUsd());
  }

  private static Usage thinking(Usage usage, long tokens) {
    return new Usage(
        usage.promptTokens(), 0, 0, 0, usage.completionTokens(), tokens, Optional.empty());
  }

  /// Whether all of it is what the provider reported.
  boolean reported() {
    return prompt == Count.REPORTED && completion == Count.REPORTED;
  }

  /// What it cost. A charge of the provider's own that cannot be true is replaced by what the price
  /// list says.
  Cost cost(ModelCard card) {
    Cost cost = Cost.of(card.price(), usage, prompt, completion);
    var charged = usage.chargedUsd();
    if (charged.isEmpty()) {
      return cost;
    }
    var listed = Cost.of(card.price(), uncharged(), prompt, completion).total();
    return canBeCharge(charged.get(), listed)
        ? cost
        : listed.map(cost::charging).orElseGet(() -> Cost.of(card.price(), uncharged(), prompt));
  }

  private Usage uncharged() {
    return new Usage(
        usage.promptTokens(),
        usage.cachedTokens(),
        usage.cacheWriteTokens(),
        usage.cacheWriteHourTokens(),
        usage.completionTokens(),
        usage.reasoningTokens(),
        Optional.empty());
  }

  private static boolean canBeCharge(BigDecimal usd, Optional<Money> listed) {
    if (listed.isEmpty()) {
      return usd.compareTo(MOST) <= 0;
    }
    BigDecimal usual = listed.get().usd();
    return usd.multiply(FACTOR).compareTo(usual) >= 0
        && usd.compareTo(usual.multiply(FACTOR).add(EXTRAS)) <= 0;
  }
}
