package io.signalbox.engine.dialect.openai;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.spi.CallPlan;
import io.signalbox.engine.spi.ProviderCall;
import io.signalbox.engine.spi.ProviderSide;
import io.signalbox.engine.spi.Quirk;
import io.signalbox.engine.spi.RateLimits;
import io.signalbox.engine.spi.ReplyReader;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How OpenAI and its many likenesses are asked and understood.
final class OpenAiProvider implements ProviderSide {
  private static final String PATH = "/chat/completions";

  @Override
  public ProviderCall write(CallPlan plan) {
    return VerbatimBody.of(plan)
        .map(body -> new ProviderCall(PATH, Map.of(), body, true, List.of()))
        .orElseGet(() -> translated(plan));
  }

  private static ProviderCall translated(CallPlan plan) {
    var body = new RequestBody(plan);
    byte[] bytes = body.write();
    return new ProviderCall(PATH, Map.of(), bytes, false, body.losses());
  }

  @Override
  public ReplyReader reader(boolean stream, Set<Quirk> quirks) {
    return new OpenAiReply(stream, quirks);
  }

  @Override
  public Failure failure(int status, Map<String, String> headers, byte[] body) {
    return FailureClassifier.answered(status, headers, ErrorBody.of(body));
  }

  @Override
  public RateLimits limits(Map<String, String> headers) {
    return RateLimitHeaders.of(headers);
  }
}
