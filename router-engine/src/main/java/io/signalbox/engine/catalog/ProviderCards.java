package io.signalbox.engine.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The cards of one provider, by name. Unchangeable, safe for threads.
sealed interface ProviderCards {
  /// The card with this name or alias.
  Optional<ModelCard> named(String model);

  /// All of them.
  List<ModelCard> cards();

  /// Cards of its own; of two for one name the later holds.
  final class Own implements ProviderCards {
    private final List<ModelCard> cards;
    private volatile Map<String, ModelCard> byName = Map.of();

    /// @param cards are looked at when one is asked for
    Own(List<ModelCard> cards) {
      this.cards = ModelCards.copyOf(cards);
    }

    @Override
    public Optional<ModelCard> named(String model) {
      if (byName.isEmpty() && !cards.isEmpty()) {
        byName = index();
      }
      return Optional.ofNullable(byName.get(model));
    }

    private Map<String, ModelCard> index() {
      var index = new HashMap<String, ModelCard>();
      cards.forEach(card -> card.aliases().forEach(alias -> index.put(alias, card)));
      cards.forEach(card -> index.put(card.model(), card)); // a name of its own beats an alias
      return index;
    }

    @Override
    public List<ModelCard> cards() {
      return cards;
    }
  }

  /// Cards of other providers under the name of one that plays their models.
  ///
  /// @param player its id
  /// @param others whose models it plays; the first that has a name is played
  record Played(String player, List<? extends ProviderCards> others) implements ProviderCards {
    @Override
    public Optional<ModelCard> named(String model) {
      return others.stream()
          .flatMap(each -> each.named(model).stream())
          .findFirst()
          .map(card -> card.of(player));
    }

    @Override
    public List<ModelCard> cards() {
      var played = new ArrayList<ModelCard>();
      Set<String> seen = new HashSet<>();
      for (ProviderCards each : others) {
        each.cards().stream()
            .filter(card -> seen.add(card.model()))
            .forEach(card -> played.add(card.of(player)));
      }
      return List.copyOf(played);
    }
  }
}
