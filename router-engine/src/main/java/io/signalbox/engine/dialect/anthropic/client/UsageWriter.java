package io.signalbox.engine.dialect.anthropic.client;

import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.json.JsonText;

/// Usage in the words of the Messages API, whose `input_tokens` leave out what was read from or
/// written to a cache.
final class UsageWriter {
  /// What stands where nothing is known yet, or ever: clients cannot do without the member.
  static final Usage UNKNOWN = Usage.of(0, 0);

  private UsageWriter() {}

  /// The value of `usage`.
  static void write(JsonText json, Usage usage) {
    long written = usage.cacheWriteTokens() + usage.cacheWriteHourTokens();
    long fresh = usage.promptTokens() - usage.cachedTokens() - written;
    json.name("usage").open('{');
    json.member("input_tokens", Math.max(0, fresh));
    json.member("cache_creation_input_tokens", written);
    json.member("cache_read_input_tokens", usage.cachedTokens());
    if (usage.cacheWriteHourTokens() > 0) {
      json.name("cache_creation").open('{');
      json.member("ephemeral_5m_input_tokens", usage.cacheWriteTokens());
      json.member("ephemeral_1h_input_tokens", usage.cacheWriteHourTokens()).close('}');
    }
    json.member("output_tokens", usage.completionTokens());
    if (usage.reasoningTokens() > 0) {
      json.name("output_tokens_details").open('{');
      json.member("thinking_tokens", usage.reasoningTokens()).close('}');
    }
    json.close('}');
  }
}
