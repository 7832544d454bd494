package io.signalbox.engine.dialect.bedrock;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.spi.CallPlan;
import io.signalbox.engine.spi.ProviderCall;
import io.signalbox.engine.spi.ProviderDialect;
import io.signalbox.engine.spi.Quirk;
import io.signalbox.engine.spi.RateLimits;
import io.signalbox.engine.spi.ReplyReader;
import io.signalbox.engine.spi.Signing;
import io.signalbox.engine.wire.Framing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Amazon Bedrock's Converse and ConverseStream. A model may be named by its id, by that of an
/// inference profile (`eu.anthropic.claude-…`) or by an ARN.
public final class ConverseProvider implements ProviderDialect {
  static final String ID = "bedrock";
  static final String STREAM = "application/vnd.amazon.eventstream";

  private static final Framing FRAMES = new Framing(true, EventStreamReader::new);

  /// Source: the provider's reference of Converse, read 2026-11.
  private static final Set<String> MEMBERS =
      Set.of(
          "additionalModelRequestFields",
          "additionalModelResponseFieldPaths",
          "guardrailConfig",
          "inferenceConfig",
          "outputConfig",
          "performanceConfig",
          "promptVariables",
          "requestMetadata",
          "serviceTier");

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Optional<String> embeddings() {
    return Optional.of(InvokeModelProvider.ID);
  }

  @Override
  public Optional<String> counting() {
    return Optional.of(CountConverseProvider.ID);
  }

  @Override
  public ProviderCall write(CallPlan plan) {
    return new RequestWriter(plan).call();
  }

  @Override
  public boolean has(String member) {
    return MEMBERS.contains(member);
  }

  /// An API key of Bedrock, or the keys of an account.
  @Override
  public Signing signing() {
    return new Signing.ByForm(new AwsSigning(), Signing.BEARER);
  }

  @Override
  public Framing framing(boolean stream, String type) {
    return type.equals(STREAM) ? FRAMES : Framing.WHOLE;
  }

  @Override
  public boolean marksCaches() {
    return true;
  }

  @Override
  public ReplyReader reader(boolean stream, Set<Quirk> quirks) {
    return stream ? new StreamReplyReader() : new WholeReplyReader();
  }

  @Override
  public Failure failure(int status, Map<String, String> headers, byte[] body) {
    return Failures.of(status, headers, body);
  }

  /// The provider says nothing of its limits before they are reached.
  @Override
  public RateLimits limits(Map<String, String> headers) {
    return RateLimits.NONE;
  }

  @Override
  public ModelQuery models() {
    return new ModelQuery("/foundation-models", Map.of());
  }

  @Override
  public Optional<List<String>> models(byte[] body) {
    return JsonTree.read(body)
        .map(json -> json.path("modelSummaries"))
        .filter(JsonNode::isArray)
        .map(ConverseProvider::names);
  }

  private static List<String> names(JsonNode list) {
    var names = new ArrayList<String>();
    list.forEach(each -> names.add(JsonTree.text(each, "modelId")));
    return names.stream().filter(name -> !name.isEmpty()).toList();
  }
}
