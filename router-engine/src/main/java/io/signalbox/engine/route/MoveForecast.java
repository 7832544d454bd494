package io.signalbox.engine.route;

import io.signalbox.engine.catalog.Price;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Optional;

/// What a conversation's move to another model costs and saves. A turn's prompt is about the last
/// prompt and its answer; where it stays, the cached part is read at the cached price, where it
/// moves, all of it is written anew, and read from the cache from the next turn on.
///
/// Example: 40,000 cached tokens at $3, cached $0.30, output $15 a million; the other model at $1,
/// cached $0.10, output $5; 500 tokens an answer. Staying costs $0.021 a turn. The move costs
/// $0.043, so $0.022 more, and saves $0.014 a turn afterwards: it pays after 2 turns.
///
/// @param extra US dollars that the first turn costs more after a move
/// @param saving US dollars that each later turn costs less; below 0 if it costs more
record MoveForecast(double extra, double saving) {
  private static final double MILLION = 1_000_000;

  /// Forecasts; empty where a price is unknown.
  ///
  /// @param warm whether the cache of the model in use is likely to be still there
  static Optional<MoveForecast> of(
      WarmConversation now, Optional<Price> here, Optional<Price> there, boolean warm) {
    if (here.isEmpty() || there.isEmpty()) {
      return Optional.empty();
    }
    double tokens = now.promptTokens() + now.answerTokens();
    Price.Tier stay = here.get().tierFor(Math.round(tokens));
    Price.Tier move = there.get().tierFor(Math.round(tokens));
    double cached = warm ? now.promptTokens() : 0;
    double out = now.answerTokens();
    double stayNow = cached * read(stay) + (tokens - cached) * write(stay) + out * output(stay);
    double moveNow = tokens * write(move) + out * output(move);
    double stayNext = tokens * read(stay) + out * output(stay);
    double moveNext = tokens * read(move) + out * output(move);
    return Optional.of(
        new MoveForecast((moveNow - stayNow) / MILLION, (stayNext - moveNext) / MILLION));
  }

  private static double read(Price.Tier tier) {
    return tier.cachedInput().orElse(tier.input()).doubleValue();
  }

  private static double write(Price.Tier tier) {
    return tier.cacheWrite().orElse(tier.input()).doubleValue();
  }

  private static double output(Price.Tier tier) {
    return tier.output().doubleValue();
  }

  /// After how many turns more a move has paid for itself; 0: at once; empty: never.
  Optional<Long> breakEven() {
    if (extra < 0 && saving >= 0) {
      return Optional.of(0L);
    }
    return saving <= 0
        ? Optional.empty()
        : Optional.of(Math.max(0, (long) Math.ceil(extra / saving)));
  }

  /// Whether a move is likely to pay. A conversation is expected to last as long as it has so far.
  boolean pays(int turns) {
    return breakEven().filter(after -> after <= turns).isPresent();
  }

  /// For a person: `it costs $0.022 more now and saves $0.014 a turn, so it pays after 2 turns; 5
  /// are expected`.
  String words(int turns) {
    String first =
        extra >= 0
            ? "it costs " + usd(extra) + " more now"
            : "it costs " + usd(-extra) + " less now";
    String then =
        saving > 0
            ? " and saves " + usd(saving) + " a turn"
            : " and " + (saving < 0 ? usd(-saving) + " more a turn" : "saves nothing later");
    String pays =
        breakEven()
            .map(after ->
                String.format(
                    Locale.ROOT, ", so it pays after %,d turns; %,d are expected", after, turns))
            .orElse(", so it never pays");
    return first + then + pays;
  }

  private static String usd(double amount) {
    return "$"
        + new BigDecimal(amount).round(new MathContext(2)).stripTrailingZeros().toPlainString();
  }
}
