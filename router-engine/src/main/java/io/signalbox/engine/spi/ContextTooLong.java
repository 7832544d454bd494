package io.signalbox.engine.spi;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The words by which providers and local servers say that a prompt does not fit. Servers speak
/// several dialects, so the words are looked for in all of them.
public final class ContextTooLong {
  /// Lower case. Sources: the providers' error references, and answers quoted in issues of
  /// ggml-org/llama.cpp (#15780, #17284), ollama/ollama, vllm-project/vllm (#12165),
  /// lmstudio-ai/lmstudio-bug-tracker (#2339), continuedev/continue (#10218, Groq),
  /// stackblitz-labs/bolt.diy (#401, Anthropic), and the SDKs' own tests.
  private static final List<String> WORDS =
      List.of(
          // Anthropic, Bedrock, Fireworks
          "prompt is too long",
          "prompt too long",
          "exceed context limit",
          "input is too long for requested model",
          // OpenAI, Azure, DeepSeek, OpenRouter, vLLM, xAI, Mistral
          "maximum context length",
          "maximum prompt length",
          "exceeds the context window",
          "exceed context window",
          "context window exceeds",
          "context window size",
          "exceeds the model's context",
          "maximum model length",
          "too long to fit into the model",
          "too large for model with",
          "longer than the model's context length",
          "context length exceeded",
          "context_length_exceeded",
          "string too long. expected a string with maximum length",
          // Gemini, Vertex
          "exceeds the maximum number of tokens",
          "maximum number of tokens allowed",
          "input token count is",
          // Groq, Cerebras, GitHub, OpenAI by the minute
          "reduce the length of the messages",
          "reduce your message size",
          "request too large for",
          "request body too large for",
          "input or output tokens must be reduced",
          "prompt token count of",
          // llama.cpp, Ollama, LM Studio
          "available context size",
          "context size has been exceeded",
          "exceeds the context size",
          "exceeds the context length",
          "exceeds context length",
          "exceeded max context length",
          "exceeds maximum context",
          "input is too large to process",
          "prompt is too big compared to kv size",
          "context the overflows",
          "when context overflows",
          "greater than the context length",
          "reached context length of",
          // Qwen, Moonshot, Zhipu
          "range of input length",
          "exceeded model token limit",
          "input token length too long",
          "prompt exceeds max length");

  /// Cohere's, and those of Hugging Face's server, which Together used.
  private static final Pattern NUMBERS =
      Pattern.compile(
          "too many tokens: total number of tokens"
              + "|total number of tokens in the prompt cannot exceed"
              + "|`inputs` tokens \\+ `max_new_tokens` must be"
              + "|`inputs` must have less than [0-9]+ tokens"
              + "|requested tokens \\([0-9]+\\) exceed"
              + "|request \\([0-9]+ tokens\\) exceeds");

  private ContextTooLong() {}

  /// Whether a message says so.
  public static boolean isSaidIn(String message) {
    String low = message.toLowerCase(Locale.ROOT);
    return WORDS.stream().anyMatch(low::contains) || NUMBERS.matcher(low).find();
  }
}
