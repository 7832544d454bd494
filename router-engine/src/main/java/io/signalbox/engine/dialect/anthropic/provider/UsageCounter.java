package io.signalbox.engine.dialect.anthropic.provider;

import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.dialect.JsonTree;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The usage of one answer as it grows. The counts are cumulative, so a later count replaces an
/// earlier one; a count that is absent or 0 says nothing, because some servers tell the prompt's
/// tokens only at the start and others only at the end. `input_tokens` leaves out what was read
/// from or written to a cache; [Usage] does not. The provider makes a conversation shorter in a
/// step of its own, which is charged for and stands in none of these counts, but in `iterations`.
/// Source: the provider's page on compaction at a token threshold, 2026-10.
final class UsageCounter {
  private long input;
  private long output;
  private long thinking;
  private long cacheRead;
  private long cacheWrite;
  private long cacheWriteMinutes;
  private long cacheWriteHour;
  private Optional<UsageCounter> shortening = Optional.empty();

  void add(JsonNode usage) {
    input = later(input, usage.path("input_tokens"));
    output = later(output, usage.path("output_tokens"));
    thinking = later(thinking, usage.path("output_tokens_details").path("thinking_tokens"));
    cacheRead = later(cacheRead, usage.path("cache_read_input_tokens"));
    cacheWrite = later(cacheWrite, usage.path("cache_creation_input_tokens"));
    JsonNode split = usage.path("cache_creation");
    cacheWriteMinutes = later(cacheWriteMinutes, split.path("ephemeral_5m_input_tokens"));
    cacheWriteHour = later(cacheWriteHour, split.path("ephemeral_1h_input_tokens"));
    if (usage.path("iterations").isArray()) {
      shortening = shortening(usage.path("iterations"));
    }
  }

  private static Optional<UsageCounter> shortening(JsonNode iterations) {
    return iterations
        .valueStream()
        .filter(step -> JsonTree.text(step, "type").equals("compaction"))
        .map(UsageCounter::of)
        .reduce(UsageCounter::plus);
  }

  private static UsageCounter of(JsonNode usage) {
    var counter = new UsageCounter();
    counter.add(usage);
    return counter;
  }

  private UsageCounter plus(UsageCounter other) {
    other.shortening = Optional.of(this);
    return other;
  }

  Usage total() {
    return shortening.map(step -> step.total().plus(own())).orElseGet(this::own);
  }

  private Usage own() {
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
