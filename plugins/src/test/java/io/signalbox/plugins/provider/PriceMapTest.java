package io.signalbox.plugins.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.Catalog;
import io.signalbox.engine.catalog.Cost;
import io.signalbox.engine.catalog.CostLine;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.chat.Usage;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What calls cost, beside what the price map of LiteLLM 1.110.2
/// (https://pypi.org/project/litellm/1.110.2) says that they do. The amounts were worked out from
/// its figures for one token, apart from this program.
final class PriceMapTest {
  private static final Catalog CATALOG = catalog();

  /// Provider, model, tokens of the prompt, of these read from a cache, written for five minutes
  /// and for an hour, tokens of the answer, US dollars.
  private static final String CALLS =
      """
      openai gpt-5.5 1000000 0 0 0 90000 14.05
      openai gpt-5.5 250000 200000 0 0 40000 1.55
      openai gpt-5.6 300000 100000 50000 0 20000 2.38
      openai gpt-6-astra 400000 150000 0 0 60000 9.8
      openai gpt-5.4 272000 0 0 0 128000 2.6
      openai gpt-5.4 272001 0 0 0 128000 4.240005
      openai gpt-5.1 100000 60000 0 0 30000 0.3575
      openai gpt-4o 120000 100000 0 0 16000 0.335
      openai gpt-4.1 1000000 500000 0 0 32000 1.506
      openai gpt-4o-mini 120000 0 0 0 16000 0.0276
      openai o3 150000 50000 0 0 90000 0.945
      anthropic claude-opus-5 900000 500000 200000 100000 64000 4.6
      anthropic claude-opus-4-5 180000 90000 40000 20000 30000 1.395
      anthropic claude-sonnet-4-5 190000 150000 10000 0 64000 1.1325
      anthropic claude-haiku-4-5 150000 0 0 150000 50000 0.55
      anthropic claude-haiku-5-5 150000 80000 20000 0 50000 0.1665
      anthropic claude-haiku-5-5 90000 80000 5000 5000 50000 0.027425
      anthropic claude-sonnet-5 500000 300000 0 100000 50000 1.16
      bedrock us.anthropic.claude-sonnet-4-5-20250929-v1:0 199000 100000 50000 10000 60000 1.42395
      gemini gemini-2.5-pro 200000 0 0 0 60000 0.85
      gemini gemini-2.5-pro 800000 400000 0 0 60000 2
      gemini gemini-3.1-pro-preview 1000000 700000 0 0 65000 2.65
      gemini gemini-2.5-flash 1000000 500000 0 0 65000 0.3275
      gemini gemini-4-argon 900000 300000 0 0 60000 1.83
      vertex gemini-3-flash-preview 900000 300000 0 0 60000 0.495
      azure gpt-5.1 200000 150000 0 0 100000 1.08125
      azure gpt-4.1-mini 900000 400000 0 0 30000 0.288
      deepseek deepseek-v4-pro 900000 600000 0 0 200000 1.2144
      deepseek deepseek-v4-flash 900000 600000 0 0 200000 0.3336
      qwen qwen3-max 30000 0 0 0 20000 0.156
      qwen qwen3-max 100000 0 0 0 20000 0.48
      qwen qwen3-max 250000 0 0 0 20000 1.05
      qwen qwen3-coder-plus 900000 300000 0 0 60000 7.38
      qwen qwen-flash 900000 0 0 0 30000 0.285
      mistral mistral-large-latest 200000 100000 0 0 60000 0.145
      mistral codestral-latest 100000 50000 0 0 4000 0.0201
      xai grok-4.3 150000 50000 0 0 30000 0.21
      xai grok-4.3 900000 500000 0 0 30000 1.35
      groq openai/gpt-oss-120b 100000 60000 0 0 60000 0.0465
      fireworks accounts/fireworks/models/glm-4p7 200000 150000 0 0 100000 0.295
      together moonshotai/Kimi-K3 200000 50000 0 0 100000 1.965
      deepinfra Gryphe/MythoMax-L2-13b 100000 0 0 0 50000 0.06
      moonshot kimi-k3 200000 100000 0 0 60000 1.23
      zai glm-5.3 120000 80000 0 0 90000 0.4728
      minimax MiniMax-M3 600000 100000 0 0 90000 0.528
      cerebras gpt-oss-120b 100000 0 0 0 30000 0.0575
      novita zai-org/glm-4.7 100000 50000 0 0 50000 0.1455
      cohere command-a-03-2025 200000 0 0 0 8000 0.58
      xiaomi mimo-v2.6-pro 200000 100000 0 0 8000 0.05082
      meta muse-spark-1.3 200000 100000 0 0 8000 0.174
      sambanova MiniMax-M2.7 100000 0 0 0 50000 0.18
      perplexity sonar-pro 100000 0 0 0 8000 0.42
      """;

  private static Catalog catalog() {
    Map<String, List<ModelCard>> cards = new LinkedHashMap<>();
    new ListedProviders().providers().forEach(each -> cards.put(each.id(), each.models()));
    return Catalog.of(List.of(), cards);
  }

  static List<String> calls() {
    return CALLS.lines().toList();
  }

  @ParameterizedTest
  @MethodSource("calls")
  void callCostsWhatThePriceMapSays(String call) {
    String[] words = call.split(" ", -1);
    Usage usage =
        new Usage(
            Long.parseLong(words[2]),
            Long.parseLong(words[3]),
            Long.parseLong(words[4]),
            Long.parseLong(words[5]),
            Long.parseLong(words[6]),
            0,
            Optional.empty());
    ModelCard card = CATALOG.find(words[0], words[1]).orElseThrow();
    Cost cost = Cost.of(card.price(), usage, CostLine.Count.REPORTED);
    assertEquals(Optional.of(Money.of(words[7])), cost.total());
  }

  @Test
  void callsAreOfManyModelsWithAllThatPricesHave() {
    Set<String> models = new HashSet<>();
    Set<Integer> used = new HashSet<>();
    boolean tiered = false;
    for (String call : calls()) {
      String[] words = call.split(" ", -1);
      models.add(words[0] + "/" + words[1]);
      for (int i = 3; i < 6; i++) {
        if (!words[i].equals("0")) {
          used.add(i);
        }
      }
      var price = CATALOG.find(words[0], words[1]).orElseThrow().price().orElseThrow();
      tiered |= price.tierFor(Long.parseLong(words[2])).above() > 0;
    }
    assertTrue(models.size() >= 40, models.size() + " models");
    assertEquals(Set.of(3, 4, 5), used);
    assertTrue(tiered);
  }
}
