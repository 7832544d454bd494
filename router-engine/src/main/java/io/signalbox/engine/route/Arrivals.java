package io.signalbox.engine.route;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.graph.KeyRef;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.route.keys.KeyPool;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The models at which a route arrives: whether one is called, with what, and what is remembered of
/// it when it has answered or failed. Belongs to one route plan.
final class Arrivals {
  private final Function<Model, ModelCard> cards;
  private final World world;
  private final QuotaDecisions quotas;
  private final Stays stays;
  private final ModelFit fit = new ModelFit();

  Arrivals(RouteParts parts, QuotaDecisions quotas) {
    this.cards = parts.cards();
    this.world = parts.world();
    this.quotas = quotas;
    this.stays = new Stays(parts.graph(), parts.cards(), parts.world());
  }

  /// The keys of a model, the one to call first: one that is well, and if there are several the one
  /// that is wished for, else one that a plan pays for, else the freest.
  ///
  /// @param last the model of the last call, whose key is wished for if it is the same model
  KeyPool keys(Model model, RoutePosition at, Optional<Model> last) {
    if (model.keys().size() < 2) {
      return new KeyPool(List.of(model));
    }
    Optional<KeyRef> wished =
        last.filter(each -> each.id().equals(model.id()))
            .or(() -> at.warmth().model().filter(each -> each.id().equals(model.id())))
            .flatMap(Model::key);
    Comparator<Model> well = Comparator.comparing(each -> fault(each, at).isPresent());
    return new KeyPool(
        world.keyOrder().all(model, well.thenComparing(each -> !wished.equals(each.key()))));
  }

  /// Why a model is passed over whatever its key; empty if nothing says so.
  Optional<Move.Skip> obstacle(Model model, RoutePosition at) {
    var otherSpace = fit.otherSpace(model, cards, at.facts());
    var dropped = quotas.dropped(model, at.claims());
    if (dropped.isPresent()) {
      return Optional.of(quotas.skip(model, dropped.get()));
    }
    // Also the last one: the first failure is the better answer.
    return fit.tooLong(cards.apply(model), at.facts())
        .or(() -> otherSpace)
        .map(why -> new Move.Skip(model, why));
  }

  /// Why another model should be called; empty if none should.
  Optional<String> unfit(Model model, RoutePosition at) {
    return quotas
        .dropped(model, at.claims())
        .map(QuotaDecisions.Dropped::why)
        .or(() -> fit.otherSpace(model, cards, at.facts()))
        .or(() -> fault(model, at));
  }

  private Optional<String> fault(Model model, RoutePosition at) {
    return ModelFit.unfit(cards.apply(model), world.health(model), at.facts());
  }

  /// The call of a model.
  Move.Call call(Model model, RoutePosition at, Branchings branchings) {
    return new Move.Call(
        model,
        at.sent(),
        at.isChanged(),
        quotas.of(model, at.claims()),
        at.firstToken(),
        branchings.timeLeft().or(at::total),
        at.warmth().model().isPresent()
            ? Optional.empty()
            : branchings.hedgeAfter(at.facts().request(), () -> world.health(model)));
  }

  /// The call of a model failed.
  void heed(Model model, Failure failure, Facts facts) {
    fit.heed(failure, cards.apply(model), facts);
  }

  /// A model has answered.
  void answered(Model model, Warmth warmth, Usage usage) {
    stays.answered(warmth, model, usage);
  }
}
