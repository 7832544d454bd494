package io.signalbox.engine.dialect.bedrock;

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
import tools.jackson.databind.JsonNode;

/// Errors of Bedrock: the class in the header `x-amzn-errortype` or in `__type`, the words in
/// `message`; inside a stream, the class in the frame. Source: the reference of Converse and
/// ConverseStream (docs.aws.amazon.com/bedrock/latest/APIReference), read 2026-11.
final class Failures {
  /// The statuses that the exceptions of a stream stand for.
  private static final Map<String, Integer> STATUS =
      Map.of(
          "internalserver", 500,
          "modelstreamerror", 424,
          "serviceunavailable", 503,
          "throttling", 429,
          "validation", 400,
          "modeltimeout", 408);

  private Failures() {}

  static Failure of(int status, Map<String, String> headers, byte[] body) {
    JsonNode json = JsonTree.read(body).orElseGet(JsonTree::object);
    String named = headers.getOrDefault("x-amzn-errortype", "");
    String type = named.isEmpty() ? JsonTree.text(json, "__type") : named;
    return failure(status, word(type), json, new RetryAfter(headers).retryAfter());
  }

  /// An exception where an event was expected.
  static Failure inside(String type, byte[] payload, boolean billed) {
    String word = word(type);
    JsonNode json = JsonTree.read(payload).orElseGet(JsonTree::object);
    int original = json.path("originalStatusCode").asInt(0);
    int known = STATUS.getOrDefault(kindName(word), 500);
    int status = original >= 400 && original < 600 ? original : known;
    return failure(status, word, json, Optional.empty()).withBilled(billed);
  }

  /// A frame or body of which nothing can be made.
  static List<ReplyEvent> unreadable() {
    return List.of(
        new ReplyEvent.Failed(
            Failure.of(FailureClass.INTERRUPTED, 0, "Bedrock sent an unknown part of an answer.")));
  }

  /// `com.amazon.coral.service#ThrottlingException:http://…` is a `ThrottlingException`.
  private static String word(String type) {
    String name = type.substring(type.indexOf('#') + 1);
    int colon = name.indexOf(':');
    return (colon < 0 ? name : name.substring(0, colon)).strip();
  }

  private static Failure failure(int status, String type, JsonNode json, Optional<Duration> wait) {
    String written = JsonTree.text(json, "message");
    String said = written.isBlank() ? JsonTree.text(json, "Message") : written;
    String words = said.toLowerCase(Locale.ROOT);
    String message = said.isBlank() ? "Bedrock answered with status " + status + "." : said;
    FailureClass kind = kind(status, kindName(type), words);
    var failure = new Failure(kind, status, message, type, wait, false);
    return isOfModel(kind, words) ? failure.ofModelAlone() : failure;
  }

  private static String kindName(String type) {
    String lower = type.toLowerCase(Locale.ROOT);
    return lower.endsWith("exception") ? lower.substring(0, lower.length() - 9) : lower;
  }

  private static FailureClass kind(int status, String type, String words) {
    return switch (type) {
      case "throttling", "toomanyrequests", "servicequotaexceeded" ->
          words.contains("per day") ? FailureClass.OUT_OF_CREDIT : FailureClass.RATE_LIMITED;
      case "modelnotready", "serviceunavailable" -> FailureClass.OVERLOADED;
      case "accessdenied",
          "unrecognizedclient",
          "invalidsignature",
          "expiredtoken",
          "missingauthenticationtoken",
          "incompletesignature",
          "invalidclienttokenid" ->
          FailureClass.UNAUTHORIZED;
      case "resourcenotfound" -> FailureClass.MODEL_NOT_FOUND;
      case "modeltimeout" -> FailureClass.TIMEOUT;
      case "modelerror", "modelstreamerror", "internalserver", "internalfailure" ->
          FailureClass.SERVER_ERROR;
      case "validation" -> refused(words);
      default -> byStatus(status, words);
    };
  }

  private static FailureClass refused(String words) {
    if (ContextTooLong.isSaidIn(words)) {
      return FailureClass.CONTEXT_TOO_LONG;
    }
    boolean unknown =
        words.contains("model identifier is invalid")
            || words.contains("on-demand throughput")
            || words.contains("model is not supported in this region");
    return unknown ? FailureClass.MODEL_NOT_FOUND : FailureClass.BAD_REQUEST;
  }

  private static FailureClass byStatus(int status, String words) {
    return switch (status) {
      case 400 -> refused(words);
      case 401, 403 -> FailureClass.UNAUTHORIZED;
      case 402 -> FailureClass.OUT_OF_CREDIT;
      case 404 -> FailureClass.MODEL_NOT_FOUND;
      case 408, 504 -> FailureClass.TIMEOUT;
      case 413 -> FailureClass.CONTEXT_TOO_LONG;
      case 429 -> FailureClass.RATE_LIMITED;
      case 503, 529 -> FailureClass.OVERLOADED;
      default ->
          status >= 500 || status == 424 ? FailureClass.SERVER_ERROR : FailureClass.BAD_REQUEST;
    };
  }

  /// An account may be allowed some models, and daily quotas are a model's own.
  private static boolean isOfModel(FailureClass kind, String words) {
    return kind == FailureClass.OUT_OF_CREDIT
        || (kind == FailureClass.UNAUTHORIZED && words.contains("model"));
  }
}
