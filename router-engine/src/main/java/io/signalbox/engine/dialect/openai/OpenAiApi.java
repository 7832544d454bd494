package io.signalbox.engine.dialect.openai;

import java.util.Set;

/// OpenAI's Chat Completions, and what stands beside them.
public final class OpenAiApi {
  /// The dialect's id.
  static final String ID = "openai";

  /// The id of the dialect of completions, the form before chats.
  public static final String COMPLETIONS = "openai-completions";

  /// Members that mean the same in chats and completions.
  static final Set<String> SHARED =
      Set.of("frequency_penalty", "logit_bias", "n", "presence_penalty");

  /// The id of the dialect of embeddings.
  public static final String EMBEDDINGS = "openai-embeddings";

  private OpenAiApi() {}
}
