package io.signalbox.engine.dialect.cohere;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.spi.ContextTooLong;
import io.signalbox.engine.spi.RetryAfter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Errors of Cohere, `{"message":"…"}`: what they mean is told by the status and the words. Source:
/// the page on errors in the provider's reference (docs.cohere.com/reference/errors), read 2026-11.
final class Failures {
  private Failures() {}

  static Failure of(int status, Map<String, String> headers, byte[] body) {
    JsonNode json = JsonTree.read(body).orElseGet(JsonTree::object);
    String said = JsonTree.text(json, "message");
    String message = said.isBlank() ? "Cohere answered with status " + status + "." : said;
    return new Failure(
        kind(status, said.toLowerCase(Locale.ROOT)),
        status,
        message,
        "",
        new RetryAfter(headers).retryAfter(),
        false);
  }

  /// A frame or body of which nothing can be made.
  static List<ReplyEvent> unreadable() {
    return List.of(
        new ReplyEvent.Failed(
            Failure.of(FailureClass.INTERRUPTED, 0, "Cohere sent an unknown part of an answer.")));
  }

  /// The provider gave up while it answered.
  static Failure ended(String reason) {
    FailureClass kind = reason.equals("TIMEOUT") ? FailureClass.TIMEOUT : FailureClass.SERVER_ERROR;
    return Failure.of(
            kind, 0, "Cohere interrupted its answer with the finish reason \"" + reason + "\".")
        .withBilled(true);
  }

  private static FailureClass kind(int status, String said) {
    return switch (status) {
      case 400, 422 -> refused(said);
      case 401, 403, 498 -> FailureClass.UNAUTHORIZED;
      case 402 -> FailureClass.OUT_OF_CREDIT;
      case 404 -> FailureClass.MODEL_NOT_FOUND;
      case 408, 504 -> FailureClass.TIMEOUT;
      case 413 -> FailureClass.CONTEXT_TOO_LONG;
      // A trial key has a number of calls a month.
      case 429 -> said.contains("month") ? FailureClass.OUT_OF_CREDIT : FailureClass.RATE_LIMITED;
      case 503 -> FailureClass.OVERLOADED;
      default -> status >= 500 ? FailureClass.SERVER_ERROR : FailureClass.BAD_REQUEST;
    };
  }

  private static FailureClass refused(String said) {
    if (ContextTooLong.isSaidIn(said)) {
      return FailureClass.CONTEXT_TOO_LONG;
    }
    return said.contains("blocked") || said.contains("safety")
        ? FailureClass.CONTENT_FILTERED
        : FailureClass.BAD_REQUEST;
  }
}
