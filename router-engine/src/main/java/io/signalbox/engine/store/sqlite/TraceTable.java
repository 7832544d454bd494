package io.signalbox.engine.store.sqlite;

import io.signalbox.engine.store.StoreException;
import io.signalbox.engine.store.database.StoreProblem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Puts traces into the tables. For one thread.
final class TraceTable {
  private static final int MOST_PATHS = 10_000;

  private final Map<String, Long> paths = new HashMap<>();
  private final RouteTable routes = new RouteTable();

  /// In a transaction. Plain JDBC, because every request comes by here and the mapper's binding
  /// costs more than SQLite's writing.
  void insert(Handle handle, List<TraceEntry> entries) {
    List<TraceBlock.Place> places = places(handle, entries);
    long newest = handle.createQuery(TraceSql.NEWEST).mapTo(Long.class).one();
    Connection connection = handle.getConnection();
    try (var rows = connection.prepareStatement(TraceSql.INSERT_TRACE);
        var views = connection.prepareStatement("insert into view (number, json) values (?, ?)")) {
      for (int i = 0; i < entries.size(); i++) {
        TraceEntry entry = entries.get(i);
        long number = newest + 1 + i;
        add(rows, row(handle, number, entry, places.get(i).kind()));
        add(views, List.of(number, entry.json()));
      }
      rows.executeBatch();
      views.executeBatch();
      insertSpend(connection, entries);
      insertPulses(connection, entries);
      insertStretches(connection, TraceBlock.of(places, entries));
      insertBranches(connection, entries);
      routes.insert(connection, entries);
    } catch (SQLException e) {
      throw new StoreException("Traces could not be written: " + StoreProblem.cause(e) + ".", e);
    }
  }

  /// The kind of each entry and its place there, counted once for each kind in the batch.
  private List<TraceBlock.Place> places(Handle handle, List<TraceEntry> entries) {
    List<TrafficKind> each =
        entries.stream().map(entry -> entry.kind(path(handle, entry.path()))).toList();
    var counts = new LinkedHashMap<TrafficKind, Long>();
    each.forEach(kind -> counts.merge(kind, 1L, Long::sum));
    Map<TrafficKind, TraceBlock.Place> next = added(handle.getConnection(), counts);
    return each.stream()
        .map(kind -> Objects.requireNonNull(next.computeIfPresent(kind, (k, at) -> at.next())))
        .toList();
  }

  /// The places before the first of each kind.
  private static Map<TrafficKind, TraceBlock.Place> added(
      Connection connection, Map<TrafficKind, Long> counts) {
    var before = new HashMap<TrafficKind, TraceBlock.Place>();
    try (var statement = connection.prepareStatement(TraceSql.ADD_KIND)) {
      for (var count : counts.entrySet()) {
        bind(statement, count.getKey().row(count.getValue()));
        try (var row = statement.executeQuery()) {
          long nth = row.getLong(2) - count.getValue() - 1;
          before.put(count.getKey(), new TraceBlock.Place(row.getLong(1), nth));
        }
      }
      return before;
    } catch (SQLException e) {
      throw new StoreException("Traces could not be written: " + StoreProblem.cause(e) + ".", e);
    }
  }

  private static void insertPulses(Connection connection, List<TraceEntry> entries)
      throws SQLException {
    try (var statement = connection.prepareStatement(TraceSql.ADD_PULSE)) {
      for (var sum : TrafficIntervalRow.sums(entries).entrySet()) {
        add(statement, sum.getKey().row(sum.getValue()));
      }
      statement.executeBatch();
    }
  }

  private static void insertStretches(Connection connection, List<TraceBlock> stretches)
      throws SQLException {
    try (var statement = connection.prepareStatement(TraceSql.ADD_STRETCH)) {
      for (TraceBlock each : stretches) {
        add(statement, each.row());
      }
      statement.executeBatch();
    }
  }

