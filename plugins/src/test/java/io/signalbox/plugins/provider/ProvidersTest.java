package io.signalbox.plugins.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.Catalog;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Price;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.ProviderPlugin;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ProvidersTest {
  private static final List<Provider> ALL =
      ServiceLoader.load(ProviderPlugin.class).stream()
          .flatMap(each -> each.get().providers().stream())
          .toList();

  @Test
  void everyPresetIsThere() {
    var ids = ALL.stream().map(Provider::id).toList();
    var expected =
        "openai anthropic gemini azure bedrock vertex deepseek qwen mistral xai groq together"
            + " fireworks cerebras deepinfra novita nebius sambanova perplexity moonshot zai"
            + " minimax stepfun nvidia cohere cloudflare hyperbolic siliconflow baseten scaleway"
            + " ovhcloud friendli wandb gmi crusoe nscale inception morph meta xiaomi openrouter"
            + " tokenmix huggingface github vercel requesty portkey litellm ollama lmstudio"
            + " llamacpp vllm simulated";
    assertEquals(Arrays.asList(expected.split(" ")), ids);
  }

  @Test
  void everyAddressIsWholeAndEndsWithoutSlash() {
    for (Provider provider : ALL) {
      URI address = URI.create(provider.baseUrl().replaceAll("\\{[a-z]+}", "mine"));
      assertTrue(address.isAbsolute(), provider.id());
      assertFalse(provider.baseUrl().endsWith("/"), provider.id());
      assertEquals(
          provider.reach() == Provider.Reach.CLOUD ? "https" : "http", address.getScheme());
    }
  }

  @Test
  void everyRowSaysWhereItComesFrom() {
    for (ProviderRow row : ProviderTable.shipped()) {
      assertEquals("https", row.source().getScheme(), row.id());
      assertEquals("https", row.page().getScheme(), row.id());
      assertTrue(row.asOf().isAfter(LocalDate.of(2026, 1, 1)), row.id());
    }
  }

  @Test
  void rowThatIsWrongIsNamed() {
    var wrong =
        List.of(
            "  name OpenAI",
            "a\n  name A\n  name B",
            "a\n  name",
            "a\n  colour blue",
            "a\n  name A\n  address https://a.example/v1\n  quirks none_such",
            "a\n  address https://a.example/v1");
    for (String text : wrong) {
      assertThrows(
          IllegalArgumentException.class,
          () -> ProviderTable.rows(text).forEach(row -> row.provider(List.of())),
          text);
    }
  }

  @Test
  void onlyTheCloudWantsKeys() {
    for (Provider provider : ALL) {
      assertEquals(
          provider.reach() == Provider.Reach.CLOUD,
          provider.keyVariable().isPresent(),
          provider.id());
    }
  }

  @Test
  void everyDialectIsOneThatTheEngineSpeaks() {
    var spoken = Set.of("openai", "anthropic", "gemini", "bedrock", "cohere");
    ALL.forEach(provider -> assertTrue(spoken.contains(provider.dialect()), provider.id()));
  }

  @Test
  void everyCardBelongsToAProvider() {
    var ids = new HashSet<>(ALL.stream().map(Provider::id).toList());
    ModelList.shipped()
        .cards()
        .forEach(card -> assertTrue(ids.contains(card.provider()), card.model()));
  }

  @Test
  void noNameStandsForTwoModels() {
    var seen = new HashSet<String>();
    for (ModelCard card : ModelList.shipped().cards()) {
      Stream.concat(Stream.of(card.model()), card.aliases().stream())
          .forEach(name -> assertTrue(seen.add(card.provider() + "/" + name), name));
    }
  }

  @Test
  void everyPriceSaysWhereItStandsAndWhen() {
    for (ModelCard card : ModelList.shipped().cards()) {
      Price price = card.price().orElseThrow();
      assertFalse(price.source().isBlank(), card.model());
      assertTrue(price.asOf().isAfter(LocalDate.of(2025, 1, 1)), card.model());
    }
  }

  @Test
  void onlyWhatRunsOnThisMachineIsFree() {
    for (Provider provider : ALL) {
      for (ModelCard card : provider.models()) {
        boolean free = card.price().orElseThrow().tiers().getFirst().input().signum() == 0;
        assertEquals(provider.reach() == Provider.Reach.LOCAL, free, card.model());
      }
    }
  }

  @Test
  void amountsArePositiveAndTiersAscend() {
    for (ModelCard card : ModelList.shipped().cards()) {
      long above = -1;
      for (Price.Tier tier : card.price().orElseThrow().tiers()) {
        assertTrue(tier.above() > above, card.model());
        above = tier.above();
        amounts(tier).forEach(each -> assertTrue(each.signum() >= 0, card.model()));
        assertTrue(tier.output().compareTo(tier.input()) >= 0, card.model());
        assertTrue(
            tier.cachedInput().filter(each -> each.compareTo(tier.input()) >= 0).isEmpty(),
            card.model());
      }
    }
  }

  private static Stream<BigDecimal> amounts(Price.Tier tier) {
    return Stream.of(
            Stream.of(tier.input(), tier.output()),
            tier.cachedInput().stream(),
            tier.cacheWrite().stream(),
            tier.cacheWriteHour().stream())
        .flatMap(each -> each);
  }

  @Test
  void limitsAndSpeedsAreOfAModelThatCouldBe() {
    for (ModelCard card : ModelList.shipped().cards()) {
      assertTrue(card.contextTokens().orElse(8_000) >= 8_000, card.model());
      assertTrue(card.maxOutputTokens().orElse(0) <= card.contextTokens().orElse(0), card.model());
      assertTrue(card.speed().firstTokenMillis() > 0, card.model());
      assertTrue(card.speed().tokensPerSecond() > 0, card.model());
    }
  }

  @Test
  void anExampleCostsWhatThePriceListSays() {
    var catalog = new Catalog(ModelList.shipped().cards());
    Price price = catalog.find("openai", "gpt-5.1-2025-11-13").orElseThrow().price().orElseThrow();
    assertEquals(
        Money.of("0.00125"), Money.forTokens(1000, price.tierFor(1000).input()), price.source());
  }
}
