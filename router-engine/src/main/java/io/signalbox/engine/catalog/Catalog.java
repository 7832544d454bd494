package io.signalbox.engine.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// All model cards that are known. The cards of a provider are read when one of them is first asked
/// for. Unchangeable, safe for threads.
public final class Catalog {
  /// What a date or version adds to a name.
  private static final Pattern SNAPSHOT =
      Pattern.compile("(-\\d{4}-\\d{2}-\\d{2}|-\\d{8}|-\\d{3,4}|:[a-z0-9._-]+)$");

  private final Map<String, ProviderCards> shelves = new LinkedHashMap<>();

  /// A catalog of these cards; of two for one model the later holds.
  public Catalog(Collection<ModelCard> cards) {
    var byProvider = new LinkedHashMap<String, List<ModelCard>>();
    cards.forEach(
        card -> byProvider.computeIfAbsent(card.provider(), none -> new ArrayList<>()).add(card));
    byProvider.forEach((provider, its) -> shelves.put(provider, new ProviderCards.Own(its)));
  }

  private Catalog(Map<String, ? extends ProviderCards> shelves) {
    this.shelves.putAll(shelves);
  }

  private static List<ProviderCards> ownFirst(String player, Map<String, ProviderCards> own) {
    return own.entrySet().stream()
        .sorted(Comparator.comparing(each -> !each.getKey().equals(player)))
        .map(Map.Entry::getValue)
        .toList();
  }

  /// A catalog without any card.
  public static Catalog empty() {
    return new Catalog(List.of());
  }

  /// A catalog in which some providers play all models of the others, with the cards of the first
  /// that has a model of that name.
  ///
  /// @param players the ids of those who play; they stand first
  /// @param cards a provider's id → its own cards; none is read for this
  public static Catalog of(List<String> players, Map<String, List<ModelCard>> cards) {
    var own = new LinkedHashMap<String, ProviderCards>();
    cards.forEach((provider, its) -> own.put(provider, new ProviderCards.Own(its)));
    var all = new LinkedHashMap<String, ProviderCards>();
    players.forEach(
        player -> all.put(player, new ProviderCards.Played(player, ownFirst(player, own))));
    own.forEach(all::putIfAbsent);
    return new Catalog(all);
  }

  /// The card of a provider's model: by its name or alias, else by the name without a date or
  /// version at its end (`gpt-5.1-2025-11-13`, `claude-haiku-4-5-20251001`).
  public Optional<ModelCard> find(String provider, String model) {
    var shelf = Optional.ofNullable(shelves.get(provider));
    return shelf
        .flatMap(its -> its.named(model))
        .or(() -> shelf.flatMap(its -> its.named(SNAPSHOT.matcher(model).replaceFirst(""))));
  }

  /// The card, or one that says that nothing is known.
  public ModelCard cardOf(String provider, String model) {
    return find(provider, model).orElseGet(() -> ModelCard.unknown(provider, model));
  }

  /// All cards of a provider; none of another is read.
  public List<ModelCard> of(String provider) {
    return Optional.ofNullable(shelves.get(provider)).map(ProviderCards::cards).orElse(List.of());
  }

  /// All cards, by provider, in the order in which they were given. All of them are read.
  public List<ModelCard> cards() {
    return shelves.values().stream().flatMap(its -> its.cards().stream()).toList();
  }
}
