package io.signalbox.engine.dialect.gemini.provider;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.spi.ContextTooLong;
import io.signalbox.engine.spi.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Errors of Gemini, `{"error":{"code","message","status","details"}}`, alone or in a list of one.
/// How long to wait is in the details, `google.rpc.RetryInfo`.
final class Failures {
  /// Where the days of Gemini's daily quotas begin, as its page on rate limits says.
  private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

  private Failures() {}

  static Failure of(int status, Map<String, String> headers, byte[] body) {
    JsonNode json = JsonTree.read(body).orElseGet(JsonTree::object);
    JsonNode error = (json.isArray() ? json.path(0) : json).path("error");
    return failure(status, error, new RetryAfter(headers));
  }

  /// An error where an answer was expected; its status is the one that it names.
  static Failure inside(JsonNode body, boolean billed) {
    JsonNode error = body.path("error");
    int code = error.path("code").asInt(500);
    int status = code >= 400 && code < 600 ? code : 500;
    return failure(status, error, new RetryAfter(Map.of())).withBilled(billed);
  }

  /// A frame or body of which nothing can be made.
  static List<ReplyEvent> unreadable() {
    return List.of(
        new ReplyEvent.Failed(
            Failure.of(FailureClass.INTERRUPTED, 0, "Gemini sent an unknown part of an answer.")));
  }

  private static Failure failure(int status, JsonNode error, RetryAfter time) {
    String said = error.isString() ? error.stringValue() : JsonTree.text(error, "message");
    String message = said.isBlank() ? "Gemini answered with status " + status + "." : said;
    String code = JsonTree.text(error, "status");
    var quotas = Quotas.of(error, said);
    FailureClass kind = kind(status, code, reasons(error), quotas, said.toLowerCase(Locale.ROOT));
    Optional<Duration> asked = quotas.delay(time).or(time::retryAfter);
    boolean daily = kind == FailureClass.OUT_OF_CREDIT && quotas.daily();
    Optional<Duration> wait = daily && asked.isEmpty() ? tomorrow(time) : asked;
    var failure = new Failure(kind, status, message, code, wait, false);
    boolean alone = code.equals("PERMISSION_DENIED") && !isAboutTheKey(reasons(error), failure);
    return alone || (daily && quotas.ofModel()) ? failure.ofModelAlone() : failure;
  }

  private static Optional<Duration> tomorrow(RetryAfter time) {
    return time.now().flatMap(now -> time.until(nextDay(now)));
  }

  private static Instant nextDay(Instant now) {
    return now.atZone(PACIFIC).toLocalDate().plusDays(1).atStartOfDay(PACIFIC).toInstant();
  }

  private static FailureClass kind(
      int status, String code, String reasons, Quotas quotas, String said) {
    if (isAboutTheKey(reasons, said)) {
      return FailureClass.UNAUTHORIZED;
    }
    if (said.contains("credits are depleted") || said.contains("spending cap")) {
      return FailureClass.OUT_OF_CREDIT;
    }
    return switch (code) {
      case "RESOURCE_EXHAUSTED" -> quotas.kind();
      case "UNAVAILABLE" -> FailureClass.OVERLOADED;
      case "DEADLINE_EXCEEDED" -> FailureClass.TIMEOUT;
      case "UNAUTHENTICATED" -> FailureClass.UNAUTHORIZED;
      case "NOT_FOUND" -> FailureClass.MODEL_NOT_FOUND;
      case "FAILED_PRECONDITION" -> unready(said);
      case "PERMISSION_DENIED" -> denied(said);
      case "" -> status == 403 ? FailureClass.SERVER_ERROR : refused(status, said);
      default -> refused(status, said);
    };
  }

  private static boolean isAboutTheKey(String reasons, Failure failure) {
    return isAboutTheKey(reasons, failure.message().toLowerCase(Locale.ROOT));
  }

  /// A denied permission says nothing of the key, unless it names the key.
  private static boolean isAboutTheKey(String reasons, String said) {
    return reasons.contains("API_KEY_")
        || said.contains("api key not valid")
        || said.contains("api key expired")
        || said.contains("api key was reported as leaked");
  }

  /// The account is not as it must be: no billing, or a country that is not served.
  private static FailureClass unready(String said) {
    if (said.contains("location")) {
      return FailureClass.UNAUTHORIZED;
    }
    return said.contains("billing") ? FailureClass.OUT_OF_CREDIT : FailureClass.BAD_REQUEST;
  }

  private static FailureClass refused(int status, String said) {
    boolean possible = status == 400 || status == 500;
    return possible && ContextTooLong.isSaidIn(said)
        ? FailureClass.CONTEXT_TOO_LONG
        : byStatus(status);
  }

  /// A file or cached content that is another's is the request's own fault; all else is lacking to
  /// the key or its project.
  private static FailureClass denied(String said) {
    boolean named = said.contains("the file") || said.contains("cachedcontent");
    return named ? FailureClass.BAD_REQUEST : FailureClass.UNAUTHORIZED;
  }

  private static FailureClass byStatus(int status) {
    return switch (status) {
      case 401 -> FailureClass.UNAUTHORIZED;
      case 402 -> FailureClass.OUT_OF_CREDIT;
      case 404, 410 -> FailureClass.MODEL_NOT_FOUND;
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
        .forEach(detail -> reasons.append(JsonTree.text(detail, "reason")).append(' '));
    return reasons.toString();
  }
}
