package io.signalbox.engine.route;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.graph.Model;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// What is known of a graph's models while one request is decided: each is looked up once, so that
/// all decisions on its route go by the same. Safe for threads.
final class PlanCards implements Function<Model, ModelCard> {
  private final Function<Model, ModelCard> cards;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  private record Known(Model model, ModelCard card) {}

  /// @param cards what is known now
  PlanCards(Function<Model, ModelCard> cards) {
    this.cards = cards;
  }

  @Override
  public ModelCard apply(Model model) {
    Known before = known.get(model.id());
    if (before != null && before.model().equals(model)) {
      return before.card();
    }
    ModelCard card = cards.apply(model);
    known.put(model.id(), new Known(model, card));
    return card;
  }
}
