package io.signalbox.engine.route;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.Message;
import java.util.List;
import java.util.Optional;

/// Remembers a prompt that was too long for a model's context: it is too long for every smaller
/// one. Belongs to one route plan.
final class TooLong {
  private List<Message> prompt = List.of();
  private long tooSmall; // the largest context that did not hold the prompt

  /// Status 413 and 429 speak of what a key or gateway takes in one request, not of the context.
  void heed(Failure failure, ModelCard card, Facts facts) {
    boolean ofContext = failure.status() != 413 && failure.status() != 429;
    if (failure.kind() == FailureClass.CONTEXT_TOO_LONG && ofContext) {
      card.contextTokens().ifPresent(tokens -> tooSmall = Math.max(tooSmall, tokens));
      prompt = facts.request().messages();
    }
  }

  /// Why a model cannot hold it; empty if it can, or a node on the path has changed it.
  Optional<String> why(ModelCard card, Facts facts) {
    var tokens = card.contextTokens();
    return tokens.isPresent()
            && tokens.getAsLong() <= tooSmall
            && facts.request().messages().equals(prompt)
        ? Optional.of(
            "its context window of "
                + tokens.getAsLong()
                + " is not larger than one that was too small")
        : Optional.empty();
  }
}
