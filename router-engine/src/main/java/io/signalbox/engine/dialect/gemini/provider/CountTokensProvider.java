package io.signalbox.engine.dialect.gemini.provider;

import io.signalbox.engine.dialect.CountingProvider;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.gemini.GeminiApi;
import io.signalbox.engine.spi.CallPlan;
import io.signalbox.engine.spi.ProviderCall;
import io.signalbox.engine.spi.Quirk;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Gemini's count of the tokens of a request. Its own API takes the whole request with tools and
/// system prompt as `generateContentRequest`, Vertex AI their members. Source: the references of
/// both, read 2026-11.
public final class CountTokensProvider extends CountingProvider {
  private static final List<String> OF_VERTEX =
      List.of("contents", "generationConfig", "systemInstruction", "tools");

  /// Needed by `ServiceLoader`.
  public CountTokensProvider() {
    super(new GenerateProvider(), GeminiApi.COUNTING, "totalTokens");
  }

  @Override
  protected String path(CallPlan plan, ProviderCall call) {
    return RequestWriter.model(plan) + ":countTokens";
  }

  @Override
  protected ObjectNode counted(CallPlan plan, ObjectNode body) {
    if (plan.quirks().contains(Quirk.PREDICTS)) {
      return body.retain(OF_VERTEX);
    }
    ObjectNode whole = JsonTree.object().put("model", RequestWriter.model(plan).substring(1));
    whole.setAll(body);
    ObjectNode count = JsonTree.object();
    count.set("generateContentRequest", whole);
    return count;
  }
}
