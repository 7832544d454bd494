package io.signalbox.engine.dialect.openai.responses.provider;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.dialect.ModelNames;
import io.signalbox.engine.dialect.openai.ErrorBody;
import io.signalbox.engine.dialect.openai.Failures;
import io.signalbox.engine.dialect.openai.Limits;
import io.signalbox.engine.dialect.openai.responses.ResponsesClient;
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

/// OpenAI's Responses API as providers speak it. Without state, safe for threads.
public final class ResponsesProvider implements ProviderDialect {
  private static final String PATH = "/responses";

  @Override
  public String id() {
    return ResponsesClient.ID;
  }

  @Override
  public Optional<String> counting() {
    return Optional.of(ResponsesClient.COUNTING);
  }

  @Override
  public ProviderCall write(CallPlan plan) {
    return VerbatimBody.of(plan)
        .map(body -> new ProviderCall(PATH, Map.of(), body.bytes(), true, body.losses()))
        .orElseGet(() -> translated(plan));
  }

  private static ProviderCall translated(CallPlan plan) {
    var writer = new RequestWriter(plan);
    byte[] bytes = writer.write();
    return new ProviderCall(PATH, Map.of(), bytes, false, writer.losses());
  }

  @Override
  public boolean has(String member) {
    return GraphMembers.isKnown(member);
  }

  @Override
  public ReplyReader reader(boolean stream, Set<Quirk> quirks) {
    return stream ? new StreamReplyReader() : new WholeReplyReader();
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
