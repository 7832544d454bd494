package io.signalbox.engine.conform;

import tools.jackson.databind.JsonNode;

/// Whether the second one of two equal prompts is read from a cache. Providers begin at 1,024
/// tokens: https://platform.openai.com/docs/guides/prompt-caching
final class CacheProbe {
  private static final String FILLER = "The train waits at the signal until the track is free. ";
  private static final int TIMES = 100; // 12 tokens each
  static final String END = " Say hello.";

  private final ChatTarget chat;
  private final Notebook notes;

  CacheProbe(ChatTarget chat) {
    this.chat = chat;
    this.notes = chat.notes();
  }

  /// @param context the most tokens that the model takes; large if that is not known
  void run(long context) {
    String question = "an equal prompt of some 1,200 tokens, twice";
    if (context < 1_600) {
      notes.untested("cache.hits", question, "the model takes only " + context + " tokens");
      return;
    }
    ask();
    EndpointReply second = ask();
    JsonNode usage = second.json().orElse(ParameterProbe.nothing()).path("usage");
    JsonNode cached = usage.path("prompt_tokens_details").path("cached_tokens");
    if (!second.isGood()) {
      notes.unclear("cache.hits", question, second.brief(), "no answer came");
    } else if (cached.asInt(0) > 0) {
      notes.yes(
          "cache.hits",
          question,
          cached.asInt() + " of " + usage.path("prompt_tokens").asInt(0) + " tokens cached",
          "`stay` keeps conversations at a warm cache.");
    } else if (cached.isInt()) {
      notes.no("cache.hits", question, "0 cached", "it tells of cached tokens, and had none", "");
    } else {
      notes.no(
          "cache.hits",
          question,
          "nothing about it",
          "it does not tell of cached tokens",
          "Costs count every token in full.");
    }
  }

  private EndpointReply ask() {
    return chat.send(chat.body(FILLER.repeat(TIMES) + END, ChatTarget.FEW));
  }
}
