package io.signalbox.engine.dialect.openai;

/// OpenAI's Chat Completions.
final class OpenAiApi {
  /// The dialect's id.
  static final String ID = "openai";

  private OpenAiApi() {}
}
