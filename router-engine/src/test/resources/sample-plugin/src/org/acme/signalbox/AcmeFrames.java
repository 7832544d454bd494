package org.acme.signalbox;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.spi.CallPlan;
import io.signalbox.engine.spi.ProviderCall;
import io.signalbox.engine.spi.ProviderDialect;
import io.signalbox.engine.spi.Quirk;
import io.signalbox.engine.spi.RateLimits;
import io.signalbox.engine.spi.ReplyReader;
import io.signalbox.engine.spi.Signing;
import io.signalbox.engine.wire.Framing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A provider's dialect with a binary stream of events and a signature over the whole request.
public final class AcmeFrames implements ProviderDialect {
  private static final Framing BINARY = new Framing(true, FrameCutter::new);

  @Override
  public String id() {
    return "acme-frames";
  }

  @Override
  public ProviderCall write(CallPlan plan) {
    String body = "{\"ask\":\"" + plan.request().lastUserText() + "\"}";
    return new ProviderCall(
        "/ask/" + plan.model(),
        Map.of("accept", "application/x-acme"),
        body.getBytes(StandardCharsets.UTF_8),
        false,
        List.of());
  }

  @Override
  public Signing signing() {
    return new AcmeSigning("north");
  }

  @Override
  public Framing framing(boolean stream, String type) {
    return BINARY;
  }

  @Override
  public ReplyReader reader(boolean stream, Set<Quirk> quirks) {
    return new FrameReplyReader();
  }

  @Override
  public Failure failure(int status, Map<String, String> headers, byte[] body) {
    return Failure.of(
        status == 429 ? FailureClass.RATE_LIMITED : FailureClass.SERVER_ERROR,
        status,
        "Acme says no");
  }

  @Override
  public RateLimits limits(Map<String, String> headers) {
    return RateLimits.NONE;
  }

  @Override
  public ModelQuery models() {
    return new ModelQuery("/catalog", Map.of());
  }

  @Override
  public Optional<List<String>> models(byte[] body) {
    return Optional.of(new String(body, StandardCharsets.UTF_8).lines().toList());
  }
}
