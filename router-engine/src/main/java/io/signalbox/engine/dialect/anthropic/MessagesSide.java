package io.signalbox.engine.dialect.anthropic;

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

/// The Messages API asked and understood.
final class MessagesSide implements ProviderSide {
  static final String PATH = "/v1/messages";

  @Override
  public ProviderCall write(CallPlan plan) {
    return VerbatimBody.of(plan)
        .map(body -> new ProviderCall(PATH, Versions.of(plan), body, true, List.of()))
        .orElseGet(() -> new MessagesBody(plan).call());
  }

  @Override
  public ReplyReader reader(boolean stream, Set<Quirk> quirks) {
    return stream ? new StreamReply() : new WholeReply();
  }

  @Override
  public Failure failure(int status, Map<String, String> headers, byte[] body) {
    return Failures.of(status, headers, body);
  }

  @Override
  public RateLimits limits(Map<String, String> headers) {
    return Limits.of(headers);
  }
}
