package io.signalbox.engine.dialect.openai;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.ReplyEvent;
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

/// OpenAI's API and its many likenesses as providers.
public final class OpenAiProvider implements ProviderDialect {
  private static final String PATH = "/chat/completions";

  /// DeepSeek takes the beginning of an answer here: https://api-docs.deepseek.com/news/news0725
  private static final String BETA = "/beta";

  @Override
  public String id() {
    return OpenAiApi.ID;
  }

  @Override
  public Optional<String> embeddings() {
    return Optional.of(OpenAiApi.EMBEDDINGS);
  }

  @Override
  public ProviderCall write(CallPlan plan) {
    return VerbatimBody.of(plan)
        .map(body -> new ProviderCall(PATH, Map.of(), body, true, List.of()))
        .orElseGet(() -> translated(plan));
  }

  private static ProviderCall translated(CallPlan plan) {
    var body = new RequestWriter(plan);
    byte[] bytes = body.write();
    boolean beta = plan.prefill() && plan.quirks().contains(Quirk.BETA_PREFIX);
    return new ProviderCall(beta ? BETA + PATH : PATH, Map.of(), bytes, false, body.losses());
  }

  @Override
  public ReplyReader reader(boolean stream, Set<Quirk> quirks) {
    return new ChatReplyReader(stream, quirks);
  }

  @Override
  public Optional<Part> wantedBack(ReplyEvent.Foreign piece) {
    return piece.dialect().equals(OpenAiApi.ID) && piece.kind().equals(ReasoningDetails.MEMBER)
        ? Optional.of(ReasoningDetails.part(piece.json()))
        : Optional.empty();
  }

  @Override
  public Failure failure(int status, Map<String, String> headers, byte[] body) {
    return Failures.answered(status, headers, ErrorBody.of(body));
  }

  @Override
  public RateLimits limits(Map<String, String> headers) {
    return Limits.of(headers);
  }

  @Override
  public ModelQuery models() {
    return new ModelQuery("/models", Map.of());
  }

  @Override
  public Optional<List<String>> models(byte[] body) {
    return ModelNames.in(body, "models/");
  }
}
