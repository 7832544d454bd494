package io.signalbox.engine.dialect.openai;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.spi.ContextTooLong;
import io.signalbox.engine.spi.RetryAfter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/// Which class of trouble an error belongs to. Codes come before texts, texts before the status,
/// and what is more exact comes first: a context overflow is not just a bad request.
public final class Failures {
  private static final Set<String> LONG =
      Set.of(
          "context_length_exceeded",
          "context_window_exceeded",
          "exceed_context_size_error",
          "model_context_window_exceeded",
          "token_quantity_exceeded");
  private static final Set<String> FILTERED =
      Set.of(
          "content_filter",
          "content_policy_violation",
          "bio_policy",
          "misalignment_policy_violation",
          "responsibleaipolicyviolation",
          "data_inspection_failed",
          "datainspectionfailed",
          "moderation_blocked");

  /// `insufficient_user_quota` and `pre_consume_token_quota_failed` are one-api's and new-api's,
  /// `budget_exceeded` LiteLLM's, `exceeded_current_quota_error` Moonshot's, `not_enough_balance`
  /// Novita's.
  private static final Set<String> UNPAID =
      Set.of(
          "insufficient_quota",
          "insufficient_user_quota",
          "pre_consume_token_quota_failed",
          "budget_exceeded",
          "exceeded_current_quota_error",
          "not_enough_balance",
          "credit_balance_exhausted",
          "organization_spend_limit_exceeded",
          "project_spend_limit_exceeded",
          "organization_usage_limit_exceeded",
          "billing_hard_limit_reached",
          "billing_not_active",
          "payment_required",
          "insufficient_balance",
          "arrearage");

  private static final String[] UNPAID_TEXTS = {
    "insufficient balance",
    "insufficient credits",
    "credit balance is too low",
    "used all available credits",
    "doesn't have any credits",
    "spending limit",
    "spend limit reached",
    "billing hard limit",
    "credits are depleted",
    "out of credits",
    "budget has been exceeded",
    "key limit exceeded",
    "balance is insufficient",
    "not enough balance",
    "余额不足"
  };

  private static final Set<String> OVERLOADED =
      Set.of(
          "server_is_overloaded",
          "overloaded_error",
          "provider_overloaded",
          "capacity_exceeded",
          "engine_overloaded_error");

  private static final Set<String> LIMITED =
      Set.of("rate_limit_exceeded", "rate_limited", "slow_down", "rate_limit_error");

  private static final Set<String> UNKNOWN_KEY =
      Set.of("invalid_api_key", "authentication_error", "unauthorized");

  /// Of a key, its account or the country that calls; `key_model_access_denied` is LiteLLM's.
  private static final Set<String> FORBIDDEN =
      Set.of(
          "access_denied",
          "access_terminated_error",
          "forbidden",
          "insufficient_permissions",
          "key_model_access_denied",
          "organization_restricted",
          "permission_denied",
          "permission_denied_error",
          "permission_error",
          "unsupported_country_region_territory");

  /// What a refusal with status 403 is about that would not befall another provider.
  private static final String[] FORBIDDEN_TEXTS = {
    "permission",
    "access denied",
    "denied access",
    "not authorized",
    "not allowed to",
    "does not have access",
    "don't have access",
    "no access to",
    "may not use",
    "forbidden",
    "country",
    "region",
    "api key",
    "your account",
    "organization",
    "network",
    "firewall"
  };

  private static final Set<String> UNKNOWN_MODEL =
      Set.of("model_not_found", "modelnotfound", "deploymentnotfound", "invalid_model");

