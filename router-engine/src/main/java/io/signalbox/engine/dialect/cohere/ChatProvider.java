package io.signalbox.engine.dialect.cohere;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.dialect.ModelNames;
import io.signalbox.engine.spi.CallPlan;
import io.signalbox.engine.spi.ProviderCall;
import io.signalbox.engine.spi.ProviderDialect;
import io.signalbox.engine.spi.Quirk;
import io.signalbox.engine.spi.RateLimits;
import io.signalbox.engine.spi.ReplyReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Cohere's `/v2/chat`.
public final class ChatProvider implements ProviderDialect {
  static final String ID = "cohere";
  static final String PATH = "/v2/chat";

  /// Source: the provider's reference of the API, read 2026-11.
  private static final Set<String> MEMBERS =
      Set.of(
          "citation_options",
          "documents",
          "frequency_penalty",
          "k",
          "logprobs",
          "presence_penalty",
          "priority",
          "safety_mode",
          "strict_tools",
          "thinking");

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Optional<String> embeddings() {
    return Optional.of(EmbedProvider.ID);
  }

  @Override
  public ProviderCall write(CallPlan plan) {
    return new RequestWriter(plan).call();
  }

  @Override
  public boolean has(String member) {
    return MEMBERS.contains(member);
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
    return new ModelQuery("/v1/models?endpoint=chat&page_size=1000", Map.of());
  }

  @Override
  public Optional<List<String>> models(byte[] body) {
    return ModelNames.in(body, "");
  }
}
