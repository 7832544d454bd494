package io.signalbox.plugins.export;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// A time zone as a table, for languages that know none: from which second of the epoch on it is
/// how many seconds ahead of UTC.
final class TableZone {
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2046-01-01T00:00:00Z");

  private TableZone() {}

  static List<List<Long>> of(ZoneId zone) {
    var rules = zone.getRules();
    var table = new ArrayList<List<Long>>();
    table.add(List.of(0L, (long) rules.getOffset(FROM).getTotalSeconds()));
    var next = rules.nextTransition(FROM);
    while (next != null && next.getInstant().isBefore(TO)) {
      table.add(List.of(next.toEpochSecond(), (long) next.getOffsetAfter().getTotalSeconds()));
      next = rules.nextTransition(next.getInstant());
    }
    return table;
  }
}
