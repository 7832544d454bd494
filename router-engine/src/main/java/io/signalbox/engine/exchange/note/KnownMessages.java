package io.signalbox.engine.exchange.note;

import java.util.List;
import java.util.regex.Pattern;

/// Messages of providers whose whole text is known, so that nothing of a prompt can be in them: a
/// message may be recorded if it is one of these from its first character to its last. What varies
/// is a number `{n}` of at most nine digits, a span of time `{t}` or a day and time `{d}`.
///
/// Sources: Anthropic's texts from its error reference and from answers quoted in
/// anthropics/claude-code#38035 and stackblitz-labs/bolt.diy#401; OpenAI's from its guide to error
/// codes and the answers in langchain-ai/langchain and openai/openai-python issues; Gemini's from
/// google-gemini/gemini-cli#8414 and #14811; Groq's and Cerebras' from their error references;
/// llama.cpp's from ggml-org/llama.cpp#15780 and #17284 (`server-context`); Ollama's from its
/// runner; xAI's, Mistral's and vLLM's from the answers that their users report.
final class KnownMessages {
  private static final int LONGEST = 300;

  private static final List<Pattern> KNOWN =
      List.of(
              // Anthropic
              "Overloaded",
              "Internal server error",
              "invalid x-api-key",
              "prompt is too long: {n} tokens > {n} maximum",
              "input length and `max_tokens` exceed context limit: {n} + {n} > {n}, decrease input"
                  + " length or `max_tokens` and try again",
              "You have reached your specified API usage limits. You will regain access on {d}"
                  + " UTC.",
              "Your credit balance is too low to access the Anthropic API. Please go to Plans &"
                  + " Billing to upgrade or purchase credits.",
              "Output blocked by content filtering policy",
              // OpenAI
              "This model's maximum context length is {n} tokens. However, your messages resulted"
                  + " in {n} tokens. Please reduce the length of the messages.",
              "Your input exceeds the context window of this model. Please adjust your input and"
                  + " try again.",
              "You exceeded your current quota, please check your plan and billing details. For"
                  + " more information on this error, read the docs:"
                  + " https://platform.openai.com/docs/guides/error-codes/api-errors.",
              "The server had an error while processing your request. Sorry about that!",
              // Gemini
              "The model is overloaded. Please try again later.",
              "The input token count ({n}) exceeds the maximum number of tokens allowed ({n}).",
              "API key not valid. Please pass a valid API key.",
              "Resource has been exhausted (e.g. check quota).",
              "You exceeded your current quota, please check your plan and billing details. For"
                  + " more information on this error, head to:"
                  + " https://ai.google.dev/gemini-api/docs/rate-limits.",
              // Groq, Cerebras
              "Please reduce the length of the messages or completion.",
              "Please reduce the length of the messages or completion. Current length is {n} while"
                  + " limit is {n}",
              // llama.cpp, Ollama
              "the request exceeds the available context size. try increasing the context size or"
                  + " enable context shift",
              "the request exceeds the available context size, try increasing it",
              "the request exceeds the available context size ({n} tokens), try increasing it",
              "request ({n} tokens) exceeds the available context size ({n} tokens), try"
                  + " increasing it",
              "Context size has been exceeded.",
              "the input length exceeds the context length",
              "Loading model",
              // xAI, Mistral, vLLM
              "This model's maximum prompt length is {n} but the request contains {n} tokens.",
              "Prompt contains {n} tokens and {n} draft tokens, too large for model with {n}"
                  + " maximum context length",
              "Requests rate limit exceeded",
              "Service tier capacity exceeded for this model.",
              "Rate limit reached. Please try again in {t}.")
          .stream()
          .map(KnownMessages::pattern)
          .toList();

  private KnownMessages() {}

  static boolean contains(String message) {
    return message.length() <= LONGEST
        && KNOWN.stream().anyMatch(known -> known.matcher(message).matches());
  }

  private static Pattern pattern(String template) {
    return Pattern.compile(
        Pattern.quote(template)
            .replace("{n}", "\\E[0-9]{1,9}\\Q")
            .replace("{t}", "\\E(?:[0-9]{1,4}(?:\\.[0-9]{1,9})?(?:ms|h|m|s)){1,4}\\Q")
            .replace("{d}", "\\E[0-9]{4}-[0-9]{2}-[0-9]{2} at [0-9]{2}:[0-9]{2}\\Q"));
  }
}
