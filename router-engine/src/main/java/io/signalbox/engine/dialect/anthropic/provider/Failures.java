package io.signalbox.engine.dialect.anthropic.provider;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.spi.ContextTooLong;
import io.signalbox.engine.spi.RetryAfter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Errors of the Messages API, `{"type":"error","error":{"type","message"}}`, as failures.
final class Failures {
  /// Headers of subscriptions, which have one limit for all that is asked; its reset is a number of
  /// seconds since 1970.
  private static final String PLAN = "anthropic-ratelimit-unified-";

  private static final Pattern REGAIN =
      Pattern.compile("regain access on (\\d{4}-\\d{2}-\\d{2}) at (\\d{2}:\\d{2}) UTC");

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
    JsonNode error = JsonTree.read(body).orElseGet(JsonTree::object).path("error");
    var failure = failure(status, error, new RetryAfter(headers));
    return failure.retryAfter().isPresent() || !isPlanRefused(headers)
        ? failure
        : failure.withRetryAfter(
            new RetryAfter(headers).until(headers.getOrDefault(PLAN + "reset", "")));
  }

  private static boolean isPlanRefused(Map<String, String> headers) {
    return headers.getOrDefault(PLAN + "status", "").equals("rejected");
  }

  /// An error where an answer was expected; its status is the one that its type stands for.
  static Failure inside(JsonNode body, boolean billed) {
    JsonNode error = body.path("error");
    int status = STATUS.getOrDefault(JsonTree.text(error, "type"), 500);
    return failure(status, error, new RetryAfter(Map.of())).withBilled(billed);
  }

  /// A frame or body of which nothing can be made.
  static List<ReplyEvent> unreadable() {
    return List.of(
        new ReplyEvent.Failed(
            Failure.of(FailureClass.INTERRUPTED, 0, "Anthropic sent an unknown event.")));
  }

  private static Failure failure(int status, JsonNode error, RetryAfter time) {
    String type = JsonTree.text(error, "type");
    String detail = JsonTree.text(error.path("details"), "error_code");
    String said = error.isString() ? error.stringValue() : JsonTree.text(error, "message");
    String message = said.isBlank() ? "Anthropic answered with status " + status + "." : said;
    String code = detail.isEmpty() ? type : detail;
    var wait = regained(said, time).or(time::retryAfter);
    var kind = kind(status, code, said.toLowerCase(Locale.ROOT));
    var failure = new Failure(kind, status, message, code, wait, false);
    return code.equals("permission_error") ? failure.ofModelAlone() : failure;
  }

  /// What is more exact comes first: a spend limit is told as a rate limit or a bad request, and
  /// only its words tell it from them.
  private static FailureClass kind(int status, String code, String said) {
    if (isUsedUp(code, said)) {
      return FailureClass.OUT_OF_CREDIT;
    }
    // A plan's limit for one request, told with status 429: shorter ones pass.
    if (said.contains("required for long context requests")) {
      return FailureClass.CONTEXT_TOO_LONG;
    }
    return switch (code) {
      case "overloaded_error" -> FailureClass.OVERLOADED;
      case "rate_limit_error" -> FailureClass.RATE_LIMITED;
      case "authentication_error", "permission_error" -> FailureClass.UNAUTHORIZED;
      case "timeout_error" -> FailureClass.TIMEOUT;
      // A gate before the API says nothing in its words.
      case "" -> status == 403 ? FailureClass.SERVER_ERROR : byStatus(status);
      default -> mayBlameTheRequest(status) ? refused(status, said) : byStatus(status);
    };
  }

  private static boolean mayBlameTheRequest(int status) {
    return status == 400 || status == 422 || status == 500;
  }

  /// The words of limits that are no rate limits: the monthly ones that a customer sets or that a
  /// tier has, and credits. Source: Anthropic's pages on errors, rate limits and billing, and the
  /// answers quoted in anthropics/claude-code#38035, #2127 and #64982.
  private static boolean isUsedUp(String code, String said) {
    return code.equals("enforced_spend_limit_reached")
        || code.equals("billing_error")
        || said.contains("credit balance is too low")
        || said.contains("api usage limits")
        || said.contains("you will regain access on")
        || said.contains("spend limit")
        || said.contains("spending limit")
        || said.contains("monthly usage limit");
  }

  private static FailureClass refused(int status, String said) {
    if (ContextTooLong.isSaidIn(said)) {
      return FailureClass.CONTEXT_TOO_LONG;
    }
    if (said.contains("organization has been disabled")) {
      return FailureClass.UNAUTHORIZED;
    }
    return said.contains("content filtering policy")
        ? FailureClass.CONTENT_FILTERED
        : byStatus(status);
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
      default ->
          status >= 500 || status == 409 ? FailureClass.SERVER_ERROR : FailureClass.BAD_REQUEST;
    };
  }

  /// `You will regain access on 2026-04-01 at 00:00 UTC.`
  private static Optional<Duration> regained(String said, RetryAfter time) {
    Matcher regain = REGAIN.matcher(said);
    return regain.find()
        ? time.until(regain.group(1) + "T" + regain.group(2) + ":00Z")
        : Optional.empty();
  }
}
