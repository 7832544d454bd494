package io.signalbox.engine.dialect.bedrock;

import io.signalbox.engine.chat.Usage;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The usage of one answer. `inputTokens` leaves out what was read from or written to a cache;
/// [Usage] does not.
final class UsageMembers {
  private UsageMembers() {}

  /// Empty if nothing is said.
  static Optional<Usage> of(JsonNode usage) {
    if (!usage.isObject()) {
      return Optional.empty();
    }
    long read = count(usage, "cacheReadInputTokens");
    long written = count(usage, "cacheWriteInputTokens");
    long hour = Math.min(written, hour(usage.path("cacheDetails")));
    return Optional.of(
        new Usage(
            count(usage, "inputTokens") + read + written,
            read,
            written - hour,
            hour,
            count(usage, "outputTokens"),
            0,
            Optional.empty()));
  }

  private static long hour(JsonNode details) {
    long sum = 0;
    for (JsonNode each : details) {
      if (each.path("ttl").stringValue("").equals("1h")) {
        sum += count(each, "inputTokens");
      }
    }
    return sum;
  }

  private static long count(JsonNode usage, String member) {
    JsonNode count = usage.path(member);
    long now = count.isNumber() ? count.asLong(0) : 0;
    return now > 0 && now < Integer.MAX_VALUE ? now : 0;
  }
}
