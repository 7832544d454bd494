package io.signalbox.plugins.conversation;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.ProviderPlugin;
import io.signalbox.plugins.provider.ListedProviders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Providers that come with Signalbox, with their rules, at a server of this machine: `near-openai`
/// and so on.
public final class NearPresets implements ProviderPlugin {
  /// A model of each.
  static final Map<String, String> MODELS = models();

  /// Where the server is.
  static final AtomicReference<String> ADDRESS = new AtomicReference<>("http://127.0.0.1:9");

  private static Map<String, String> models() {
    var models = new LinkedHashMap<String, String>();
    models.put("openai", "gpt-5.1");
    models.put("anthropic", "claude-sonnet-4-5");
    models.put("gemini", "gemini-3-pro-preview");
    models.put("mistral", "mistral-large-latest");
    models.put("deepseek", "deepseek-reasoner");
    models.put("bedrock", "eu.anthropic.claude-haiku-4-5-20251001-v1:0");
    models.put("cohere", "command-a-03-2025");
    models.put("vllm", "qwen3");
    return models;
  }

  @Override
  public List<Provider> providers() {
    return new ListedProviders()
        .providers().stream()
            .filter(preset -> MODELS.containsKey(preset.id()))
            .map(NearPresets::near)
            .toList();
  }

  private static Provider near(Provider preset) {
    String id = "near-" + preset.id();
    return new Provider(
        id,
        id,
        ADDRESS.get() + "/" + preset.id(),
        preset.dialect(),
        Optional.empty(),
        Optional.empty(),
        preset.quirks(),
        preset.rules(),
        Provider.Reach.LOCAL,
        Optional.empty(),
        Provider.Access.USUAL,
        preset.models().stream().map(card -> card(id, card)).toList(),
        preset.alsoSpeaks());
  }

  private static ModelCard card(String id, ModelCard card) {
    return new ModelCard(
        id,
        card.model(),
        card.name(),
        card.contextTokens(),
        card.maxOutputTokens(),
        card.abilities(),
        card.price(),
        card.speed(),
        card.encoding(),
        List.of(),
        false);
  }
}
