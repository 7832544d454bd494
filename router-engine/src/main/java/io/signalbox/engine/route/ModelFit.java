package io.signalbox.engine.route;

import io.signalbox.engine.catalog.Health;
import io.signalbox.engine.catalog.ModelCard;
import java.util.Optional;

/// Whether a request fits a model: its context window and what is left of its rate limit.
///
/// @param why what does not fit, for a person; empty if all does
record ModelFit(Optional<String> why) {

  static ModelFit of(ModelCard card, Health health, Facts facts) {
    if (health.headroom().isPresent() && health.headroom().getAsDouble() <= 0) {
      return new ModelFit(Optional.of("its rate limit has nothing left"));
    }
    long context = card.contextTokens().orElse(Long.MAX_VALUE);
    double left = health.tokensLeft().orElse(Double.MAX_VALUE);
    // Counting takes time, and there are never more tokens than bytes: a small prompt surely fits.
    if (PromptSizeBound.mostTokens(facts.request()) <= Math.min((double) context, left)) {
      return new ModelFit(Optional.empty());
    }
    int tokens = facts.tokens();
    if (tokens > context) {
      return new ModelFit(Optional.of(tokens + " tokens exceed its context window of " + context));
    }
    if (tokens > left) {
      return new ModelFit(
          Optional.of("its rate limit has " + (long) left + " tokens left, " + tokens + " needed"));
    }
    return new ModelFit(Optional.empty());
  }
}
