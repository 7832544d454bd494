package io.signalbox.engine.dialect.bedrock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.dialect.kit.EventFrames;
import io.signalbox.engine.dialect.kit.Plans;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.ProviderDialect;
import io.signalbox.engine.upstream.FakeProvider;
import io.signalbox.engine.upstream.LiveUpstream;
import io.signalbox.engine.upstream.UpstreamAnswer;
import io.signalbox.engine.upstream.UpstreamCall;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Calls of a Bedrock on this machine, over HTTP.
@Timeout(120)
final class ConverseCallTest {
  private static final String ACCOUNT = "access_key_id=AKID secret_access_key=quiet-secret";
  private static final ProviderDialect SIDE = new ConverseProvider();

  private final LiveUpstream upstream =
      new LiveUpstream(Map.of(), () -> Instant.parse("2026-01-31T08:00:00Z"));

  @AfterEach
  void close() {
    upstream.close();
  }

  private UpstreamAnswer ask(FakeProvider fake, String key) {
    var request = ChatRequest.ofText("m", "Hello").withStream(true, true);
    var provider =
        new Provider(
            "bedrock",
            "Bedrock",
            fake.url(),
            "bedrock",
            Optional.empty(),
            Set.of(),
            Provider.Reach.CLOUD,
            List.of());
    return upstream.ask(
        new UpstreamCall(
            "m",
            provider,
            fake.url(),
            Optional.of(Secret.of(key)),
            SIDE,
            SIDE.write(Plans.plan(request, "eu.some.model-v1:0")),
            request,
            ModelCard.unknown("bedrock", "m"),
            UpstreamCall.Deadlines.USUAL,
            () -> {}));
  }

  private static void stream(FakeProvider.Line line, List<String> events) throws IOException {
    line.request();
    line.head(200, "content-type: " + ConverseProvider.STREAM, "connection: close");
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(EventFrames.stream(events));
    line.send(bytes.toByteArray());
    line.hangUp();
  }

  private static List<ReplyEvent> all(UpstreamAnswer answer) {
    var events = new ArrayList<ReplyEvent>();
    try (var arriving = assertInstanceOf(UpstreamAnswer.Arriving.class, answer)) {
      for (var piece = arriving.next(); piece.isPresent(); piece = arriving.next()) {
        events.addAll(piece.get().events());
      }
    }
    return events;
  }

  @Test
  void signedCallIsAnsweredInBinaryFrames() throws Exception {
    var events =
        List.of(
            "{\"messageStart\":{\"role\":\"assistant\"}}",
            "{\"contentBlockDelta\":{\"contentBlockIndex\":0,\"delta\":{\"text\":\"Good day\"}}}",
            "{\"messageStop\":{\"stopReason\":\"end_turn\"}}",
            "{\"metadata\":{\"usage\":{\"inputTokens\":9,\"outputTokens\":4}}}");
    try (var fake = new FakeProvider(line -> stream(line, events))) {
      var told = all(ask(fake, ACCOUNT));
      assertTrue(told.contains(new ReplyEvent.TextDelta("Good day")), told::toString);
      assertTrue(told.getLast() instanceof ReplyEvent.UsageReported, told::toString);
      String sent = fake.requests.take();
      assertTrue(sent.startsWith("POST /model/eu.some.model-v1%3A0/converse-stream "), sent);
      assertTrue(
          sent.contains("AWS4-HMAC-SHA256 Credential=AKID/20260131/us-east-1/bedrock/aws4_request"),
          sent);
      assertTrue(!sent.contains("quiet-secret"), sent);
    }
  }

  @Test
  void exceptionBeforeTheFirstTextIsAFailure() throws Exception {
    var events =
        List.of(
            "{\"messageStart\":{\"role\":\"assistant\"}}",
            "{\"throttlingException\":{\"message\":\"Too many requests\"}}");
    try (var fake = new FakeProvider(line -> stream(line, events))) {
      var failed = assertInstanceOf(UpstreamAnswer.Failed.class, ask(fake, "api-key"));
      assertEquals(FailureClass.RATE_LIMITED, failed.failure().kind());
      assertTrue(
          fake.requests.take().toLowerCase(java.util.Locale.ROOT).contains("bearer api-key"));
    }
  }
}
