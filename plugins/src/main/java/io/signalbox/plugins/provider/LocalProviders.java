package io.signalbox.plugins.provider;

import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.ProviderPlugin;
import io.signalbox.engine.spi.Quirk;
import java.util.List;
import java.util.stream.Stream;

/// The servers that people run on their own machine, at the ports that they take by themselves. The
/// older name of the limit, `max_tokens`, is the one that every version of them understands.
///
/// Source: their documentation and issues; of null as content, llama-cpp-python 0.3 (tried), the
/// llama.cpp server before May 2025 and LM Studio 0.3.
public final class LocalProviders implements ProviderPlugin {
  @Override
  public List<Provider> providers() {
    var models = ModelList.shipped();
    return Stream.of(
            Preset.local("ollama", "Ollama", "http://127.0.0.1:11434/v1")
                .with(Quirk.MAX_TOKENS, Quirk.NO_DEVELOPER_ROLE, Quirk.NO_TOOL_CHOICE),
            Preset.local("lmstudio", "LM Studio", "http://127.0.0.1:1234/v1")
                .with(Quirk.MAX_TOKENS, Quirk.NO_DEVELOPER_ROLE, Quirk.NO_NULL_CONTENT),
            Preset.local("llamacpp", "llama.cpp", "http://127.0.0.1:8080/v1")
                .with(Quirk.MAX_TOKENS, Quirk.NO_DEVELOPER_ROLE, Quirk.NO_NULL_CONTENT),
            Preset.local("vllm", "vLLM", "http://127.0.0.1:8000/v1")
                .with(Quirk.MAX_TOKENS, Quirk.NO_DEVELOPER_ROLE))
        .map(preset -> preset.provider(models))
        .toList();
  }
}
