package io.signalbox.engine.route;

import io.signalbox.engine.catalog.Ability;
import io.signalbox.engine.catalog.Health;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.TokenCount;
import io.signalbox.engine.catalog.VectorSpace;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.ResponseFormat;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RoutingGraph;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Whether models can take a request: by their health, by what is left of their rate limits, by
/// their context windows, and by whose vectors a request has begun with. It remembers a prompt that
/// was too long for one: it is too long for every smaller one. Belongs to one route plan.
final class ModelFit {
  /// A prompt is certainly too long only by so much: other providers count otherwise than we do.
  private static final double CERTAINLY = 1.25;

  /// The model whose vectors the request began with.
  private record Vectors(String model, VectorSpace space) {}

  private Optional<Vectors> vectors = Optional.empty();
  private List<Message> prompt = List.of();
  private long tooSmall; // the largest context that did not hold the prompt

  /// A call failed. Status 413 and 429 speak of what a key or gateway takes in one request, not of
  /// the context.
  void heed(Failure failure, ModelCard card, Facts facts) {
    boolean ofContext = failure.status() != 413 && failure.status() != 429;
    if (failure.kind() == FailureClass.CONTEXT_TOO_LONG && ofContext) {
      card.contextTokens().ifPresent(tokens -> tooSmall = Math.max(tooSmall, tokens));
      prompt = facts.request().messages();
    }
  }

  /// Why a model certainly cannot hold the prompt; empty if it can, or a node on the path has
  /// changed it.
  Optional<String> tooLong(ModelCard card, Facts facts) {
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

  /// What a model cannot do that a request asks for, as far as it is known; empty if nothing.
  static Optional<String> lack(ModelCard card, Facts facts) {
    ChatRequest request = facts.request();
    if (request.embedding().isPresent() && card.lacks(Ability.EMBEDDINGS)) {
      return Optional.of("no embeddings");
    }
    if (request.embedding().isEmpty() && card.onlyEmbeds()) {
      return Optional.of("embeddings only");
    }
    if (card.lacks(Ability.IMAGES) && request.images() > 0) {
      return Optional.of("no images");
    }
    if (!request.tools().isEmpty() && card.lacks(Ability.TOOLS)) {
      return Optional.of("no tools");
    }
    if (!(request.format() instanceof ResponseFormat.Text) && card.lacks(Ability.JSON)) {
      return Optional.of("no JSON answers");
    }
    long context = card.contextTokens().orElse(Long.MAX_VALUE);
    return card.exceeds(CERTAINLY * context, request, facts.tokens())
        ? Optional.of(String.format(Locale.ROOT, "context of %,d tokens", context))
        : Optional.empty();
  }

  /// Why a model below a branch is not to be called: a budget says so, or it is the branch itself
  /// and cannot do what the request asks for, but another branch may. Vectors are those of the
  /// first model that gives any, whichever branch is the best now.
  ///
  /// @param branches in the order of the file
  /// @param spent why a budget says so
  static BiFunction<String, Model, Optional<String>> objections(
      List<String> branches,
      RoutingGraph graph,
      Function<Model, ModelCard> cards,
      Facts facts,
      Function<Model, Optional<String>> spent) {
    var fit = new ModelFit();
    var asked = new HashMap<String, Fit>();
    int unable = 0;
    // All are asked, for the first of them says whose vectors are meant.
    for (String to : branches) {
      Optional<Model> model = graph.model(to);
      if (model.isPresent()) {
        Fit its = fit.of(model.get(), cards.apply(model.get()), facts);
        asked.put(to, its);
        unable += its.fits() && spent.apply(model.get()).isEmpty() ? 0 : 1;
      }
    }
    boolean able = unable < branches.size();
    return (to, model) ->
        spent
            .apply(model)
            .or(() ->
                to.equals(model.id())
                    ? asked
                        .computeIfAbsent(to, t -> fit.of(model, cards.apply(model), facts))
                        .objection(able)
                    : Optional.empty());
  }

  /// Whether a model suits a request, whatever was spent.
  ///
  /// @param space why its vectors must not stand in for others; not looked at where it lacks
  ///   something
  private record Fit(Optional<String> lack, Optional<String> space) {
    boolean fits() {
      return lack.isEmpty() && space.isEmpty();
    }

    /// @param able whether another one can do what this one lacks
    Optional<String> objection(boolean able) {
      return space.or(() -> able ? lack : Optional.empty());
    }
  }

  private Fit of(Model model, ModelCard card, Facts facts) {
    var lack = lack(card, facts);
    return new Fit(
        lack, lack.isPresent() ? Optional.empty() : otherSpace(model, any -> card, facts));
  }

  /// Why the vectors of a model must not stand in for those of another one; empty if they may, or
  /// no vectors are wanted.
  Optional<String> otherSpace(Model model, Function<Model, ModelCard> cards, Facts facts) {
    if (facts.request().embedding().isEmpty()) {
      return Optional.empty();
    }
    var space = VectorSpace.of(cards.apply(model), model.labels(), model.params());
    if (vectors.isEmpty()) {
      vectors = Optional.of(new Vectors(model.id(), space));
    }
    return vectors
        .filter(first -> !first.space().equals(space))
        .map(first -> "its vectors cannot be compared with those of " + first.model());
  }

  /// Why another model should be called, for a person; empty if none should.
  static Optional<String> unfit(ModelCard card, Health health, Facts facts) {
    if (health.open()) {
      return Optional.of(health.why().isEmpty() ? "it is cooling down" : health.why());
    }
    if (health.headroom().isPresent() && health.headroom().getAsDouble() <= 0) {
      return Optional.of("its rate limit has nothing left");
    }
    long context = card.contextTokens().orElse(Long.MAX_VALUE);
    double left = health.tokensLeft().orElse(Double.MAX_VALUE);
    ChatRequest request = facts.request();
    TokenCount prompt = facts.tokens();
    if (card.exceeds((double) context, request, prompt)) {
      return Optional.of(
          card.promptTokens(request, prompt) + " tokens exceed its context window of " + context);
    }
    return card.exceeds(left, request, prompt)
        ? Optional.of(
            "its rate limit has "
                + (long) left
                + " tokens left, "
                + card.promptTokens(request, prompt)
                + " needed")
        : Optional.empty();
  }
}
