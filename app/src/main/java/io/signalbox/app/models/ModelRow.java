package io.signalbox.app.models;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.keys.ProviderFindings;
import io.signalbox.app.wording.Wording;
import io.signalbox.engine.catalog.Ability;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.Price;
import io.signalbox.engine.catalog.Speed;
import io.signalbox.engine.spi.ModelListing;
import io.signalbox.engine.spi.Provider;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// A line of the table of models. Immutable.
///
/// @param provider how people call the provider
/// @param standing whether it can be had
/// @param ready whether a request could be sent to it: it has a key, or needs none
record ModelRow(String provider, ModelCard card, Standing standing, boolean ready) {

  /// Whether a model can be had.
  enum Standing {
    /// As far as is known.
    OFFERED,
    /// Its provider was asked and does not list it.
    NOT_LISTED,
    /// Its provider took it away.
    RETIRED
  }

  /// All that are known, as they stand in the catalog, and those that local servers have.
  static List<ModelRow> all(Installation installation, ProviderFindings found) {
    return installation.providers().stream()
        .filter(each -> each.reach() != Provider.Reach.SIMULATED)
        .flatMap(
            provider -> cards(provider, found).stream().map(card -> row(provider, card, found)))
        .toList();
  }

  private static List<ModelCard> cards(Provider provider, ProviderFindings found) {
    boolean asked = found.answerOf(provider.id()).orElse(null) instanceof ModelListing.Listed;
    if (provider.reach() != Provider.Reach.LOCAL || !asked) {
      return provider.models();
    }
    var listed = (ModelListing.Listed) found.answerOf(provider.id()).orElseThrow();
    return listed.models().stream().map(name -> card(provider, name)).toList();
  }

  private static ModelCard card(Provider provider, String name) {
    return provider.models().stream()
        .filter(each -> each.model().equals(name) || each.aliases().contains(name))
        .findFirst()
        .orElseGet(() -> ModelCard.unknown(provider.id(), name));
  }

  private static ModelRow row(Provider provider, ModelCard card, ProviderFindings found) {
    Optional<ModelListing> answer = found.answerOf(provider.id());
    boolean ready =
        provider.reach() == Provider.Reach.LOCAL
            ? answer.orElse(null) instanceof ModelListing.Listed
            : found.hasKey(provider.id());
    return new ModelRow(provider.name(), card, standing(card, answer), ready);
  }

  private static Standing standing(ModelCard card, Optional<ModelListing> answer) {
    if (card.retired()) {
      return Standing.RETIRED;
    }
    return answer.orElse(null) instanceof ModelListing.Listed listed
            && listed.models().stream().noneMatch(name -> isIt(card, name))
        ? Standing.NOT_LISTED
        : Standing.OFFERED;
  }

  private static boolean isIt(ModelCard card, String name) {
    return name.startsWith(card.model()) || card.aliases().stream().anyMatch(name::equals);
  }

  /// Whether it has all the words that somebody looks for.
  boolean matches(String words) {
    String all =
        String.join(" ", provider, card.provider(), card.model(), card.name(), abilities())
            .toLowerCase(Locale.ROOT);
    return List.of(words.toLowerCase(Locale.ROOT).strip().split("\\s+")).stream()
        .allMatch(all::contains);
  }

  String abilities() {
    return card.abilities().stream()
        .filter(each -> !CapabilityCell.UNSHOWN.contains(each))
        .sorted()
        .map(Ability::id)
        .collect(Collectors.joining(", "));
  }

  String context() {
    return card.contextTokens().isPresent() ? Wording.window(card.contextTokens().getAsLong()) : "";
  }

  /// Typical, not measured here; empty if nobody knows.
  String speed() {
    return card.speed().equals(Speed.UNKNOWN)
        ? ""
        : Wording.duration(Duration.ofMillis(card.speed().firstTokenMillis()))
            + " · "
            + card.speed().tokensPerSecond()
            + "/s";
  }

  Optional<BigDecimal> input() {
    return tier().map(Price.Tier::input);
  }

  Optional<BigDecimal> output() {
    return tier().map(Price.Tier::output);
  }

  Optional<BigDecimal> cached() {
    return tier().flatMap(Price.Tier::cachedInput);
  }

  private Optional<Price.Tier> tier() {
    return card.price().map(price -> price.tiers().getFirst());
  }

  /// A price of a million tokens; empty if nobody knows it.
  static String shown(Optional<BigDecimal> usd) {
    return usd.map(each -> each.signum() == 0 ? "free" : plain(each)).orElse("");
  }

  private static String plain(BigDecimal usd) {
    BigDecimal short2 = usd.stripTrailingZeros();
    return (short2.scale() < 2 ? short2.setScale(2) : short2).toPlainString();
  }

  /// Where its price stands, in a sentence.
  String source() {
    return card.price()
        .map(price ->
            "Price from "
                + price.source()
                + ", "
                + price.asOf()
                + "."
                + (price.tiers().size() > 1
                    ? " Prompts above "
                        + Wording.number(price.tiers().get(1).above())
                        + " tokens cost "
                        + shown(Optional.of(price.tiers().get(1).input()))
                        + " in and "
                        + shown(Optional.of(price.tiers().get(1).output()))
                        + " out."
                    : ""))
        .orElse("The price is unknown, so budgets treat it as too expensive.");
  }

  /// Orders by a price; what nobody knows stands last.
  static Comparator<Optional<BigDecimal>> byPrice() {
    return Comparator.comparing(
        each -> each.orElse(null), Comparator.nullsLast(Comparator.naturalOrder()));
  }
}
