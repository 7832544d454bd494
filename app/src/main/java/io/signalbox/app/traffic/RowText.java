package io.signalbox.app.traffic;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.store.TrafficRow;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/// How a row's figures are written.
final class RowText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());
  private static final long OLD_MILLIS = 86_400_000L;
  static final String NONE = "–";

  private RowText() {}

  static String time(Instant at) {
    boolean old = Instant.now().toEpochMilli() - at.toEpochMilli() > OLD_MILLIS;
    return (old ? DAY : TIME).format(at);
  }

  /// `610 ms`, `2.9 s`, `95 s`.
  static String millis(long millis) {
    if (millis < 1_000) {
      return millis + " ms";
    }
    return millis < 60_000
        ? String.format(Locale.ROOT, "%.1f s", millis / 1_000.0)
        : millis / 1_000 + " s";
  }

  static String millis(OptionalLong millis) {
    return millis.isPresent() ? millis(millis.getAsLong()) : NONE;
  }

  static String way(TrafficRow row) {
    return row.path().isEmpty() ? NONE : row.path().replace(" ", " → ");
  }

  static String tokens(TrafficRow row) {
    return row.promptTokens() + row.completionTokens() == 0
        ? NONE
        : count(row.promptTokens()) + " / " + count(row.completionTokens());
  }

  /// With thin gaps between thousands.
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number).replace(',', '\u2009');
  }

  static String cost(TrafficRow row) {
    return row.usd().map(Money::shown).orElse(NONE);
  }

  /// What is special about it, in a word each.
  static List<String> marks(TrafficRow row) {
    var marks = new ArrayList<String>();
    if (row.simulated()) {
      marks.add("simulated");
    }
    if (row.attempts() > 1 && row.status() < 400) {
      marks.add("failover " + (row.attempts() - 1));
    }
    if (row.cachedTokens() > 0 && row.promptTokens() > 0) {
      marks.add("cached " + 100 * row.cachedTokens() / row.promptTokens() + " %");
    }
    if (row.status() == 499) {
      marks.add("client left");
    }
    return marks;
  }
}
