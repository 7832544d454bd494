package io.signalbox.engine.dialect.gemini.client;

import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ContextTooLong;
import io.signalbox.engine.spi.ErrorReason;
import io.signalbox.engine.spi.ProxyError;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

/// Trouble in the words of Google's APIs: `{"error":{"code","message","status","details"}}`, where
/// the details say what it is (`ErrorInfo`), how long to wait (`RetryInfo`), which member is meant
/// (`BadRequest`) and which request it was (`RequestInfo`). Sources: `google.rpc.Code` and
/// `google/rpc/error_details.proto`.
final class ErrorWords {
  private static final String TYPE = "type.googleapis.com/google.rpc.";

  private ErrorWords() {}

  /// @param request the request's id; empty if there is none
  static JsonText body(ClientError error, String request) {
    var json = new JsonText().open('{').name("error").open('{');
    json.member("code", error.status()).member("message", message(error));
    json.member("status", status(error.status())).name("details").open('[');
    writeInfo(json, reason(error));
    error.retryAfter().ifPresent(wait -> writeWait(json, wait));
    if (!error.param().isEmpty()) {
      writeField(json, error);
    }
    if (!request.isEmpty()) {
      detail(json, "RequestInfo").member("requestId", request).close('}');
    }
    return json.close(']').close('}').close('}');
  }

  private static JsonText detail(JsonText json, String name) {
    return json.open('{').member("@type", TYPE + name);
  }

  private static void writeInfo(JsonText json, String reason) {
    if (!reason.isEmpty()) {
      detail(json, "ErrorInfo").member("reason", reason).member("domain", "signalbox").close('}');
    }
  }

  private static void writeWait(JsonText json, Duration wait) {
    String seconds =
        BigDecimal.valueOf(wait.toMillis(), 3).stripTrailingZeros().toPlainString() + "s";
    detail(json, "RetryInfo").member("retryDelay", seconds).close('}');
  }

  private static void writeField(JsonText json, ClientError error) {
    detail(json, "BadRequest").name("fieldViolations").open('[').open('{');
    json.member("field", error.param()).member("description", error.message());
    json.close('}').close(']').close('}');
  }

  /// The name of a status among Google's, whose errors are fewer than those of HTTP.
  private static String status(int http) {
    return switch (http) {
      case 401 -> "UNAUTHENTICATED";
      case 402, 412 -> "FAILED_PRECONDITION";
      case 403 -> "PERMISSION_DENIED";
      case 404 -> "NOT_FOUND";
      case 409 -> "ABORTED";
      case 429 -> "RESOURCE_EXHAUSTED";
      case 499 -> "CANCELLED";
      case 501 -> "UNIMPLEMENTED";
      case 503 -> "UNAVAILABLE";
      case 408, 504 -> "DEADLINE_EXCEEDED";
      default -> http >= 500 ? "INTERNAL" : "INVALID_ARGUMENT";
    };
  }

  /// What kind of trouble it is, as one word; empty if no word says more than the status.
  private static String reason(ClientError error) {
    String word =
        switch (error.reason()) {
          case ErrorReason.Failed failed -> failed.kind().id();
          case ErrorReason.Malformed malformed -> malformed.code();
          // The word by which Google's clients know it.
          case ProxyError proxy ->
              proxy == ProxyError.INVALID_API_KEY ? "api_key_invalid" : proxy.code();
        };
    return word.toUpperCase(Locale.ROOT);
  }

  /// Clients know by these words, and by nothing else, that they must shorten the conversation.
  private static String message(ClientError error) {
    boolean tooLong = error.isOf(FailureClass.CONTEXT_TOO_LONG);
    String text = error.text();
    return tooLong && !ContextTooLong.isSaidIn(text)
        ? "The input token count exceeds the maximum number of tokens allowed: " + text
        : text;
  }
}
