package io.signalbox.engine.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// All model cards that are known. Immutable, safe for threads.
public final class Catalog {
  /// What a date or version adds to a name.
  private static final Pattern SNAPSHOT =
      Pattern.compile("(-\\d{4}-\\d{2}-\\d{2}|-\\d{8}|-\\d{3,4}|:[a-z0-9._-]+)$");

  private final Map<String, ModelCard> byName = new HashMap<>();
  private final List<ModelCard> cards;

  /// A catalog of these cards; of two for one model the later holds.
  public Catalog(Collection<ModelCard> cards) {
    for (ModelCard card : cards) {
      byName.put(key(card.provider(), card.model()), card);
      card.aliases().forEach(alias -> byName.put(key(card.provider(), alias), card));
    }
    this.cards = List.copyOf(cards);
  }

  /// A catalog without any card.
  public static Catalog empty() {
    return new Catalog(List.of());
  }

  /// The card of a provider's model: by its name or alias, else by the name without a date or
  /// version at its end (`gpt-5.1-2025-11-13`, `claude-haiku-4-5-20251001`).
  public Optional<ModelCard> find(String provider, String model) {
    var exact = Optional.ofNullable(byName.get(key(provider, model)));
    return exact.isPresent() ? exact : withoutSnapshot(provider, model);
  }

  /// The card, or one that says that nothing is known.
  public ModelCard cardOf(String provider, String model) {
    return find(provider, model).orElseGet(() -> ModelCard.unknown(provider, model));
  }

  private Optional<ModelCard> withoutSnapshot(String provider, String model) {
    String plain = SNAPSHOT.matcher(model).replaceFirst("");
    return Optional.ofNullable(byName.get(key(provider, plain)));
  }

  /// All cards in the order in which they were given.
  public List<ModelCard> cards() {
    return cards;
  }

  /// This catalog and more cards, which win.
  public Catalog with(Collection<ModelCard> more) {
    var all = new ArrayList<>(cards);
    all.addAll(more);
    return new Catalog(all);
  }

  private static String key(String provider, String model) {
    return provider + "/" + model;
  }
}
