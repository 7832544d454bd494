package io.signalbox.plugins.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.Catalog;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Price;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.ProviderPlugin;
import java.net.URI;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
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
  void anExampleCostsWhatThePriceListSays() {
    var catalog = new Catalog(ModelList.of("openai"));
    Price price = catalog.find("openai", "gpt-5.1-2025-11-13").orElseThrow().price().orElseThrow();
    assertEquals(
        Money.of("0.00125"), Money.forTokens(1000, price.tierFor(1000).input()), price.source());
  }
}
