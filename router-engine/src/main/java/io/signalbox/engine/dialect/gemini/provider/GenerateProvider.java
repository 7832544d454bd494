package io.signalbox.engine.dialect.gemini.provider;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.dialect.ModelNames;
import io.signalbox.engine.dialect.gemini.GeminiApi;
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

/// Gemini's API as providers speak it. A whole answer has the form of a stream's only chunk, so one
/// reader serves both.
public final class GenerateProvider implements ProviderDialect {
  /// Source: the provider's reference of the API, read 2026-11.
  private static final Set<String> MEMBERS =
      Set.of("cachedContent", "generationConfig", "labels", "safetySettings", "toolConfig");

  @Override
  public String id() {
    return GeminiApi.ID;
  }

  @Override
  public Optional<String> embeddings() {
    return Optional.of(GeminiApi.EMBEDDINGS);
  }

  @Override
  public Optional<String> counting() {
    return Optional.of(GeminiApi.COUNTING);
  }

  @Override
  public ProviderCall write(CallPlan plan) {
    return VerbatimBody.of(plan)
        .map(body -> new ProviderCall(RequestWriter.path(plan), Map.of(), body, true, List.of()))
        .orElseGet(() -> new RequestWriter(plan).call());
  }

  @Override
  public boolean has(String member) {
    return MEMBERS.contains(member);
  }

  @Override
  public Signing signing() {
    return new Signing.Header("x-goog-api-key", "");
  }

  @Override
  public ReplyReader reader(boolean stream, Set<Quirk> quirks) {
    return new GenerateReplyReader(stream);
  }

  @Override
  public Optional<Part> wantedBack(ReplyEvent.Foreign piece) {
    boolean signature =
        piece.dialect().equals(GeminiApi.ID) && piece.kind().equals(GeminiApi.SIGNATURE);
    return signature
        ? Optional.of(new Part.Foreign(GeminiApi.ID, GeminiApi.SIGNATURE, piece.json()))
        : Optional.empty();
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
    return new ModelQuery("/models?pageSize=1000", Map.of());
  }

  @Override
  public Optional<List<String>> models(byte[] body) {
    return ModelNames.in(body, "models/");
  }
}
