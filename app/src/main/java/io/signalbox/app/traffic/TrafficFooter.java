package io.signalbox.app.traffic;

import io.signalbox.app.kit.Parts;
import io.signalbox.engine.store.Ledger;
import io.signalbox.engine.store.TrafficInterval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/// The line below the list: how much there is, and what is kept of it.
final class TrafficFooter extends HBox {
  private static final double MEGABYTE = 1_000_000;

  private final Label today = Parts.label("", "second");
  private final Label size = Parts.label("", "second");

  TrafficFooter() {
    super(16);
    today.setId("traffic-today");
    getChildren().addAll(today, Parts.label("prompts are not stored", "second"), size);
  }

  /// What it tells.
  ///
  /// @param today how many requests came since midnight
  /// @param bytes how large the database is
  record Figures(long today, long bytes) {

    /// As the disk has it; may take a moment.
    static Figures of(Ledger ledger, Path home, Instant now) {
      ZoneId zone = ZoneId.systemDefault();
      Instant midnight =
          ZonedDateTime.ofInstant(now, zone).toLocalDate().atStartOfDay(zone).toInstant();
      long requests =
          ledger.pulses(TrafficInterval.Grain.HOUR, midnight, now.plusSeconds(1)).stream()
              .mapToLong(TrafficInterval::requests)
              .sum();
      return new Figures(
          requests,
          Stream.of("traces.db", "traces.db-wal")
              .mapToLong(each -> size(home.resolve(each)))
              .sum());
    }

    private static long size(Path file) {
      try {
        return Files.size(file);
      } catch (IOException none) {
        return 0;
      }
    }
  }

  void show(Figures figures) {
    Parts.show(
        today,
        RowText.count(figures.today())
            + (figures.today() == 1 ? " request" : " requests")
            + " today");
    double megabytes = figures.bytes() / MEGABYTE;
    Parts.show(
        size,
        String.format(
            Locale.ROOT, megabytes < 10 ? "database %.1f MB" : "database %.0f MB", megabytes));
  }
}
