package io.signalbox.engine.dialect.anthropic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.dialect.anthropic.provider.MessagesProvider;
import io.signalbox.engine.spi.ProviderDialect;
import io.signalbox.engine.spi.RateLimits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AnthropicFailureTest {
  private final ProviderDialect side = new MessagesProvider();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400|invalid_request_error|messages: at least one message is required|BAD_REQUEST",
        "400|invalid_request_error|prompt is too long: 210000 tokens > 200000"
            + " maximum|CONTEXT_TOO_LONG",
        "400|invalid_request_error|input length and `max_tokens` exceed context limit: 9 + 9 >"
            + " 10|CONTEXT_TOO_LONG",
        "400|invalid_request_error|Your credit balance is too low to access the API|OUT_OF_CREDIT",
        "400|invalid_request_error|Output blocked by content filtering policy|CONTENT_FILTERED",
        "401|authentication_error|invalid x-api-key|UNAUTHORIZED",
        "402|billing_error|There is an issue with your payment|OUT_OF_CREDIT",
        "403|permission_error|Your key may not use this|UNAUTHORIZED",
        "403|invalid_request_error|Request not allowed|BAD_REQUEST",
        "400|invalid_request_error|This organization has been disabled.|UNAUTHORIZED",
        "410|not_found_error|model: claude-one is retired|MODEL_NOT_FOUND",
        "400|invalid_request_error|You have reached your specified API usage limits. You will"
            + " regain access on 2026-04-01 at 00:00 UTC.|OUT_OF_CREDIT",
        "400|invalid_request_error|You have reached your specified workspace API usage"
            + " limits.|OUT_OF_CREDIT",
        "429|rate_limit_error|This request would exceed your monthly spend limit|OUT_OF_CREDIT",
        "429|rate_limit_error|Extra usage is required for long context"
            + " requests.|CONTEXT_TOO_LONG",
        "400|invalid_request_error|request (9000 tokens) exceeds the available context size (8192"
            + " tokens), try increasing it|CONTEXT_TOO_LONG",
        "404|not_found_error|model: claude-nine|MODEL_NOT_FOUND",
        "409|conflict_error|Conflict|SERVER_ERROR",
        "413|request_too_large|Request exceeds the maximum size|CONTEXT_TOO_LONG",
        "429|rate_limit_error|Number of requests has exceeded your limit|RATE_LIMITED",
        "500|api_error|Internal server error|SERVER_ERROR",
        "504|timeout_error|Timed out|TIMEOUT",
        "529|overloaded_error|Overloaded|OVERLOADED"
      })
  void statusAndTypeSayTheClass(int status, String type, String message, FailureClass kind) {
    String body =
        "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":\"%s\"},\"request_id\":\"r\"}";
    Failure failure = failure(status, Map.of(), body.formatted(type, message));
    assertEquals(kind, failure.kind());
    assertEquals(message, failure.message());
    assertEquals(type, failure.code());
    assertEquals(status, failure.status());
    assertFalse(failure.billed());
  }

  @ParameterizedTest
  @CsvSource({
    "400, BAD_REQUEST",
    "401, UNAUTHORIZED",
    "402, OUT_OF_CREDIT",
    "403, SERVER_ERROR",
    "404, MODEL_NOT_FOUND",
    "410, MODEL_NOT_FOUND",
    "408, TIMEOUT",
    "413, CONTEXT_TOO_LONG",
    "418, BAD_REQUEST",
    "429, RATE_LIMITED",
    "500, SERVER_ERROR",
    "502, SERVER_ERROR",
    "503, OVERLOADED",
    "504, TIMEOUT",
    "529, OVERLOADED"
  })
  void statusAloneSaysTheClass(int status, FailureClass kind) {
    Failure failure = failure(status, Map.of(), "<html>upstream connect error</html>");
    assertEquals(kind, failure.kind());
    assertEquals("Anthropic answered with status " + status + ".", failure.message());
  }

  @Test
  void spendLimitIsNoRateLimit() {
    Failure failure =
        failure(
            429,
            Map.of(),
            """
            {"type":"error","error":{"type":"rate_limit_error","message":"Spend limit",
            "details":{"error_code":"enforced_spend_limit_reached"}}}\
            """);
    assertEquals(FailureClass.OUT_OF_CREDIT, failure.kind());
    assertEquals("enforced_spend_limit_reached", failure.code());
  }

  @ParameterizedTest
  @CsvSource({"20, 20000", "0.5, 500", "0, 0", "-1, ", "soon, ", "99999999, ", "'', "})
  void waitIsTheHeaders(String header, Long millis) {
    Failure failure = failure(429, Map.of("retry-after", header), "{}");
    assertEquals(Optional.ofNullable(millis).map(Duration::ofMillis), failure.retryAfter());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Thu, 06 Nov 2025 10:02:00 GMT|120",
        "Thursday, 06-Nov-25 10:02:00 GMT|120",
        "Thu Nov  6 10:02:00 2025|120",
        "2025-11-06T10:02:00Z|120",
        "Thu, 06 Nov 2025 09:00:00 GMT|0",
        "Thu, 06 Nov 2125 10:02:00 GMT|",
        "Thu, 06 Nov|"
      })
  void waitMayBeADate(String header, Long seconds) {
    var headers = Map.of("date", "Thu, 06 Nov 2025 10:00:00 GMT", "retry-after", header);
    Failure failure = failure(429, headers, "{}");
    assertEquals(Optional.ofNullable(seconds).map(Duration::ofSeconds), failure.retryAfter());
  }

  @Test
  void usedUpQuotaCoolsDownUntilAccessIsRegained() {
    Failure failure =
        failure(
            400,
            Map.of("date", "Tue, 31 Mar 2026 22:00:00 GMT"),
            """
            {"error":{"type":"invalid_request_error","message":"You have reached your specified \
            API usage limits. You will regain access on 2026-04-01 at 00:00 UTC."}}\
            """);
    assertEquals(Optional.of(Duration.ofHours(2)), failure.retryAfter());
  }

  @Test
  void subscriptionLimitCoolsDownUntilItsReset() {
    var headers =
        Map.of(
            "date", "Thu, 06 Nov 2025 10:00:00 GMT",
            "anthropic-ratelimit-unified-status", "rejected",
            "anthropic-ratelimit-unified-reset", "1762426800");
    assertEquals(Optional.of(Duration.ofHours(1)), failure(429, headers, "{}").retryAfter());
  }

  @Test
  void limitsAreReadByTheAnswersOwnClock() {
    RateLimits limits =
        side.limits(
            Map.of(
                "date", "Thu, 06 Nov 2025 10:00:00 GMT",
                "anthropic-ratelimit-requests-limit", "50",
                "anthropic-ratelimit-requests-remaining", "49",
                "anthropic-ratelimit-requests-reset", "2025-11-06T10:00:30Z",
                "anthropic-ratelimit-input-tokens-limit", "1000",
                "anthropic-ratelimit-input-tokens-remaining", "10",
                "anthropic-ratelimit-tokens-limit", "2000",
                "anthropic-ratelimit-tokens-remaining", "1500"));
    assertEquals(
        new RateLimits(
            Optional.of(
                new RateLimits.Remaining(
                    OptionalLong.of(50), 49, Optional.of(Duration.ofSeconds(30)))),
            Optional.of(new RateLimits.Remaining(OptionalLong.of(1000), 10, Optional.empty()))),
        limits);
  }

  @Test
  void absurdLimitsSayNothing() {
    RateLimits limits =
        side.limits(
            Map.of(
                "date", "Thu, 06 Nov 2025 10:00:00 GMT",
                "anthropic-ratelimit-requests-limit", "many",
                "anthropic-ratelimit-requests-remaining", "5",
                "anthropic-ratelimit-requests-reset", "2125-11-06T10:00:30Z",
                "anthropic-ratelimit-tokens-remaining", "-4"));
    assertEquals(
        new RateLimits(
            Optional.of(new RateLimits.Remaining(OptionalLong.empty(), 5, Optional.empty())),
            Optional.empty()),
        limits);
    assertEquals(RateLimits.NONE, side.limits(Map.of()));
  }

  private Failure failure(int status, Map<String, String> headers, String body) {
    return side.failure(status, headers, body.getBytes(StandardCharsets.UTF_8));
  }
}
