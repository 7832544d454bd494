package io.signalbox.engine.upstream;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.dialect.Dialects;
import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.ProviderCall;
import io.signalbox.engine.spi.Signing;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Providers that repeat the key that they were called with, of no known form, anywhere in their
/// errors and however they write it: no eight characters of it come back.
@Timeout(120)
final class RepeatedKeyTest {
  private static final String KEY = "Blue/Heron+meadow\"Lantern=quiet.River&stone";
  private static final int PIECE = 8;

  private final LiveUpstream upstream = new LiveUpstream(Map.of());
  private volatile String body = "";
  private volatile int status;

  @AfterEach
  void close() {
    upstream.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "anthropic", "gemini"})
  void keyIsInNoErrorWhereverMessagesAreCut(String dialect) throws Exception {
    try (var provider = new FakeProvider(this::answer)) {
      for (String written : writings()) {
        for (int before = 440; before < 510; before += 3) {
          check(provider, dialect, 401, "x ".repeat(before / 2) + "y".repeat(before % 2) + written);
        }
        for (int before : new int[] {0, 1_985, 1_995, 3_980, 3_990, 65_400, 65_480}) {
          check(provider, dialect, 400, "x ".repeat(before / 2) + written + " and more");
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "anthropic", "gemini"})
  void beginningsThatTheProviderCutItselfAreNotShown(String dialect) throws Exception {
    try (var provider = new FakeProvider(this::answer)) {
      for (int length = PIECE; length < KEY.length(); length++) {
        check(provider, dialect, 401, "bad key " + KEY.substring(0, length));
        check(provider, dialect, 401, "bad key " + KEY.substring(0, length) + "... given");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "anthropic", "gemini"})
  void keyIsInNoErrorInsideAStream(String dialect) throws Exception {
    try (var provider = new FakeProvider(this::answer)) {
      for (String written : writings()) {
        check(provider, dialect, 200, "x ".repeat(240) + written);
      }
    }
  }

  private void check(FakeProvider provider, String dialect, int code, String said) {
    status = code;
    body = error(said);
    Failure failure = failure(upstream.ask(call(provider.url(), dialect)));
    String seen = (failure.message() + "\n" + failure.code()).toLowerCase(java.util.Locale.ROOT);
    for (String writing : writings()) {
      String low = writing.toLowerCase(java.util.Locale.ROOT);
      // Two characters at either end of base64 depend on what stands beside the key.
      for (int at = 4; at + PIECE + 4 <= low.length(); at++) {
        String piece = low.substring(at, at + PIECE);
        assertFalse(seen.contains(piece), () -> piece + " in " + failure);
      }
    }
    assertTrue(failure.message().length() <= 500, failure.message());
  }

  private void answer(FakeProvider.Line line) throws Exception {
    while (true) {
      line.request();
      if (status == 200) {
        line.beginStream();
        line.chunk("event: error\ndata: " + body + "\n\n");
        line.endStream();
      } else {
        line.whole(status, "application/json", body);
      }
    }
  }

  private static String error(String said) {
    String text = new JsonText().string(said).toString();
    String last = new JsonText().string(said.substring(Math.max(0, said.length() - 90))).toString();
    return "{\"type\":\"error\",\"error\":{\"message\":%s,\"type\":%s,\"code\":%s,\"status\":%s}}"
        .formatted(text, last, last, last);
  }

  private static Failure failure(UpstreamAnswer answer) {
    if (answer instanceof UpstreamAnswer.Failed failed) {
      return failed.failure();
    }
    try (var arriving = (UpstreamAnswer.Arriving) answer) {
      return arriving.next().orElseThrow().events().stream()
          .filter(ReplyEvent.Failed.class::isInstance)
          .map(event -> ((ReplyEvent.Failed) event).failure())
          .findFirst()
          .orElseThrow();
    }
  }

  private static List<String> writings() {
    String quoted = new JsonText().string(KEY).toString();
    String escaped = quoted.substring(1, quoted.length() - 1);
    String user =
        Base64.getEncoder().encodeToString(("user:" + KEY).getBytes(StandardCharsets.UTF_8));
    return List.of(
        KEY,
        KEY.toLowerCase(java.util.Locale.ROOT),
        "Bearer " + KEY,
        escaped,
        escaped.replace("/", "\\/"),
        escaped.replace("\\", "\\\\"),
        URLEncoder.encode(KEY, StandardCharsets.UTF_8),
        Base64.getEncoder().encodeToString(KEY.getBytes(StandardCharsets.UTF_8)),
        user.substring(8));
  }

  private static UpstreamCall call(String url, String dialect) {
    var provider =
        new Provider(
            "fake",
            "Fake",
            url,
            dialect,
            Optional.of(Signing.BEARER),
            Optional.empty(),
            Set.of(),
            Provider.Reach.CLOUD,
            Optional.empty(),
            List.of());
    return new UpstreamCall(
        "fast",
        provider,
        url,
        Optional.of(Secret.of(KEY)),
        Dialects.provider(dialect),
        new ProviderCall("/v1/chat", Map.of(), new byte[] {'{', '}'}, true, List.of()),
        ChatRequest.ofText("m", "Hello").withStream(true, false),
        ModelCard.unknown("fake", "m"),
        UpstreamCall.Deadlines.USUAL,
        () -> {});
  }
}
