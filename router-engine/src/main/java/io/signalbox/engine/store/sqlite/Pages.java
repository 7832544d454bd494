package io.signalbox.engine.store.sqlite;

import io.signalbox.engine.catalog.Picodollars;
import io.signalbox.engine.store.TrafficFilter;
import io.signalbox.engine.store.TrafficRow;
import io.signalbox.engine.store.database.NullableColumns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/// Pages of traffic: chooses how a page is read so that millions of requests make none slow. One
/// page takes several statements, which must see the same requests.
///
/// **The idea.** All that filters ask about except time and cost (graph, app, model, provider,
/// path, status) makes a *kind* of request, see [TrafficKind]. A home with millions of requests has
/// some hundred kinds, each with a count, so one look at the kinds says how many requests a filter
/// lets pass before a single request is read. Then there are three plans to read a page:
///
/// | plan | good for | reads |
/// |---|---|---|
/// | by time: back from the newest, leaving out what is not wanted | filters that let much pass | about limit × all / wanted rows |
/// | by kind: the newest of each wanted kind, then the newest of these | filters that let little or nothing pass | limit rows for each wanted kind |
/// | by block: the blocks of 64 requests of a kind whose costliest request is costly enough, see [TraceBlock] | `usdAbove`, which no count of kinds answers | the rows of the blocks with a match |
///
/// Example: 2,000,000 requests, a page of 50. `status = 200` lets 1,900,000 pass: by time, some 53
/// rows are read. `app = "nightly"` lets 40 pass: by time that would be all two million, by kind it
/// is 40. `usdAbove = 1` with ten matches: the kinds of that size hold 200,000 requests, but only
/// ten blocks have one of more than a dollar, so 640 rows are read at most.
///
/// By time is chosen while it reads [#MOST_READ] rows at most. Costs do not follow from counts of
/// kinds, so for `usdAbove` the newest [#SAMPLE] requests are looked at first: if enough of them
/// are costly, by time is good enough.
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
  List<TrafficRow> page(TrafficFilter filter, TrafficFilter.Position below, int limit) {
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
  private List<TrafficRow> named(TrafficFilter filter, TrafficFilter.Position below, int limit) {
    if (isBroad(filter, below, limit)) {
      return rows(PageSql.byTime(filter, below, limit));
    }
    return filter.usdAbove().isPresent()
        ? dear(filter, below, limit)
        : rows(PageSql.byKind(filter, below, limit));
  }

  /// Whether a page is full soon if one simply goes back in time.
  private boolean isBroad(TrafficFilter filter, TrafficFilter.Position below, int limit) {
    return extent(filter).isBroad(limit)
        || (filter.usdAbove().isPresent() && sample(filter, below).isBroad(limit));
  }

  private Extent extent(TrafficFilter filter) {
    return one(
        PageSql.extent(filter), (row, context) -> new Extent(row.getLong(1), row.getLong(2)));
  }

  private Extent sample(TrafficFilter filter, TrafficFilter.Position below) {
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

  /// From block to block back in time, each time twice as many. Blocks of different kinds overlap
  /// in time, so a page is full only when all that was not read ended before the last one found.
  private List<TrafficRow> dear(TrafficFilter filter, TrafficFilter.Position below, int limit) {
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
