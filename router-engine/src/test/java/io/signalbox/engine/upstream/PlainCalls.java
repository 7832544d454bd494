package io.signalbox.engine.upstream;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.ProviderCall;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Calls in the dialect of [PlainSide], and what comes of them as text.
final class PlainCalls {
  private static final UpstreamCall.Deadlines PATIENT =
      new UpstreamCall.Deadlines(
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          Duration.ofSeconds(10));

  private PlainCalls() {}

  static UpstreamCall to(String url, boolean stream) {
    var provider =
        new Provider(
            "fake",
            "Fake",
            url,
            "plain",
            Optional.empty(),
            Set.of(),
            Provider.Reach.LOCAL,
            List.of());
    byte[] body = "{\"ask\":1}".getBytes(StandardCharsets.UTF_8);
    return new UpstreamCall(
        "fast",
        provider,
        url,
        Optional.<Secret>empty(),
        new PlainSide(),
        new ProviderCall("/v1/chat", Map.of(), body, true, List.of()),
        ChatRequest.ofText("m", "Hello").withStream(stream, false),
        ModelCard.unknown("fake", "m"),
        PATIENT,
        () -> {});
  }

  /// All texts of an answer, with the class and message of what failed.
  static String said(UpstreamAnswer answer) {
    if (answer instanceof UpstreamAnswer.Failed failed) {
      return failed.failure().kind() + ": " + failed.failure().message();
    }
    var said = new StringBuilder();
    try (var arriving = (UpstreamAnswer.Arriving) answer) {
      for (var piece = arriving.next(); piece.isPresent(); piece = arriving.next()) {
        piece.get().events().forEach(event -> said.append(word(event)));
      }
    }
    return said.toString();
  }

  private static String word(ReplyEvent event) {
    return switch (event) {
      case ReplyEvent.TextDelta text -> text.text();
      case ReplyEvent.Failed failed -> failed.failure().kind() + ": " + failed.failure().message();
      default -> "";
    };
  }

  /// A whole answer over HTTP/1.1.
  static String answer(String text, String... headers) {
    var head = new StringBuilder("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return head + "content-length: " + text.length() + "\r\n\r\n" + text;
  }
}
