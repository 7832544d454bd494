package io.signalbox.engine.spi;

/// A known difference between a provider and the dialect that it speaks.
public enum Quirk {
  /// Takes `max_tokens`, not `max_completion_tokens`.
  MAX_TOKENS,
  /// Refuses `stream_options`; usage comes at the end of a stream without asking.
  NO_STREAM_OPTIONS,
  /// Calls `seed` `random_seed`.
  RANDOM_SEED,
  /// Has no role `developer`.
  NO_DEVELOPER_ROLE,
  /// Has no `tool_choice`.
  NO_TOOL_CHOICE,
  /// Ids of tool calls must be nine letters or digits.
  SHORT_TOOL_IDS,
  /// Its `completion_tokens` leave out the reasoning tokens.
  REASONING_APART,
  /// Has no `stop`.
  NO_STOP,
  /// Knows `json_object` but no `json_schema`.
  NO_JSON_SCHEMA,
  /// Has no `parallel_tool_calls`.
  NO_PARALLEL_TOOL_CALLS,
  /// Refuses a message without `content`, or with null, where only tools are called.
  NO_NULL_CONTENT,
  /// Refuses what the user says right after the results of tools: an answer of the assistant must
  /// come between. https://github.com/BerriAI/litellm/issues/17761,
  /// https://github.com/onyx-dot-app/onyx/issues/6458
  ANSWER_AFTER_RESULTS,
  /// The beginning of an answer is a message of the assistant with `prefix: true`.
  PREFIX,
  /// The same at a path of its own, `/beta`.
  BETA_PREFIX,
  /// The beginning of an answer is a message of the assistant with `partial: true`.
  PARTIAL,
  /// Repeats in its answer what the answer was begun with. Mistral:
  /// https://github.com/vercel/ai/pull/3256, https://github.com/SillyTavern/SillyTavern/issues/2557
  ECHOES_PREFIX,
  /// Calls `dimensions` of embeddings `output_dimension`. Mistral, Voyage:
  /// https://docs.mistral.ai/api, https://docs.voyageai.com/reference/embeddings-api
  OUTPUT_DIMENSION,
  /// Embeds by `:predict` in the form of predictions. Vertex AI:
  /// https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/text-embeddings-api
  PREDICTS
}
