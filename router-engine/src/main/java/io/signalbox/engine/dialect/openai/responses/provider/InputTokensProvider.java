package io.signalbox.engine.dialect.openai.responses.provider;

import io.signalbox.engine.dialect.CountingProvider;
import io.signalbox.engine.dialect.openai.responses.ResponsesClient;
import io.signalbox.engine.spi.CallPlan;
import io.signalbox.engine.spi.ProviderCall;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// OpenAI's count of the tokens of a response's input. Source: OpenAI's description of its API,
/// `TokenCountsBody`, 2026-08-21.
public final class InputTokensProvider extends CountingProvider {
  private static final List<String> TAKEN =
      List.of(
          "input",
          "instructions",
          "model",
          "parallel_tool_calls",
          "previous_response_id",
          "reasoning",
          "text",
          "tool_choice",
          "tools",
          "truncation");

  /// Needed by `ServiceLoader`.
  public InputTokensProvider() {
    super(new ResponsesProvider(), ResponsesClient.COUNTING, "input_tokens");
  }

  @Override
  protected String path(CallPlan plan, ProviderCall call) {
    return call.path() + "/input_tokens";
  }

  @Override
  protected ObjectNode counted(CallPlan plan, ObjectNode body) {
    return body.retain(TAKEN);
  }
}
