package io.signalbox.engine.store.sqlite;

import io.signalbox.engine.store.TrafficFilter;
import io.signalbox.engine.store.TrafficRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/// Pages of traffic: chooses how a page is read so that millions of requests make none slow. Going
/// back in time is best for filters that let much pass, going by kind for those that let little
/// pass, and going by stretches for those that ask what each request cost. One page takes several
/// statements, which must see the same requests.
final class Pages {
  /// How many rows may be passed over for one page.
  private static final int MOST_READ = 5_000;

  /// How many of the newest show how many are wanted.
  private static final int SAMPLE = 1_000;

  private static final int FEWEST_STRETCHES = 64;
  private static final Comparator<TrafficRow> NEWEST_FIRST =
      Comparator.comparing(TrafficRow::at).thenComparingLong(TrafficRow::number).reversed();

  private final Reading reading;

  /// Reads what a statement asks for.
  interface Reading {
    <T> List<T> list(TraceSql.Query query, RowMapper<T> mapper);
  }

  /// @param reading how statements are run
  Pages(Reading reading) {
    this.reading = reading;
  }

  /// The newest below a place.
  List<TrafficRow> page(TrafficFilter filter, TrafficFilter.Spot below, int limit) {
    List<TrafficRow> named = named(filter, below, limit);
    return PageSql.byId(filter, below, limit)
        .map(query -> merged(named, rows(query), limit))
        .orElse(named);
  }

  /// Those that were written after one, in the order of writing.
  List<TrafficRow> after(long number, TrafficFilter filter, int limit) {
    return rows(PageSql.after(number, filter, limit));
  }

  /// Those whose names, not whose ids, are as wanted.
  private List<TrafficRow> named(TrafficFilter filter, TrafficFilter.Spot below, int limit) {
    if (isBroad(filter, below, limit)) {
      return rows(PageSql.byTime(filter, below, limit));
    }
    return filter.usdAbove().isPresent()
        ? dear(filter, below, limit)
        : rows(PageSql.byKind(filter, below, limit));
  }

  /// Whether a page is full soon if one simply goes back in time.
  private boolean isBroad(TrafficFilter filter, TrafficFilter.Spot below, int limit) {
    return extent(filter).isBroad(limit)
        || (filter.usdAbove().isPresent() && sample(filter, below).isBroad(limit));
  }

  private Extent extent(TrafficFilter filter) {
    return one(
        PageSql.extent(filter), (row, context) -> new Extent(row.getLong(1), row.getLong(2)));
  }

  private Extent sample(TrafficFilter filter, TrafficFilter.Spot below) {
    return one(
        PageSql.sample(filter, below, SAMPLE),
        (row, context) -> new Extent(row.getLong(1), SAMPLE));
  }

  private <T> T one(TraceSql.Query query, RowMapper<T> mapper) {
    return reading.list(query, mapper).getFirst();
  }

  /// How much a filter lets pass.
  private record Extent(long wanted, long all) {
    boolean isBroad(int limit) {
      return wanted > 0 && (double) limit * all / wanted <= MOST_READ;
    }
  }

  /// From stretch to stretch back in time.
  private List<TrafficRow> dear(TrafficFilter filter, TrafficFilter.Spot below, int limit) {
    List<TrafficRow> found = List.of();
    List<TraceBlock> next = List.of(TraceBlock.TOP);
    for (int many = FEWEST_STRETCHES; ; many *= 2) {
      TraceBlock last = next.getLast();
      next = reading.list(PageSql.stretches(filter, below, last, many), Pages::stretch);
      found = merged(found, rows(PageSql.within(filter, below, next, limit)), limit);
      if (next.size() < many || isFull(found, limit, next.getLast())) {
        return found;
      }
    }
  }

  /// Whether all that was not read is older than what was found.
  private static boolean isFull(List<TrafficRow> found, int limit, TraceBlock last) {
    return found.size() == limit && found.getLast().at().toEpochMilli() > last.last();
  }

  private static List<TrafficRow> merged(
      List<TrafficRow> some, List<TrafficRow> others, int limit) {
    return Stream.concat(some.stream(), others.stream())
        .distinct()
        .sorted(NEWEST_FIRST)
        .limit(limit)
        .toList();
  }

  private List<TrafficRow> rows(TraceSql.Query query) {
    return reading.list(query, Pages::trafficRow);
  }

  private static TraceBlock stretch(ResultSet row, StatementContext context) throws SQLException {
    return new TraceBlock(
        row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
  }

  private static TrafficRow trafficRow(ResultSet row, StatementContext context)
      throws SQLException {
    var pico = NullableColumns.number(row, 16);
    return new TrafficRow(
        row.getLong(1),
        row.getString(2),
        Instant.ofEpochMilli(row.getLong(3)),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getString(9),
        row.getInt(10),
        row.getLong(11),
        NullableColumns.number(row, 12),
        row.getInt(13),
        row.getLong(14),
        row.getLong(15),
        pico.isPresent() ? Optional.of(Picodollars.money(pico.getAsLong())) : Optional.empty(),
        row.getBoolean(17),
        row.getString(18),
        row.getLong(19));
  }
}
