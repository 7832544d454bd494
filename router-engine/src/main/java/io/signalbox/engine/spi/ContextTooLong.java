package io.signalbox.engine.spi;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The words by which providers and local servers say that a prompt does not fit. Servers speak
/// several dialects, and relays repeat the words of others, so they are looked for in all of them.
///
/// The table of this class's test has whole messages, each with the server that says it and where
/// that is known from.
public final class ContextTooLong {
  /// Lower case, any part of a message.
  private static final List<String> WORDS =
      List.of(
          // Anthropic, Bedrock, Fireworks
          "prompt is too long",
          "prompt too long",
          "exceed context limit",
          "input is too long for requested model",
          "too many input tokens. max input tokens",
          // OpenAI, Azure, DeepSeek, OpenRouter, vLLM, SGLang, xAI, Mistral, MiniMax, Cloudflare
          "maximum context length",
          "maximum prompt length",
          "exceeds the context window",
          "exceed context window",
          "context window exceeds",
          "context window size",
          "context window limit",
          "exceeds the model's context",
          "maximum model length",
          "too long to fit into the model",
          "too large for model with",
          "longer than the model's context length",
          "context length is only",
          "exceeds the max_model_len",
          "context length exceeded",
          "context_length_exceeded",
          "contextwindowexceedederror",
          "model_context_window_exceeded",
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
          // llama.cpp, Ollama, LM Studio, DS4
          "available context size",
          "configured context size",
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
          // Qwen, Moonshot, Zhipu, Doubao
          "range of input length",
          "exceeded model token limit",
          "input token length too long",
          "prompt exceeds max length",
          "exceed max message tokens");

  /// Those that are words of a prompt that is too long by what they count: watsonx, Cohere, Hugging
  /// Face's server, SGLang, SiliconFlow, DeepInfra, OpenAI.
  private static final Pattern NUMBERS =
      Pattern.compile(
          "too many tokens: (total number of tokens|size limit exceeded|minimal context)"
              + "|total number of tokens in the prompt cannot exceed"
              + "|`inputs` tokens \\+ `max_new_tokens` must be"
              + "|`inputs` must have less than [0-9]+ tokens"
              + "|requested tokens \\([0-9]+\\) exceed"
              + "|request \\([0-9]+ tokens\\) exceeds"
              + "|input tokens [0-9]+ cannot exceed the total tokens limit"
              + "|input length \\([0-9]+ tokens\\) exceeds the maximum allowed length"
              + "|exceeds the maximum allowed input length of [0-9,]+ tokens"
              + "|input length [0-9]+ exceeds maximum input length [0-9]+"
              + "|prompt_tokens \\([0-9]+\\) must be less than max_seq_len"
              + "|invalid '(messages\\[[0-9]+\\]\\.content[^']*"
              + "|input(\\[[0-9]+\\]\\.(content|output)[^']*)?|instructions)': string too long");

  private ContextTooLong() {}

  /// Whether a message says so.
  public static boolean isSaidIn(String message) {
    String low = message.toLowerCase(Locale.ROOT);
    return WORDS.stream().anyMatch(low::contains) || NUMBERS.matcher(low).find();
  }
}
