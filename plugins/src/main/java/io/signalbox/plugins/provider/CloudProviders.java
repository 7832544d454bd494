package io.signalbox.plugins.provider;

import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.ProviderPlugin;
import io.signalbox.engine.spi.Quirk;
import java.util.List;
import java.util.stream.Stream;

/// The companies that run models and sell calls to them, OpenAI-compatible ones among them: name,
/// base URL and variable of the API key. Their models are in `models.json`.
///
/// Source of addresses and differences: each provider's API reference and its own client library.
public final class CloudProviders implements ProviderPlugin {
  @Override
  public List<Provider> providers() {
    var models = ModelList.shipped();
    return Stream.of(
            Preset.cloud("openai", "OpenAI", "https://api.openai.com/v1", "OPENAI_API_KEY"),
            Preset.cloud("anthropic", "Anthropic", "https://api.anthropic.com", "ANTHROPIC_API_KEY")
                .speaking("anthropic"),
            Preset.cloud(
                    "gemini",
                    "Google Gemini",
                    "https://generativelanguage.googleapis.com/v1beta",
                    "GEMINI_API_KEY")
                .speaking("gemini"),
            Preset.cloud("deepseek", "DeepSeek", "https://api.deepseek.com", "DEEPSEEK_API_KEY")
                .with(Quirk.MAX_TOKENS, Quirk.NO_DEVELOPER_ROLE, Quirk.NO_JSON_SCHEMA),
            Preset.cloud(
                    "qwen",
                    "Qwen (DashScope international)",
                    "https://dashscope-intl.aliyuncs.com/compatible-mode/v1",
                    "DASHSCOPE_API_KEY")
                .with(Quirk.MAX_TOKENS, Quirk.NO_DEVELOPER_ROLE),
            Preset.cloud("mistral", "Mistral", "https://api.mistral.ai/v1", "MISTRAL_API_KEY")
                .with(
                    Quirk.MAX_TOKENS,
                    Quirk.NO_STREAM_OPTIONS,
                    Quirk.RANDOM_SEED,
                    Quirk.NO_DEVELOPER_ROLE,
                    Quirk.SHORT_TOOL_IDS),
            Preset.cloud("xai", "xAI", "https://api.x.ai/v1", "XAI_API_KEY")
                .with(Quirk.REASONING_APART, Quirk.NO_STOP),
            Preset.cloud("groq", "Groq", "https://api.groq.com/openai/v1", "GROQ_API_KEY"),
            Preset.cloud(
                    "together", "Together AI", "https://api.together.ai/v1", "TOGETHER_API_KEY")
                .with(Quirk.MAX_TOKENS, Quirk.NO_DEVELOPER_ROLE))
        .map(preset -> preset.provider(models))
        .toList();
  }
}
