package io.signalbox.engine.dialect.gemini.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.spi.ProviderDialect;
import io.signalbox.engine.spi.RateLimits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GeminiFailureTest {
  private final ProviderDialect side = new GenerateProvider();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400|INVALID_ARGUMENT|Invalid value at 'contents'|BAD_REQUEST",
        "400|INVALID_ARGUMENT|The input token count (2000000) exceeds the maximum number of tokens"
            + " allowed (1048576).|CONTEXT_TOO_LONG",
        "400|INVALID_ARGUMENT|API key not valid. Please pass a valid API key.|UNAUTHORIZED",
        "400|FAILED_PRECONDITION|User location is not supported for the API use.|UNAUTHORIZED",
        "400|FAILED_PRECONDITION|Please enable billing on your project|OUT_OF_CREDIT",
        "401|UNAUTHENTICATED|Request had invalid credentials|UNAUTHORIZED",
        "403|PERMISSION_DENIED|Your project has been denied access|UNAUTHORIZED",
        "403|PERMISSION_DENIED|You do not have permission to access the File x or it may not"
            + " exist.|BAD_REQUEST",
        "403|PERMISSION_DENIED|Your API key was reported as leaked. Please use another"
            + " API key.|UNAUTHORIZED",
        "429|RESOURCE_EXHAUSTED|You exceeded your current quota, please check your plan and"
            + " billing details.|OUT_OF_CREDIT",
        "429|RESOURCE_EXHAUSTED|Resource has been exhausted (e.g. check quota).|RATE_LIMITED",
        "410|NOT_FOUND|models/one is retired|MODEL_NOT_FOUND",
        "400|INVALID_ARGUMENT|Unable to submit request because the input token count is 9 but"
            + " model only supports up to 4.|CONTEXT_TOO_LONG",
        "404|NOT_FOUND|models/nine is not found|MODEL_NOT_FOUND",
        "429|RESOURCE_EXHAUSTED|You exceeded your current quota|RATE_LIMITED",
        "429|RESOURCE_EXHAUSTED|Your prepayment credits are depleted.|OUT_OF_CREDIT",
        "500|INTERNAL|An internal error has occurred|SERVER_ERROR",
        "503|UNAVAILABLE|The model is overloaded|OVERLOADED",
        "504|DEADLINE_EXCEEDED|Deadline expired|TIMEOUT"
      })
  void statusSaysTheClass(int status, String code, String message, FailureClass kind) {
    String body = "{\"error\":{\"code\":%d,\"message\":\"%s\",\"status\":\"%s\"}}";
    String error = body.formatted(status, message, code);
    for (String sent : new String[] {error, "[" + error + "]"}) {
      Failure failure = failure(status, Map.of(), sent);
      assertEquals(kind, failure.kind());
      assertEquals(message, failure.message());
      assertEquals(code, failure.code());
      assertFalse(failure.billed());
    }
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
    "499, SERVER_ERROR",
    "502, SERVER_ERROR",
    "503, OVERLOADED",
    "504, TIMEOUT"
  })
  void statusAloneSaysTheClass(int status, FailureClass kind) {
    Failure failure = failure(status, Map.of(), "<html>Error</html>");
    assertEquals(kind, failure.kind());
    assertEquals("Gemini answered with status " + status + ".", failure.message());
  }

  @Test
  void reasonInTheDetailsNamesTheKey() {
    Failure failure =
        failure(
            400,
            Map.of(),
            """
            {"error":{"code":400,"message":"Bad.","status":"INVALID_ARGUMENT","details":[
            {"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID"}]}}\
            """);
    assertEquals(FailureClass.UNAUTHORIZED, failure.kind());
  }

  @ParameterizedTest
  @CsvSource({
    "34.4s, , 34400",
    "0s, , 0",
    "7s, 99, 7000",
    "soon, 3, 3000",
    "-1s, , ",
    "999999999s, , "
  })
  void waitIsTheBodysElseTheHeaders(String delay, String header, Long millis) {
    String body =
        "{\"error\":{\"status\":\"RESOURCE_EXHAUSTED\",\"details\":[{\"retryDelay\":\"%s\"}]}}";
    Map<String, String> headers = header == null ? Map.of() : Map.of("retry-after", header);
    Failure failure = failure(429, headers, body.formatted(delay));
    assertEquals(Optional.ofNullable(millis).map(Duration::ofMillis), failure.retryAfter());
  }

  @ParameterizedTest
  @CsvSource({
    "GenerateRequestsPerMinutePerProjectPerModel-FreeTier, 34.4s, RATE_LIMITED, 34400, false",
    "GenerateRequestsPerMinutePerProjectPerModel-FreeTier, , RATE_LIMITED, , false",
    "GenerateRequestsPerDayPerProjectPerModel-FreeTier, 36s, OUT_OF_CREDIT, 36000, true",
    "GenerateRequestsPerDayPerProjectPerModel-FreeTier, , OUT_OF_CREDIT, 7200000, true",
    "GenerateRequestsPerDayPerProject, , OUT_OF_CREDIT, 7200000, false"
  })
  void quotaOfADayIsUsedUpUntilItsReset(
      String quota, String delay, FailureClass kind, Long millis, boolean modelAlone) {
    String info = delay == null ? "" : ",{\"retryDelay\":\"" + delay + "\"}";
    String body =
        """
        {"error":{"code":429,"status":"RESOURCE_EXHAUSTED","message":"You exceeded your current \
        quota, please check your plan and billing details.","details":[{"violations":[\
        {"quotaId":"%s"}]}%s]}}\
        """;
    // Ten in the evening in California.
    var headers = Map.of("date", "Fri, 16 Jan 2026 06:00:00 GMT");
    Failure failure = failure(429, headers, body.formatted(quota, info));
    assertEquals(kind, failure.kind());
    assertEquals(Optional.ofNullable(millis).map(Duration::ofMillis), failure.retryAfter());
    assertEquals(modelAlone, failure.modelAlone());
  }

  @Test
  void rateLimitHeadersAreIgnored() {
    assertEquals(RateLimits.NONE, side.limits(Map.of("x-ratelimit-remaining-requests", "3")));
  }

  private Failure failure(int status, Map<String, String> headers, String body) {
    return side.failure(status, headers, body.getBytes(StandardCharsets.UTF_8));
  }
}
