package io.signalbox.engine.dialect.anthropic.provider;

import io.signalbox.engine.dialect.CountingProvider;
import io.signalbox.engine.dialect.anthropic.AnthropicApi;
import io.signalbox.engine.spi.CallPlan;
import io.signalbox.engine.spi.ProviderCall;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Anthropic's count of the tokens of a message. Source: its SDKs' `MessageCountTokensParams`, read
/// 2026-08.
public final class CountMessagesProvider extends CountingProvider {
  private static final List<String> TAKEN =
      List.of(
          "cache_control",
          "messages",
          "model",
          "output_config",
          "system",
          "thinking",
          "tool_choice",
          "tools");

  /// Needed by `ServiceLoader`.
  public CountMessagesProvider() {
    super(new MessagesProvider(), AnthropicApi.COUNTING, "input_tokens");
  }

  @Override
  protected String path(CallPlan plan, ProviderCall call) {
    return MessagesProvider.PATH + "/count_tokens";
  }

  @Override
  protected ObjectNode counted(CallPlan plan, ObjectNode body) {
    return body.retain(TAKEN);
  }
}