  private static void insertBranches(Connection connection, List<TraceEntry> entries)
      throws SQLException {
    var sums = BranchSums.of(entries);
    if (sums.isEmpty()) {
      return;
    }
    try (var statement = connection.prepareStatement(FeedbackSql.ADD_BRANCH)) {
      for (var sum : sums.entrySet()) {
        add(statement, sum.getKey().row(sum.getValue()));
      }
      statement.executeBatch();
    }
  }

  /// A batch has few kinds of bills, so each kind is added up first and written once.
  private static void insertSpend(Connection connection, List<TraceEntry> entries)
      throws SQLException {
    var sums = new LinkedHashMap<SpendKey, long[]>();
    for (TraceEntry entry : entries) {
      for (TraceEntry.Bill bill : entry.bills()) {
        addUp(sums.computeIfAbsent(SpendKey.of(entry, bill), key -> new long[6]), bill);
      }
    }
    try (var spend = connection.prepareStatement(TraceSql.ADD_SPEND)) {
      for (var sum : sums.entrySet()) {
        add(spend, sum.getKey().row(sum.getValue()));
      }
      spend.executeBatch();
    }
  }

  private static void addUp(long[] sum, TraceEntry.Bill bill) {
    sum[0] += bill.requests();
    sum[1] += bill.calls();
    sum[2] += bill.pico().isEmpty() ? 1 : 0;
    sum[3] += bill.promptTokens();
    sum[4] += bill.completionTokens();
    sum[5] += bill.pico().orElse(0L);
  }

  /// What spend is kept apart by.
  private record SpendKey(String graph, long quarter, String app, String model, String provider) {
    static SpendKey of(TraceEntry entry, TraceEntry.Bill bill) {
      return new SpendKey(
          entry.graph(), entry.quarter(), entry.asked().app(), bill.model(), bill.provider());
    }

    List<Object> row(long[] sum) {
      return List.of(
          graph, quarter, app, model, provider, sum[0], sum[1], sum[2], sum[3], sum[4], sum[5]);
    }
  }

  private static void add(PreparedStatement statement, List<? extends @Nullable Object> values)
      throws SQLException {
    bind(statement, values);
    statement.addBatch();
  }

  private static void bind(PreparedStatement statement, List<? extends @Nullable Object> values)
      throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      switch (value) {
        case null -> statement.setNull(i + 1, Types.BIGINT);
        case String text -> statement.setString(i + 1, text);
        case Number whole -> statement.setLong(i + 1, whole.longValue());
        default -> throw new IllegalArgumentException("no column holds " + value.getClass());
      }
    }
  }

  /// After a transaction that failed, or that another process may have undone.
  void forget() {
    paths.clear();
    routes.forget();
  }

  private List<@Nullable Object> row(Handle handle, long number, TraceEntry entry, long kind) {
    return Arrays.<@Nullable Object>asList(
        number,
        entry.id(),
        entry.at(),
        entry.graph(),
        entry.asked().app(),
        entry.asked().user(),
        entry.asked().conversation(),
        entry.asked().model(),
        entry.answerer().model(),
        entry.answerer().provider(),
        entry.answerer().providerModel(),
        path(handle, entry.path()),
        entry.status(),
        entry.status() / 100,
        entry.millis(),
        entry.firstTokenMillis().isPresent() ? entry.firstTokenMillis().getAsLong() : null,
        entry.calls(),
        entry.promptTokens(),
        entry.completionTokens(),
        entry.pico().orElse(null),
        entry.simulated() ? 1 : 0,
        entry.error(),
        kind,
        entry.cachedTokens());
  }

  /// Few graphs have many paths through them, so a path is kept once.
  private long path(Handle handle, String nodes) {
    var known = paths.get(nodes);
    if (known != null) {
      return known;
    }
    if (paths.size() >= MOST_PATHS) {
      paths.clear();
    }
    handle.execute("insert or ignore into path (nodes) values (?)", nodes);
    long id =
        handle
            .createQuery("select id from path where nodes = ?")
            .bind(0, nodes)
            .mapTo(Long.class)
            .one();
    paths.put(nodes, id);
    return id;
  }
}
