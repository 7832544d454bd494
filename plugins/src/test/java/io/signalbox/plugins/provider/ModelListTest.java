package io.signalbox.plugins.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.ModelCards;
import io.signalbox.engine.catalog.Price;
import io.signalbox.engine.spi.Provider;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every entry of every provider's list of models.
final class ModelListTest {
  private static final List<Provider> PROVIDERS = new ListedProviders().providers();
  private static final List<ModelCard> ALL =
      PROVIDERS.stream().flatMap(each -> each.models().stream()).toList();
  private static final BigDecimal MOST_EXPENSIVE = new BigDecimal("2000");

  @Test
  void thereAreEnoughModelsOfEnoughProviders() {
    long providers = PROVIDERS.stream().filter(each -> !each.models().isEmpty()).count();
    assertTrue(providers >= 40, providers + " providers");
    assertTrue(ALL.size() >= 2_000, ALL.size() + " models");
    assertTrue(inUse().count() >= 2_000, inUse().count() + " models that are not retired");
  }

  @Test
  void everyFileBelongsToAProvider() throws IOException, URISyntaxException {
    Set<String> ids = PROVIDERS.stream().map(Provider::id).collect(Collectors.toSet());
    URI place = ListedProviders.class.getResource("models").toURI();
    try (Stream<Path> files = Files.list(Path.of(place))) {
      List<String> foreign =
          files
              .map(each -> each.getFileName().toString().replace(".json", ""))
              .filter(each -> !ids.contains(each))
              .toList();
      assertEquals(List.of(), foreign);
    }
  }

  @Test
  void nothingIsReadBeforeItIsAskedFor() {
    for (Provider provider : new ListedProviders().providers()) {
      assertTrue(isUnread(provider), provider.id());
    }
  }

  @Test
  void noNameStandsForTwoModels() {
    var seen = new HashSet<String>();
    for (ModelCard card : ALL) {
      Stream.concat(Stream.of(card.model()), card.aliases().stream())
          .forEach(name -> assertTrue(seen.add(card.provider() + "/" + name), name));
    }
  }

  @Test
  void everyEntrySaysWhereItStandsAndWhen() {
    for (ModelCard card : ALL) {
      assertFalse(card.details().source().isBlank(), named(card));
      assertTrue(card.details().asOf().isPresent(), named(card));
      card.price().ifPresent(price -> assertFalse(price.source().isBlank(), named(card)));
    }
  }

  @Test
  void noModelInUseIsOlderThanTwoMonthsBesideTheNewest() {
    LocalDate newest =
        ALL.stream()
            .flatMap(card -> card.details().asOf().stream())
            .max(LocalDate::compareTo)
            .get();
    inUse()
        .forEach(card -> {
          assertTrue(card.details().asOf().get().isAfter(newest.minusMonths(2)), named(card));
          card.price()
              .ifPresent(
                  price -> assertTrue(price.asOf().isAfter(newest.minusMonths(2)), named(card)));
        });
  }

  @Test
  void retiredIsWhatItsProviderHadTakenAwayThen() {
    for (ModelCard card : ALL) {
      card.details()
          .retires()
          .ifPresent(day ->
              assertEquals(!day.isAfter(card.details().asOf().get()), card.retired(), named(card)));
    }
  }

  @Test
  void everySuccessorIsThere() {
    var names = new HashSet<String>();
    ALL.forEach(card ->
        Stream.concat(Stream.of(card.model()), card.aliases().stream())
            .forEach(name -> names.add(card.provider() + "/" + name)));
    ALL.forEach(card ->
        card.details()
            .successor()
            .ifPresent(next -> assertTrue(names.contains(card.provider() + "/" + next), next)));
  }

  @Test
  void nothingIsFreeButWhatRunsHereOrSaysSo() {
    for (Provider provider : PROVIDERS) {
      for (ModelCard card : provider.models()) {
        boolean free = card.price().filter(each -> isFree(each, card.onlyEmbeds())).isPresent();
        boolean may = provider.reach() == Provider.Reach.LOCAL || card.model().endsWith(":free");
        assertEquals(may, free, named(card));
      }
    }
  }

  /** A model that only embeds has no answer, which costs nothing. */
  private static boolean isFree(Price price, boolean embeds) {
    return price.tiers().stream()
        .anyMatch(tier -> tier.input().signum() == 0 || (tier.output().signum() == 0 && !embeds));
  }

  @Test
  void modelsThatEmbedHaveAPriceAndNoAnswer() {
    ModelCard small =
        ALL.stream()
            .filter(card -> card.provider().equals("openai"))
            .filter(card -> card.model().equals("text-embedding-3-small"))
            .findFirst()
            .orElseThrow();
    assertTrue(small.onlyEmbeds());
    assertEquals("0.02", small.price().orElseThrow().tierFor(8000).input().toPlainString());
    assertTrue(small.maxOutputTokens().isEmpty());
    assertTrue(ALL.stream().filter(ModelCard::onlyEmbeds).count() > 40);
  }

  @Test
  void pricesAreOnesThatCouldBe() {
    for (ModelCard card : ALL) {
      card.price()
          .ifPresent(price -> {
            ascending(card, price.tiers());
            price.variants().values().forEach(tiers -> ascending(card, tiers));
          });
    }
  }

  private static void ascending(ModelCard card, List<Price.Tier> tiers) {
    long above = -1;
    for (Price.Tier tier : tiers) {
      assertTrue(tier.above() > above, named(card));
      above = tier.above();
      amounts(tier)
          .forEach(each -> {
            assertTrue(each.signum() >= 0, named(card));
            assertTrue(each.compareTo(MOST_EXPENSIVE) <= 0, named(card));
          });
      assertTrue(tier.cachedInput().orElse(tier.input()).compareTo(tier.input()) <= 0, named(card));
      assertTrue(tier.cacheWrite().orElse(tier.input()).compareTo(tier.input()) >= 0, named(card));
    }
  }

  private static Stream<BigDecimal> amounts(Price.Tier tier) {
    return Stream.of(
            Stream.of(tier.input(), tier.output()),
            tier.cachedInput().stream(),
            tier.cacheWrite().stream(),
            tier.cacheWriteHour().stream(),
            tier.reasoning().stream())
        .flatMap(each -> each);
  }

  @Test
  void limitsAreOnesThatCouldBe() {
    for (ModelCard card : ALL) {
      long context = card.contextTokens().orElse(Long.MAX_VALUE);
      assertTrue(context >= (card.onlyEmbeds() ? 1 : 512), named(card));
      assertTrue(card.contextTokens().orElse(0) <= 20_000_000, named(card));
      assertTrue(card.maxOutputTokens().orElse(1) >= 1, named(card));
      assertTrue(card.maxOutputTokens().orElse(1) <= context, named(card));
      assertTrue(card.speed().firstTokenMillis() > 0, named(card));
      assertTrue(card.speed().tokensPerSecond() > 0, named(card));
    }
  }

  @Test
  void whatNobodySaysIsNotTakenForLacking() {
    ALL.forEach(card ->
        card.details().unsure().forEach(each -> assertFalse(card.lacks(each), named(card))));
  }

  private static boolean isUnread(Provider provider) {
    return provider.models() instanceof ModelCards cards && !cards.isRead();
  }

  private static Stream<ModelCard> inUse() {
    return ALL.stream().filter(card -> !card.retired());
  }

  private static String named(ModelCard card) {
    return card.provider() + "/" + card.model();
  }
}
