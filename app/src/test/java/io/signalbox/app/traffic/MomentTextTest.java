package io.signalbox.app.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.ZonedDateTime;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Minutes as people write them.
final class MomentTextTest {
  private static final ZonedDateTime NOW =
      ZonedDateTime.parse("2026-03-01T12:20:30+01:00[Europe/Berlin]");

  @ParameterizedTest
  @CsvSource({
    "9:30, 2026-03-01T09:30",
    "' 12:20 ', 2026-03-01T12:20",
    "14:05, 2026-02-28T14:05",
    "yesterday 14:05, 2026-02-28T14:05",
    "Yesterday  9:05, 2026-02-28T09:05",
    "02-27 14:05, 2026-02-27T14:05",
    "11-30 14:05, 2025-11-30T14:05",
    "2026-02-27 14:05, 2026-02-27T14:05",
  })
  void readsMinute(String words, String at) {
    assertEquals(
        Optional.of(ZonedDateTime.parse(at + ":00+01:00").toInstant()),
        MomentText.read(words, NOW));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "noon", "25:00", "14", "tomorrow 14:05", "13-01 14:05", "14:05 yesterday"})
  void readsNothingElse(String words) {
    assertEquals(Optional.empty(), MomentText.read(words, NOW));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-02-27T14:05:00+01:00", "2025-12-30T00:00:00+01:00"})
  void readsWhatItHasWritten(String at) {
    var moment = ZonedDateTime.parse(at).toInstant();
    assertEquals(Optional.of(moment), MomentText.read(MomentText.of(moment, NOW), NOW));
  }
}
