package io.signalbox.engine.dialect.anthropic;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.ReplyEvent;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Errors of the Messages API, `{"type":"error","error":{"type","message"}}`, as failures.
final class Failures {
  private static final long LONGEST_WAIT_SECONDS = 7 * 24 * 3600;

  /// The statuses that the error types stand for, for errors inside a stream.
  private static final Map<String, Integer> STATUS =
      Map.of(
          "invalid_request_error", 400,
          "authentication_error", 401,
          "billing_error", 402,
          "permission_error", 403,
          "not_found_error", 404,
          "request_too_large", 413,
          "rate_limit_error", 429,
          "api_error", 500,
          "timeout_error", 504,
          "overloaded_error", 529);

  private Failures() {}

  static Failure of(int status, Map<String, String> headers, byte[] body) {
    JsonNode error = Json.read(body).orElseGet(Json::object).path("error");
    return failure(status, error, retryAfter(headers));
  }

  /// An error where an answer was expected; its status is the one that its type stands for.
  static Failure inside(JsonNode body, boolean billed) {
    JsonNode error = body.path("error");
    int status = STATUS.getOrDefault(Json.text(error, "type"), 500);
    return failure(status, error, Optional.empty()).withBilled(billed);
  }

  /// A frame or body of which nothing can be made.
  static List<ReplyEvent> unreadable() {
    return List.of(
        new ReplyEvent.Failed(
            Failure.of(
                FailureClass.INTERRUPTED, 0, "Anthropic sent something that is no event of its.")));
  }

  private static Failure failure(int status, JsonNode error, Optional<Duration> retryAfter) {
    String type = Json.text(error, "type");
    String detail = Json.text(error.path("details"), "error_code");
    String said = error.isString() ? error.stringValue() : Json.text(error, "message");
    String message = said.isBlank() ? "Anthropic answered with status " + status + "." : said;
    String code = detail.isEmpty() ? type : detail;
    return new Failure(
        kind(status, code, said.toLowerCase(Locale.ROOT)),
        status,
        message,
        code,
        retryAfter,
        false);
  }

  private static FailureClass kind(int status, String code, String said) {
    return switch (code) {
      case "enforced_spend_limit_reached", "billing_error" -> FailureClass.OUT_OF_CREDIT;
      case "overloaded_error" -> FailureClass.OVERLOADED;
      case "rate_limit_error" -> FailureClass.RATE_LIMITED;
      case "authentication_error", "permission_error" -> FailureClass.UNAUTHORIZED;
      case "timeout_error" -> FailureClass.TIMEOUT;
      default -> status == 400 ? refused(said) : byStatus(status);
    };
  }

  private static FailureClass refused(String said) {
    if (said.contains("prompt is too long") || said.contains("exceed context limit")) {
      return FailureClass.CONTEXT_TOO_LONG;
    }
    if (said.contains("credit balance is too low")) {
      return FailureClass.OUT_OF_CREDIT;
    }
    return said.contains("content filtering policy")
        ? FailureClass.CONTENT_FILTERED
        : FailureClass.BAD_REQUEST;
  }

  private static FailureClass byStatus(int status) {
    return switch (status) {
      case 401, 403 -> FailureClass.UNAUTHORIZED;
      case 402 -> FailureClass.OUT_OF_CREDIT;
      case 404 -> FailureClass.MODEL_NOT_FOUND;
      case 408, 504 -> FailureClass.TIMEOUT;
      case 413 -> FailureClass.CONTEXT_TOO_LONG;
      case 429 -> FailureClass.RATE_LIMITED;
      case 503, 529 -> FailureClass.OVERLOADED;
      default ->
          status >= 500 || status == 409 ? FailureClass.SERVER_ERROR : FailureClass.BAD_REQUEST;
    };
  }

  /// Seconds, also with a fraction; what is no number or more than a week says nothing.
  private static Optional<Duration> retryAfter(Map<String, String> headers) {
    String value = headers.getOrDefault("retry-after", "").strip();
    if (!value.matches("\\d{1,9}(\\.\\d{1,6})?")) {
      return Optional.empty();
    }
    long millis = new BigDecimal(value).movePointRight(3).longValue();
    return millis > LONGEST_WAIT_SECONDS * 1000
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(millis));
  }
}
