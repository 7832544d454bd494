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
  private static final String EMBEDS_NOT =
      "Model %s (%s) gives no embeddings. Route requests whose purpose is \"embedding\" to a model"
          + " that does.";
  private static final String TALKS_NOT =
      "Model %s (%s) gives embeddings and no answers. Route only requests whose purpose is"
          + " \"embedding\" to it.";
  private static final String NO_API =
      "The API by which model %s (%s) is called has no embeddings. Route requests whose purpose is"
          + " \"embedding\" to another provider.";

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

  /// Why a model is not asked; empty if it may be able. Always there if it has no dialect.
  ///
  /// @param spoken the dialect in which it is asked
  public static Optional<Failure> objection(
      ChatRequest request, Model model, ModelCard card, Optional<ProviderDialect> spoken) {
    boolean embeds = request.embedding().isPresent();
    if (!embeds) {
      return Optional.of(TALKS_NOT).filter(any -> card.onlyEmbeds()).map(text -> of(text, model));
    }
    if (card.lacks(Ability.EMBEDDINGS)) {
      return Optional.of(of(EMBEDS_NOT, model));
    }
    int most = spoken.map(dialect -> dialect.mostTexts(model.model())).orElse(0);
    if (most == 0) {
      return Optional.of(of(NO_API, model));
    }
    return request.messages().size() > most
        ? Optional.of(of("Model %s (%s) embeds " + most + " text a call: send one by one.", model))
        : Optional.empty();
  }

  private static Failure of(String text, Model model) {
    return Failure.of(FailureClass.BAD_REQUEST, 400, text.formatted(model.id(), model.model()));
  }
}
