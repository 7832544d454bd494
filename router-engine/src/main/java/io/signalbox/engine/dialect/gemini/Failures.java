package io.signalbox.engine.dialect.gemini;

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

/// Errors of Gemini, `{"error":{"code","message","status","details"}}`, alone or in a list of one.
/// How long to wait is in the details, `google.rpc.RetryInfo`.
final class Failures {
  private static final long LONGEST_WAIT_SECONDS = 7 * 24 * 3600;

  private Failures() {}

  static Failure of(int status, Map<String, String> headers, byte[] body) {
    JsonNode json = Json.read(body).orElseGet(Json::object);
    JsonNode error = (json.isArray() ? json.path(0) : json).path("error");
    Optional<Duration> asked = retryDelay(error);
    return failure(
        status,
        error,
        asked.isPresent() ? asked : seconds(headers.getOrDefault("retry-after", "")));
  }

  /// An error where an answer was expected; its status is the one that it names.
  static Failure inside(JsonNode body, boolean billed) {
    JsonNode error = body.path("error");
    int code = error.path("code").asInt(500);
    int status = code >= 400 && code < 600 ? code : 500;
    return failure(status, error, retryDelay(error)).withBilled(billed);
  }

  /// A frame or body of which nothing can be made.
  static List<ReplyEvent> unreadable() {
    return List.of(
        new ReplyEvent.Failed(
            Failure.of(
                FailureClass.INTERRUPTED,
                0,
                "Gemini sent something that is no part of an answer.")));
  }

  private static Failure failure(int status, JsonNode error, Optional<Duration> retryAfter) {
    String said = error.isString() ? error.stringValue() : Json.text(error, "message");
    String message = said.isBlank() ? "Gemini answered with status " + status + "." : said;
    String code = Json.text(error, "status");
    return new Failure(
        kind(status, code, reasons(error), said.toLowerCase(Locale.ROOT)),
        status,
        message,
        code,
        retryAfter,
        false);
  }

  private static FailureClass kind(int status, String code, String reasons, String said) {
    if (reasons.contains("API_KEY_")
        || said.contains("api key not valid")
        || said.contains("api key expired")) {
      return FailureClass.UNAUTHORIZED;
    }
    if (said.contains("credits are depleted") || said.contains("spending cap")) {
      return FailureClass.OUT_OF_CREDIT;
    }
    return switch (code) {
      case "RESOURCE_EXHAUSTED" -> FailureClass.RATE_LIMITED;
      case "UNAVAILABLE" -> FailureClass.OVERLOADED;
      case "DEADLINE_EXCEEDED" -> FailureClass.TIMEOUT;
      case "UNAUTHENTICATED", "PERMISSION_DENIED" -> FailureClass.UNAUTHORIZED;
      case "NOT_FOUND" -> FailureClass.MODEL_NOT_FOUND;
      case "FAILED_PRECONDITION" -> unready(said);
      default -> status == 400 ? refused(said) : byStatus(status);
    };
  }

  /// The account is not as it must be: no billing, or a country that is not served.
  private static FailureClass unready(String said) {
    if (said.contains("location")) {
      return FailureClass.UNAUTHORIZED;
    }
    return said.contains("billing") ? FailureClass.OUT_OF_CREDIT : FailureClass.BAD_REQUEST;
  }

  private static FailureClass refused(String said) {
    boolean tooLong =
        said.contains("exceeds the maximum number of tokens")
            || said.contains("maximum number of tokens allowed");
    return tooLong ? FailureClass.CONTEXT_TOO_LONG : FailureClass.BAD_REQUEST;
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
      default -> status >= 499 ? FailureClass.SERVER_ERROR : FailureClass.BAD_REQUEST;
    };
  }

  private static String reasons(JsonNode error) {
    var reasons = new StringBuilder();
    error
        .path("details")
        .forEach(detail -> reasons.append(Json.text(detail, "reason")).append(' '));
    return reasons.toString();
  }

  private static Optional<Duration> retryDelay(JsonNode error) {
    for (JsonNode detail : error.path("details")) {
      String delay = Json.text(detail, "retryDelay");
      if (delay.endsWith("s")) {
        return seconds(delay.substring(0, delay.length() - 1));
      }
    }
    return Optional.empty();
  }

  /// Seconds, also with a fraction; what is no number or more than a week says nothing.
  private static Optional<Duration> seconds(String value) {
    if (!value.strip().matches("\\d{1,9}(\\.\\d{1,9})?")) {
      return Optional.empty();
    }
    long millis = new BigDecimal(value.strip()).movePointRight(3).longValue();
    return millis > LONGEST_WAIT_SECONDS * 1000
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(millis));
  }
}
