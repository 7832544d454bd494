package io.signalbox.engine.dialect.openai;

/// OpenAI's Chat Completions, and what stands beside them.
public final class OpenAiApi {
  /// The dialect's id.
  static final String ID = "openai";

  /// The id of the dialect of embeddings.
  public static final String EMBEDDINGS = "openai-embeddings";

  private OpenAiApi() {}
}
