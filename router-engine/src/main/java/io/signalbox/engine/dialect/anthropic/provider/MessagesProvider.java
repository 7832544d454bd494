package io.signalbox.engine.dialect.anthropic.provider;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.dialect.ModelNames;
import io.signalbox.engine.dialect.anthropic.AnthropicApi;
import io.signalbox.engine.spi.CallPlan;
import io.signalbox.engine.spi.ProviderCall;
import io.signalbox.engine.spi.ProviderDialect;
import io.signalbox.engine.spi.Quirk;
import io.signalbox.engine.spi.RateLimits;
import io.signalbox.engine.spi.ReplyReader;
import io.signalbox.engine.spi.Signing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The Messages API as providers speak it.
public final class MessagesProvider implements ProviderDialect {
  static final String PATH = "/v1/messages";

  /// What the API has beside what each request has a place for. Source: the provider's reference of
  /// the API, read 2026-11.
  static final Set<String> MEMBERS =
      Set.of(
          "cache_control",
          "container",
          "context_management",
          "inference_geo",
          "mcp_servers",
          "output_config",
          "service_tier",
          "speed",
          "thinking",
          "top_k");

  @Override
  public String id() {
    return AnthropicApi.ID;
  }

  @Override
  public Optional<String> counting() {
    return Optional.of(AnthropicApi.COUNTING);
  }

  @Override
  public ProviderCall write(CallPlan plan) {
    return VerbatimBody.of(plan)
        .map(body -> new ProviderCall(PATH, Versions.of(plan), body, true, List.of()))
        .orElseGet(() -> new RequestWriter(plan).call());
  }

  @Override
  public boolean has(String member) {
    return MEMBERS.contains(member);
  }

  @Override
  public Signing signing() {
    return new Signing.Header("x-api-key", "");
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

  @Override
  public RateLimits limits(Map<String, String> headers) {
    return Limits.of(headers);
  }

  @Override
  public ModelQuery models() {
    return new ModelQuery(
        "/v1/models?limit=1000", Map.of(AnthropicApi.VERSION, AnthropicApi.SPOKEN));
  }

  @Override
  public Optional<List<String>> models(byte[] body) {
    return ModelNames.in(body, "");
  }
}
