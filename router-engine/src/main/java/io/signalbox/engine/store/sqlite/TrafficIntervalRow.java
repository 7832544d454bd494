package io.signalbox.engine.store.sqlite;

import io.signalbox.engine.catalog.Picodollars;
import io.signalbox.engine.store.TrafficInterval;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The part of a pulse with one wait.
///
/// @param start how many lengths since 1970
/// @param step the step of the wait; -1 if there was no first token
record TrafficIntervalRow(long start, int step, long requests, long failed, long saved, long pico) {
  static TrafficIntervalRow of(ResultSet row) throws SQLException {
    return new TrafficIntervalRow(
        row.getLong(1),
        row.getInt(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6));
  }

  /// What these add to each minute and hour.
  static Map<Key, long[]> sums(List<TraceEntry> entries) {
    var sums = new LinkedHashMap<Key, long[]>();
    for (TraceEntry entry : entries) {
      for (TrafficInterval.Grain grain : TrafficInterval.Grain.values()) {
        long length = grain.length().toMillis();
        long start = Math.floorDiv(entry.at(), length);
        long[] sum =
            sums.computeIfAbsent(new Key(length, start, entry.waitStep()), key -> new long[4]);
        add(sum, entry);
      }
    }
    return sums;
  }

  /// A copy costs money, but no client asked for it.
  private static void add(long[] sum, TraceEntry entry) {
    boolean failed = entry.failed();
    if (entry.counts()) {
      sum[0]++;
      sum[1] += failed ? 1 : 0;
      sum[2] += !failed && entry.over() ? 1 : 0;
    }
    sum[3] += entry.billed();
  }

  /// What the sums are kept apart by.
  record Key(long grain, long start, int step) {
    List<Object> row(long[] sum) {
      return List.of(grain, start, step, sum[0], sum[1], sum[2], sum[3]);
    }
  }

  /// The pulses that these rows are parts of.
  ///
  /// @param rows in the order of their start
  static List<TrafficInterval> joined(List<TrafficIntervalRow> rows, long length) {
    var pulses = new ArrayList<TrafficInterval>();
    int begin = 0;
    for (int i = 1; i <= rows.size(); i++) {
      if (i == rows.size() || rows.get(i).start != rows.get(begin).start) {
        pulses.add(pulse(rows.subList(begin, i), length));
        begin = i;
      }
    }
    return pulses;
  }

  private static TrafficInterval pulse(List<TrafficIntervalRow> parts, long length) {
    var waits = new HashMap<Integer, Long>();
    long requests = 0;
    long failed = 0;
    long saved = 0;
    long pico = 0;
    for (TrafficIntervalRow part : parts) {
      requests += part.requests;
      failed += part.failed;
      saved += part.saved;
      pico += part.pico;
      if (part.step >= 0) {
        waits.merge(part.step, part.requests, Long::sum);
      }
    }
    Instant at = Instant.ofEpochMilli(parts.getFirst().start * length);
    return new TrafficInterval(at, requests, failed, saved, Picodollars.money(pico), waits);
  }
}
