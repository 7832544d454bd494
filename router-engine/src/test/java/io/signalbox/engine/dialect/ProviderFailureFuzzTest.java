package io.signalbox.engine.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.spi.ProviderDialect;
import io.signalbox.engine.spi.RateLimits.Remaining;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Whatever a provider says with a bad status, and whatever its headers say of limits, something
/// sensible is made of it. An input is a status, headers, an empty line and a body.
final class ProviderFailureFuzzTest {
  private static final int LONGEST_MESSAGE = 4_096;

  @FuzzTest
  void openai(byte[] answer) {
    failed("openai", answer);
  }

  @FuzzTest
  void anthropic(byte[] answer) {
    failed("anthropic", answer);
  }

  @FuzzTest
  void gemini(byte[] answer) {
    failed("gemini", answer);
  }

  @FuzzTest
  void bedrock(byte[] answer) {
    failed("bedrock", answer);
  }

  @FuzzTest
  void cohere(byte[] answer) {
    failed("cohere", answer);
  }

  private static void failed(String dialect, byte[] answer) {
    ProviderDialect side = Dialects.provider(dialect);
    String text = new String(answer, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\n\n");
    String head = end < 0 ? text : text.substring(0, end);
    byte[] body = Arrays.copyOfRange(answer, end < 0 ? answer.length : end + 2, answer.length);
    int status = status(head);
    var headers = headers(head);
    Failure failure = side.failure(status, headers, body);
    assertEquals(status, failure.status());
    assertTrue(failure.message().length() <= LONGEST_MESSAGE, "a long message");
    assertTrue(failure.code().length() <= LONGEST_MESSAGE, "a long code");
    failure.retryAfter().ifPresent(wait -> assertTrue(!wait.isNegative(), wait::toString));
    var limits = side.limits(headers);
    limits.requests().ifPresent(ProviderFailureFuzzTest::sane);
    limits.tokens().ifPresent(ProviderFailureFuzzTest::sane);
  }

  private static void sane(Remaining left) {
    assertTrue(left.left() >= 0, left::toString);
    left.limit().ifPresent(limit -> assertTrue(limit > 0, left::toString));
    left.reset().ifPresent(reset -> assertTrue(!reset.isNegative(), left::toString));
    left.reset().ifPresent(reset -> assertTrue(reset.toDays() <= 31, left::toString));
  }

  /// From 400 to 599, of whatever digits there are.
  private static int status(String head) {
    String digits = head.lines().findFirst().orElse("").replaceAll("[^0-9]", "");
    int number =
        digits.isEmpty() ? 0 : Integer.parseInt(digits, 0, Math.min(3, digits.length()), 10);
    return number >= 400 && number < 600 ? number : 400 + number % 200;
  }

  private static Map<String, String> headers(String head) {
    Map<String, String> headers = new HashMap<>();
    for (String line : head.split("\n")) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    return headers;
  }
}
