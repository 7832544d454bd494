package io.signalbox.engine.dialect.gemini.client;

import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.json.JsonText;

/// Usage in the words of this API, whose `candidatesTokenCount` leaves out the thinking.
final class UsageWriter {
  private UsageWriter() {}

  /// The member `usageMetadata`.
  static void write(JsonText json, Usage usage) {
    json.name("usageMetadata").open('{').member("promptTokenCount", usage.promptTokens());
    long said = Math.max(0, usage.completionTokens() - usage.reasoningTokens());
    json.member("candidatesTokenCount", said).member("totalTokenCount", usage.totalTokens());
    if (usage.cachedTokens() > 0) {
      json.member("cachedContentTokenCount", usage.cachedTokens());
    }
    if (usage.reasoningTokens() > 0) {
      json.member("thoughtsTokenCount", usage.reasoningTokens());
    }
    json.close('}');
  }
}
