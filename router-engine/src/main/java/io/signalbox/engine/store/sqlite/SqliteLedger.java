package io.signalbox.engine.store.sqlite;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Picodollars;
import io.signalbox.engine.store.Facets;
import io.signalbox.engine.store.Ledger;
import io.signalbox.engine.store.RouteTraffic;
import io.signalbox.engine.store.SpendRow;
import io.signalbox.engine.store.StoreException;
import io.signalbox.engine.store.TrafficFilter;
import io.signalbox.engine.store.TrafficInterval;
import io.signalbox.engine.store.TrafficRow;
import io.signalbox.engine.store.database.Database;
import io.signalbox.engine.store.database.StoreProblem;
import io.signalbox.engine.trace.DamagedTraceException;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.trace.TraceCodec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.mapper.RowMapper;

/// The ledger in a database of its own: one thread writes, everybody reads.
final class SqliteLedger implements Ledger {
  private static final int MOST_ROWS = 10_000;

  private final Database database;
  private final RunningSpend running;
  private final LedgerWriter writer;
  private final RecentRequests recent = new RecentRequests();
  private final AnswerLengths lengths = new AnswerLengths(this::lengths);

  /// @param chores what else is to be done now and then
  SqliteLedger(Database database, List<Runnable> chores) {
    this.database = database;
    this.running = new RunningSpend(this::written);
    this.writer = new LedgerWriter(database, running, chores);
  }

  @Override
  public void record(Trace trace) {
    var entry = TraceEntry.of(trace);
    if (entry.counts()) {
      recent.add(trace.at().toEpochMilli());
    }
    lengths.add(trace);
    writer.record(entry);
  }

  @Override
  public boolean flush() {
    return writer.flush();
  }

  @Override
  public long lost() {
    return writer.lost();
  }

  @Override
  public List<TrafficRow> page(TrafficFilter filter, TrafficFilter.Position below, int limit) {
    checked(limit);
    return read(handle ->
        handle.inTransaction(same -> new Pages(reading(same)).page(filter, below, limit)));
  }

  @Override
  public List<TrafficRow> after(long number, TrafficFilter filter, int limit) {
    checked(limit);
    return read(handle -> new Pages(reading(handle)).after(number, filter, limit));
  }

  @Override
  public long newest() {
    return read(handle -> handle.createQuery(TraceSql.NEWEST).mapTo(Long.class).one());
  }

  @Override
  public Optional<Trace> trace(String requestId) {
    Optional<String> json =
        read(handle ->
            handle.createQuery(TraceSql.VIEW).bind(0, requestId).mapTo(String.class).findFirst());
    return json.map(SqliteLedger::read);
  }

  @Override
  public List<String> ids(String beginning, int limit) {
    checked(limit);
    return read(handle ->
        handle
            .createQuery(TraceSql.IDS)
            .bind(0, beginning)
            .bind(1, beginning + Character.MAX_VALUE)
            .bind(2, limit)
            .mapTo(String.class)
            .list());
  }

  /// What a row holds.
  ///
  /// @throws StoreException if it is damaged
  static Trace read(String row) {
    try {
      return TraceCodec.read(row);
    } catch (DamagedTraceException e) {
      throw new StoreException("The record of the request is damaged.", e);
    }
  }

  @Override
  public List<SpendRow> spend(SpendBy by, Instant from, Instant to, ZoneId zone) {
    List<SpendRow> rows =
        read(handle ->
            handle
                .createQuery(TraceSql.spend(by))
                .bind(0, TraceEntry.quarter(from.toEpochMilli()))
                .bind(1, TraceEntry.quarter(to.toEpochMilli() - 1) + 1)
                .map((row, context) -> spendRow(row))
                .list());
    return by == SpendBy.DAY ? List.copyOf(days(rows, zone)) : rows;
  }

  @Override
  public Money spent(String graph, Instant since) {
    return running.spent(graph, since);
  }

  @Override
  public OptionalLong likelyCompletion(String graph, String model) {
    return lengths.likely(graph, model);
  }

  private List<Long> lengths(String graph, String model) {
    return read(handle ->
        handle
            .createQuery(TraceSql.LENGTHS)
            .bind("graph", graph)
            .bind("model", model)
            .bind("limit", AnswerLengths.KEPT)
            .mapTo(Long.class)
            .list());
  }

  @Override
  public long requestsInMinuteTo(Instant moment) {
    return recent.minuteTo(moment.toEpochMilli());
  }

  void close() {
    writer.close();
  }

  @Override
  public Facets facets() {
    return read(handle ->
        new Facets(
            distinct(handle, "app", String.class),
            distinct(handle, "model", String.class),
            distinct(handle, "graph", String.class),
            distinct(handle, "status", Integer.class)));
  }

  private static <T> List<T> distinct(Handle handle, String column, Class<T> type) {
    return handle
        .createQuery("select distinct %1$s from kind where %1$s <> '' order by 1".formatted(column))
        .mapTo(type)
        .list();
  }

  @Override
  public List<TrafficInterval> pulses(TrafficInterval.Grain grain, Instant from, Instant to) {
    long length = grain.length().toMillis();
    List<TrafficIntervalRow> rows =
        read(handle ->
            handle
                .createQuery(TraceSql.PULSES)
                .bind(0, length)
                .bind(1, Math.floorDiv(from.toEpochMilli(), length))
                .bind(2, Math.ceilDiv(to.toEpochMilli(), length))
                .map((row, context) -> TrafficIntervalRow.of(row))
                .list());
    return TrafficIntervalRow.joined(rows, length);
  }

  @Override
  public List<RouteTraffic> routes(String graph, Instant from, Instant to) {
    return read(handle -> RouteTable.read(handle, graph, from, to));
  }

  private long written(RunningSpend.Span span) {
    return read(handle ->
        handle
            .createQuery(TraceSql.SPENT)
            .bind(0, span.graph())
            .bind(1, span.quarter())
            .mapTo(Long.class)
            .one());
  }

  private static Pages.Reading reading(Handle handle) {
    return new Pages.Reading() {
      @Override
      public <T> List<T> list(TraceSql.Query query, RowMapper<T> mapper) {
        return handle.createQuery(query.text()).bindMap(query.values()).map(mapper).list();
      }
    };
  }

  private <T> T read(Function<Handle, T> query) {
    try (Handle handle = database.read()) {
      return query.apply(handle);
    } catch (JdbiException e) {
      database.suspect(e);
      throw new StoreException("The traffic could not be read: " + StoreProblem.cause(e) + ".", e);
    }
  }

  private static Collection<SpendRow> days(List<SpendRow> quarters, ZoneId zone) {
    var days = new TreeMap<String, SpendRow>();
    for (SpendRow each : quarters) {
      long millis = TraceEntry.millisOfQuarter(Long.parseLong(each.of()));
      String day = Instant.ofEpochMilli(millis).atZone(zone).toLocalDate().toString();
      var named =
          new SpendRow(
              day,
              each.usd(),
              each.requests(),
              each.calls(),
              each.unpriced(),
              each.promptTokens(),
              each.completionTokens());
      days.merge(day, named, SpendRow::plus);
    }
    return days.values();
  }

  private static SpendRow spendRow(ResultSet row) throws SQLException {
    return new SpendRow(
        row.getString(1),
        Picodollars.money(row.getLong(2), row.getLong(3)),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        row.getLong(8));
  }

  private static void checked(int limit) {
    if (limit < 1 || limit > MOST_ROWS) {
      throw new IllegalArgumentException("limit: " + limit);
    }
  }
}
