package io.signalbox.engine.dialect.gemini;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.spi.CallPlan;
import io.signalbox.engine.spi.ProviderCall;
import io.signalbox.engine.spi.ProviderSide;
import io.signalbox.engine.spi.Quirk;
import io.signalbox.engine.spi.RateLimits;
import io.signalbox.engine.spi.ReplyReader;
import java.util.Map;
import java.util.Set;

/// Gemini asked and understood. No client speaks this dialect yet, so a plan never has a body to
/// pass on as it is, and every call is written anew. A whole answer has the form of a stream's only
/// chunk, so one reader serves both.
final class GenerateSide implements ProviderSide {

  @Override
  public ProviderCall write(CallPlan plan) {
    return new GenerateBody(plan).call();
  }

  @Override
  public ReplyReader reader(boolean stream, Set<Quirk> quirks) {
    return new GenerateReply(stream);
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
}
