package io.signalbox.engine.dialect.anthropic.provider;

import io.signalbox.engine.chat.Usage;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The usage of one answer as it grows. The counts are cumulative, so a later count replaces an
/// earlier one; a count that is absent or 0 says nothing, because some servers tell the prompt's
/// tokens only at the start and others only at the end. `input_tokens` leaves out what was read
/// from or written to a cache; [Usage] does not.
final class UsageCounter {
  private long input;
  private long output;
  private long thinking;
  private long cacheRead;
  private long cacheWrite;
  private long cacheWriteMinutes;
  private long cacheWriteHour;

  void add(JsonNode usage) {
    input = later(input, usage.path("input_tokens"));
    output = later(output, usage.path("output_tokens"));
    thinking = later(thinking, usage.path("output_tokens_details").path("thinking_tokens"));
    cacheRead = later(cacheRead, usage.path("cache_read_input_tokens"));
    cacheWrite = later(cacheWrite, usage.path("cache_creation_input_tokens"));
    JsonNode split = usage.path("cache_creation");
    cacheWriteMinutes = later(cacheWriteMinutes, split.path("ephemeral_5m_input_tokens"));
    cacheWriteHour = later(cacheWriteHour, split.path("ephemeral_1h_input_tokens"));
  }

  Usage total() {
    long written = Math.max(cacheWrite, cacheWriteMinutes + cacheWriteHour);
    return new Usage(
        input + cacheRead + written,
        cacheRead,
        written - cacheWriteHour,
        cacheWriteHour,
        output,
        thinking,
        Optional.empty());
  }

  private static long later(long before, JsonNode count) {
    long now = count.isNumber() ? count.asLong(0) : 0;
    return now > 0 && now < Integer.MAX_VALUE ? now : before;
  }
}
