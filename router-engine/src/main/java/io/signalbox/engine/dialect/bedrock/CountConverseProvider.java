package io.signalbox.engine.dialect.bedrock;

import io.signalbox.engine.dialect.CountingProvider;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.spi.CallPlan;
import io.signalbox.engine.spi.ProviderCall;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Amazon Bedrock's count of the tokens of a conversation. Not every model has one. Source: the
/// provider's reference of CountTokens, read 2026-11.
public final class CountConverseProvider extends CountingProvider {
  static final String ID = "bedrock-count";
  private static final List<String> TAKEN =
      List.of("additionalModelRequestFields", "messages", "system", "toolConfig");

  /// Needed by `ServiceLoader`.
  public CountConverseProvider() {
    super(new ConverseProvider(), ID, "inputTokens");
  }

  @Override
  protected String path(CallPlan plan, ProviderCall call) {
    return RequestWriter.model(plan) + "/count-tokens";
  }

  @Override
  protected ObjectNode counted(CallPlan plan, ObjectNode body) {
    ObjectNode count = JsonTree.object();
    count.putObject("input").set("converse", body.retain(TAKEN));
    return count;
  }
}
