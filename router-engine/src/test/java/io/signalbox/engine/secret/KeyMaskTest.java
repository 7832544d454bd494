package io.signalbox.engine.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.CpuTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyMaskTest {
  private static final KeyMask NO_KEY = KeyMask.of(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sk-proj-abcDEF1234567890",
        "sk-ant-api03-abcdefghijklmnop",
        "gsk_abcdefgh12345678",
        "xai-abcdef12345678",
        "AIzaSyA1234567890abcdef",
        "pplx-abcdef12",
        "ghp_abcdefgh1234",
        "sess-abc1234",
        "github_pat_11ABCDEF",
        "AKIAIOSFODNN7EXAMPLE",
        "eyJhbGciOiJI.eyJzdWIiOiIx.c2lnbmF0",
        "Bearer eyJhbGciOi.abc",
        "x-api-key: abcdefghij",
        "sk-abc***xyz",
        "0123456789abcdef0123456789abcdef01234567",
        "abcd1234-abcd1234-abcd1234-abcd1234"
      })
  void textInKeyFormatIsMasked(String key) {
    assertEquals("Wrong key ••• given", NO_KEY.apply("Wrong key " + key + " given", 500));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The model gpt-4.1-nano-2025-04-14 is unknown",
        "Quota exceeded for metric: generate_content_free_tier_requests, limit: 20",
        "tokens_per_minute_of_a_very_long_name_without_figures"
      })
  void namesOfModelsAndLimitsStay(String text) {
    assertEquals(text, NO_KEY.apply(text, 500));
  }

  @Test
  void shortKeysAreMaskedWhole() {
    assertEquals("key ••• is bad", mask("k1").apply("key k1 is bad", 500));
    assertEquals("key ••• is bad", mask("blue-tit").apply("key BLUE-tit is bad", 500));
    assertEquals("no key", mask("  ").apply("no key", 500));
  }

  @Test
  void longTextsAreShortenedAfterwards() {
    assertEquals(500, NO_KEY.apply("word ".repeat(1000), 500).length());
    assertTrue(NO_KEY.apply("word ".repeat(1000), 500).endsWith("…"));
    assertFalse(NO_KEY.apply("sk-" + "a".repeat(5000), 500).contains("aa"));
    String owl = "🦉".repeat(300);
    assertFalse(Character.isHighSurrogate(NO_KEY.apply(owl, 500).charAt(498)));
  }

  @Test
  void textOfAnyKindTakesNoTime() {
    for (String piece :
        new String[] {"a-", "a1-", "sk-", "Bearer ", "a", "*", "x-api-key:", "1_"}) {
      String text = piece.repeat(64_000 / piece.length());
      var taken = CpuTime.of(() -> mask("some-key-of-a-provider").apply(text, 500));
      assertTrue(taken.toSeconds() < 5, piece);
    }
  }

  private static KeyMask mask(String key) {
    return KeyMask.of(List.of(Secret.of(key)));
  }
}
