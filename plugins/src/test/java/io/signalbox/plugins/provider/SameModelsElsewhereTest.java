package io.signalbox.plugins.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.engine.plugin.Plugins;
import io.signalbox.engine.spi.RequestRules;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// OpenAI's models take the same whoever runs them.
final class SameModelsElsewhereTest {
  private static RequestRules rules(String provider, String model) {
    return Plugins.find().provider(provider).orElseThrow().rules().of(model);
  }

  @ParameterizedTest
  @CsvSource({"openai, gpt-5-mini", "azure, gpt-5-mini", "github, openai/gpt-5-mini"})
  void reasoningModelHasANewNameForItsLimitAndNoTemperature(String provider, String model) {
    assertEquals(Optional.of("max_completion_tokens"), rules(provider, model).limit());
    assertEquals(false, rules(provider, model).takes("temperature"));
  }

  @Test
  void azureKeepsItsOwnLimits() {
    assertEquals(OptionalInt.of(40), rules("azure", "my-deployment").callId());
    assertEquals(
        Optional.of("responses"),
        Plugins.find().provider("azure").orElseThrow().rules().onlyDialect("gpt-5-codex"));
  }

  @Test
  void mistralTakesSystemPromptsAtTheStart() {
    assertEquals(
        Optional.of(RequestRules.LaterSystem.USER),
        rules("mistral", "mistral-large-latest").laterSystem());
    assertEquals(
        List.of(), rules("github", "mistral-ai/mistral-small").efforts().orElse(List.of()));
  }
}
