package io.signalbox.engine.dialect.openai.completions;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.dialect.ModelNames;
import io.signalbox.engine.dialect.openai.ErrorBody;
import io.signalbox.engine.dialect.openai.Failures;
import io.signalbox.engine.dialect.openai.Limits;
import io.signalbox.engine.dialect.openai.OpenAiApi;
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

/// OpenAI's Completions, and the same path of local servers and hosts of open models. Without
/// state, safe for threads.
public final class CompletionsProvider implements ProviderDialect {
  @Override
  public String id() {
    return OpenAiApi.COMPLETIONS;
  }

  @Override
  public boolean isOfConversations() {
    return false;
  }

  @Override
  public ProviderCall write(CallPlan plan) {
    return new PromptBody(plan).call();
  }

  @Override
  public ReplyReader reader(boolean stream, Set<Quirk> quirks) {
    return new TextReader(stream);
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
