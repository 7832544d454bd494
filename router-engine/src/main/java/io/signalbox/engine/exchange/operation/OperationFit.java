package io.signalbox.engine.exchange.operation;

import io.signalbox.engine.catalog.Ability;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.spi.ProviderDialect;
import java.util.Optional;
import java.util.function.Function;

/// Whether a model can do what a request asks for: answer it, or turn its texts into vectors.
public final class OperationFit {
  private OperationFit() {}

  /// The dialect in which a model is asked.
  ///
  /// @param usual that of its provider
  /// @param all by id
  /// @return empty if the provider's API has no such operation
  public static Optional<ProviderDialect> dialect(
      ChatRequest request, ProviderDialect usual, Function<String, Optional<ProviderDialect>> all) {
    return request.embedding().isPresent() ? usual.embeddings().flatMap(all) : Optional.of(usual);
  }

  /// Why a model is not asked; empty if it may be able.
  public static Optional<Failure> objection(ChatRequest request, Model model, ModelCard card) {
    boolean embeds = request.embedding().isPresent();
    if (embeds && card.lacks(Ability.EMBEDDINGS)) {
      return Optional.of(
          refusal(
              "Model %s (%s) gives no embeddings. Route requests whose purpose is \"embedding\" to"
                  + " a model that does.",
              model));
    }
    return !embeds && card.onlyEmbeds()
        ? Optional.of(
            refusal(
                "Model %s (%s) gives embeddings and no answers. Route only requests whose purpose"
                    + " is \"embedding\" to it.",
                model))
        : Optional.empty();
  }

  /// The failure of a model whose provider's API has no embeddings.
  public static Failure noEmbeddings(Model model) {
    return refusal(
        "The API by which model %s (%s) is called has no embeddings. Route requests whose purpose"
            + " is \"embedding\" to another provider.",
        model);
  }

  private static Failure refusal(String text, Model model) {
    return Failure.of(FailureClass.BAD_REQUEST, 400, text.formatted(model.id(), model.model()));
  }
}
