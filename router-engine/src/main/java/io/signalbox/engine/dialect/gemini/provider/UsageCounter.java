package io.signalbox.engine.dialect.gemini.provider;

import io.signalbox.engine.chat.Usage;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The usage of one answer as it grows; a later count replaces an earlier one, a count that is
/// absent or 0 says nothing. `candidatesTokenCount` leaves out the thinking and `promptTokenCount`
/// what the provider's own tools read; [Usage] does neither.
final class UsageCounter {
  private long prompt;
  private long tools;
  private long cached;
  private long candidates;
  private long thoughts;

  /// Whether it said anything.
  boolean add(JsonNode usage) {
    prompt = later(prompt, usage.path("promptTokenCount"));
    tools = later(tools, usage.path("toolUsePromptTokenCount"));
    cached = later(cached, usage.path("cachedContentTokenCount"));
    candidates = later(candidates, usage.path("candidatesTokenCount"));
    thoughts = later(thoughts, usage.path("thoughtsTokenCount"));
    return usage.has("promptTokenCount") || usage.has("candidatesTokenCount");
  }

  Usage total() {
    return new Usage(
        prompt + tools, cached, 0, 0, candidates + thoughts, thoughts, Optional.empty());
  }

  private static long later(long before, JsonNode count) {
    long now = count.isNumber() ? count.asLong(0) : 0;
    return now > 0 && now < Integer.MAX_VALUE ? now : before;
  }
}
