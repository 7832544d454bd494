package io.signalbox.engine.cli.command;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/// Reads `--since`: so long ago (`30m`, `6h`, `7d`), a day (`2026-01-31`) or a moment.
public final class Since {
  private Since() {}

  /// @throws BadInputException if it is none of these
  public static Instant read(String text, InstantSource clock) {
    return ago(text)
        .map(clock.instant()::minus)
        .or(() -> day(text))
        .or(() -> moment(text))
        .orElseThrow(() ->
            new BadInputException(
                "--since " + text + ": write 30m, 6h, 7d, 2026-01-31 or 2026-01-31T08:00:00Z."));
  }

  private static Optional<Duration> ago(String text) {
    if (!text.matches("\\d{1,6}[smhd]")) {
      return Optional.empty();
    }
    long count = Long.parseLong(text.substring(0, text.length() - 1));
    return Optional.of(
        switch (text.charAt(text.length() - 1)) {
          case 's' -> Duration.ofSeconds(count);
          case 'm' -> Duration.ofMinutes(count);
          case 'h' -> Duration.ofHours(count);
          default -> Duration.ofDays(count);
        });
  }

  private static Optional<Instant> day(String text) {
    try {
      return Optional.of(LocalDate.parse(text).atStartOfDay(ZoneId.systemDefault()).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> moment(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
