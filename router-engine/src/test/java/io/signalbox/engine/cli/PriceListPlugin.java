package io.signalbox.engine.cli;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.Price;
import io.signalbox.engine.catalog.Speed;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.ProviderPlugin;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Providers with prices that never change, for tests that print them. */
public final class PriceListPlugin implements ProviderPlugin {
  @Override
  public List<Provider> providers() {
    return List.of(
        provider("anthropic", card("anthropic", "claude-opus-4-5", 5, 25, 1200)),
        provider("openai", card("openai", "gpt-5.1", 1, 10, 900)),
        provider(
            "deepseek",
            card("deepseek", "deepseek-v4-pro", 1, 2, 1500),
            card("deepseek", "deepseek-v4-flash", 0.25, 1, 700)),
        provider("gemini", card("gemini", "gemini-3-flash", 0.5, 3, 400)),
        provider("ollama", card("ollama", "llama3.2", 0, 0, 300)),
        provider("vllm"),
        provider("listed", Optional.of("LIST_API_KEY")));
  }

  private static Provider provider(String id, ModelCard... cards) {
    return provider(id, Optional.empty(), cards);
  }

  private static Provider provider(String id, Optional<String> keyVariable, ModelCard... cards) {
    return new Provider(
        id,
        id,
        "https://" + id + ".example/v1",
        "openai",
        keyVariable,
        Set.of(),
        Provider.Reach.CLOUD,
        List.of(cards));
  }

  private static ModelCard card(
      String provider, String model, double in, double out, int firstToken) {
    var none = Optional.<BigDecimal>empty();
    var tier = new Price.Tier(0, BigDecimal.valueOf(in), none, none, none, BigDecimal.valueOf(out));
    var price = new Price(List.of(tier), none, "a test", LocalDate.of(2026, 1, 1));
    return new ModelCard(
        provider,
        model,
        model,
        OptionalLong.of(200_000),
        OptionalLong.of(8_000),
        Set.of(),
        Optional.of(price),
        new Speed(firstToken, 100),
        Optional.empty(),
        List.of(),
        false);
  }
}
