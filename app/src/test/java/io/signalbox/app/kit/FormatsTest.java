package io.signalbox.app.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.signalbox.app.kit.code.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FormatsTest {
  @ParameterizedTest
  @CsvSource({
    "8 s, PT8S, 8 s",
    "1m30s, PT1M30S, 1 min 30 s",
    "250ms, PT0.25S, 250 ms",
    "90, PT1M30S, 1 min 30 s",
    "2 h, PT2H, 2 h",
    "1 d 1 h, PT25H, 1 d 1 h",
    "5 MIN, PT5M, 5 min",
    "0s, PT0S, 0 s"
  })
  void spans(String text, Duration span, String shown) {
    assertEquals(span, read(Formats.duration(), text));
    assertEquals(shown, Formats.duration().shown(span));
    assertEquals(span, read(Formats.duration(), shown));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "8 s or so", "-5s", "1.5s", "99999999999 d", "s"})
  void rejectsInvalidDurations(String text) {
    assertInstanceOf(Format.Reading.Fault.class, Formats.duration().read(text));
  }

  @ParameterizedTest
  @CsvSource({"40, 40, $40", "$0.05, 0.05, $0.05", "1 000.50, 1000.5, $1\u202f000.5", "0, 0, $0"})
  void money(String text, BigDecimal usd, String shown) {
    assertEquals(0, usd.compareTo(read(Formats.money(), text)));
    assertEquals(shown, Formats.money().shown(usd));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1,5", "1e3", "forty"})
  void rejectsInvalidMoney(String text) {
    assertInstanceOf(Format.Reading.Fault.class, Formats.money().read(text));
  }

  @ParameterizedTest
  @CsvSource({"10%, 0.1, 10%", "2.5, 0.025, 2.5%", "100 %, 1, 100%"})
  void shares(String text, BigDecimal share, String shown) {
    var format = Formats.percent(BigDecimal.ONE);
    assertEquals(0, share.compareTo(read(format, text)));
    assertEquals(shown, format.shown(share));
  }

  @Test
  void rejectsSharesAboveOneHundredPercent() {
    assertInstanceOf(Format.Reading.Fault.class, Formats.percent(BigDecimal.ONE).read("101%"));
  }

  @Test
  void wholeNumbersShowThousands() {
    var format = Formats.whole(0, 10_000);
    assertEquals(8000L, read(format, "8 000"));
    assertEquals(8000L, read(format, format.shown(8000L)));
    assertEquals("8\u202f000", format.shown(8000L));
    assertEquals(
        new Format.Reading.Fault<Long>("Enter a whole number, 0 to 10\u202f000."),
        format.read("10001"));
  }

  @Test
  void readsBlankAsEmptyOptional() {
    assertEquals(Optional.empty(), read(Formats.optional(Formats.money()), " "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0.2", "true", "\"low\"", "[1, {\"a\": null}]", " {} ", "-1e5", "\"\\u00e4\""})
  void acceptsValidJson(String text) {
    assertEquals(true, Json.isSound(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "low", "[1,]", "{a: 1}", "01", "\"a", "1 2", "{\"a\" 1}", "\"\\x\""})
  void rejectsInvalidJson(String text) {
    assertEquals(false, Json.isSound(text));
  }

  private static <T> T read(Format<T> format, String text) {
    return switch (format.read(text)) {
      case Format.Reading.Value<T>(T value) -> value;
      case Format.Reading.Fault<T>(String words) -> throw new AssertionError(words);
    };
  }
}