  private record Rule(FailureClass kind, BiPredicate<Integer, ErrorBody> test) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule(FailureClass.CONTEXT_TOO_LONG, (status, error) -> hasWord(error, LONG)),
          new Rule(FailureClass.CONTEXT_TOO_LONG, Failures::isLongByText),
          new Rule(FailureClass.CONTENT_FILTERED, Failures::isFiltered),
          new Rule(FailureClass.OUT_OF_CREDIT, Failures::isUnpaid),
          new Rule(FailureClass.OVERLOADED, Failures::isOverloaded),
          new Rule(FailureClass.RATE_LIMITED, Failures::isLimited),
          new Rule(FailureClass.UNAUTHORIZED, Failures::isUnauthorized),
          new Rule(FailureClass.MODEL_NOT_FOUND, Failures::isModelUnknown),
          new Rule(FailureClass.UNAUTHORIZED, Failures::isForbidden),
          new Rule(FailureClass.TIMEOUT, (status, error) -> isTimeout(status, error)),
          new Rule(FailureClass.SERVER_ERROR, Failures::isServerError));

  private Failures() {}

  /// An answer with a bad status.
  public static Failure answered(int status, Map<String, String> headers, ErrorBody error) {
    String message = error.message();
    String said =
        message.isEmpty()
            ? "The provider answered with status " + status + " and no message."
            : message;
    var kind = classify(status, error);
    var failure =
        new Failure(kind, status, said, error.code(), wait(headers, error), false)
            .withOwn(error.own());
    boolean forbidden = failure.kind() == FailureClass.UNAUTHORIZED && isForbidden(status, error);
    return isOfModel(error) || forbidden ? failure.ofModelAlone() : failure;
  }

  /// An error inside an answer with a good status. Where it names no status, only its words count.
  public static Failure inside(ErrorBody error) {
    String message = error.message();
    String said = message.isEmpty() ? "The provider reported an error inside its answer." : message;
    var kind = classify(error.status(), error);
    return new Failure(kind, error.status(), said, error.code(), Optional.empty(), false)
        .withOwn(error.own());
  }

  private static FailureClass classify(int status, ErrorBody error) {
    return RULES.stream()
        .filter(rule -> rule.test().test(status, error))
        .map(Rule::kind)
        .findFirst()
        .orElse(FailureClass.BAD_REQUEST);
  }

  private static boolean hasWord(ErrorBody error, Set<String> words) {
    return error.words().stream().anyMatch(words::contains);
  }

  private static boolean hasText(ErrorBody error, String... texts) {
    String message = error.message().toLowerCase(Locale.ROOT);
    for (String text : texts) {
      if (message.contains(text)) {
        return true;
      }
    }
    return false;
  }

  /// Servers on one's own machine say it with status 500 too. A request that is larger than what a
  /// key may have in a minute (Groq, OpenAI) never fits, however long it waits.
  private static boolean isLongByText(int status, ErrorBody error) {
    if (status == 413 && !isLimited(status, error)) {
      return true;
    }
    boolean possible = status == 0 || status == 400 || status == 413 || status == 422;
    return ((possible || status == 500) && ContextTooLong.isSaidIn(error.message()))
        || (status == 429 && hasText(error, "request too large for"));
  }

  private static boolean isFiltered(int status, ErrorBody error) {
    return hasWord(error, FILTERED)
        || (status == 403 && hasText(error, "usage guidelines", "flagged", "moderation"));
  }

  private static boolean isUnpaid(int status, ErrorBody error) {
    return status == 402
        || hasWord(error, UNPAID)
        || isDailyQuota(error)
        || ((status == 0 || (status >= 400 && status < 500)) && hasText(error, UNPAID_TEXTS))
        || (status == 429 && !error.isGoogles() && hasText(error, "check your plan and billing"));
  }

  private static boolean isOfModel(ErrorBody error) {
    return error.words().stream()
        .anyMatch(word -> word.contains("perday") && word.contains("permodel"));
  }

  /// Gemini behind its API in OpenAI's dialect.
  private static boolean isDailyQuota(ErrorBody error) {
    return error.words().stream().anyMatch(word -> word.contains("perday"));
  }

  private static boolean isOverloaded(int status, ErrorBody error) {
    boolean busy = status == 0 || status == 429 || status >= 500;
    return status == 498
        || status == 529
        || hasWord(error, OVERLOADED)
        || (busy && hasText(error, "overloaded", "capacity exceeded", "at capacity"));
  }

  private static boolean isLimited(int status, ErrorBody error) {
    return status == 429
        || hasWord(error, LIMITED)
        || error.words().stream().anyMatch(word -> word.startsWith("throttling"));
  }

  /// xAI answers 400 to a wrong key.
  private static boolean isUnauthorized(int status, ErrorBody error) {
    return status == 401
        || hasWord(error, UNKNOWN_KEY)
        || (status == 400 && hasText(error, "incorrect api key", "invalid api key"));
  }

  /// A key that may not do this may do other things, and another provider asks for no permission.
  private static boolean isForbidden(int status, ErrorBody error) {
    return hasWord(error, FORBIDDEN) || (status == 403 && hasText(error, FORBIDDEN_TEXTS));
  }

  private static boolean isModelUnknown(int status, ErrorBody error) {
    return status == 404
        || status == 410
        || hasWord(error, UNKNOWN_MODEL)
        || (status == 400 && hasText(error, "not a valid model", "invalid model"));
  }

  private static boolean isTimeout(int status, ErrorBody error) {
    return status == 408 || status == 504 || (status == 0 && hasWord(error, Set.of("timeout")));
  }

  /// An error in a stream without a status is the server's, unless it blames the request. A 403
  /// that says nothing, or comes as a page, is of a gate before the server.
  private static boolean isServerError(int status, ErrorBody error) {
    boolean blamed = hasWord(error, Set.of("invalid_request_error", "invalid-argument"));
    boolean gate = status == 403 && error.message().isEmpty() && error.words().isEmpty();
    return status >= 500 || status == 424 || gate || (status == 0 && !blamed);
  }

  private static Optional<Duration> wait(Map<String, String> headers, ErrorBody error) {
    var time = new RetryAfter(headers);
    return time.wait(error.retryDelay()).or(time::retryAfter);
  }
}
