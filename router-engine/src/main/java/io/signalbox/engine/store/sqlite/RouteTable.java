package io.signalbox.engine.store.sqlite;

import io.signalbox.engine.catalog.Picodollars;
import io.signalbox.engine.store.RouteTraffic;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// The traffic over parts of graphs. A part and its app are a row of `wire`, so that the many rows
/// of `flow` are a few numbers each; a minute's rows lie together. For one thread.
final class RouteTable {
  static final String FIND =
      "select id from wire where graph = ? and app = ? and node = ?"
          + " and exit = ? and target = ?";

  static final String ADD =
      """
      insert into flow (minute, wire, wait, requests, failed, onward, pico)
      values (?, ?, ?, ?, ?, ?, ?)
      on conflict do update set
        requests = requests + excluded.requests,
        failed = failed + excluded.failed,
        onward = onward + excluded.onward,
        pico = pico + excluded.pico\
      """;

  /// A cross join has SQLite read the minutes first, which lie together.
  static final String READ =
      """
      select app, node, exit, target, wait, sum(requests), sum(failed), sum(onward),
        sum(pico / 1000000), sum(pico % 1000000)
      from flow cross join wire on wire.id = flow.wire
      where minute >= ? and minute < ? and graph = ? group by flow.wire, wait\
      """;

  private static final int MOST = 20_000;

  private final Map<RouteSums.Place, Long> wires = new HashMap<>();

  /// In a transaction.
  void insert(Connection connection, List<TraceEntry> entries) throws SQLException {
    Map<RouteSums.Key, long[]> sums = RouteSums.of(entries);
    try (var find = connection.prepareStatement(FIND);
        var add = connection.prepareStatement(ADD)) {
      for (var sum : sums.entrySet()) {
        add.setLong(1, sum.getKey().minute());
        add.setLong(2, wire(connection, find, sum.getKey().place()));
        add.setInt(3, sum.getKey().waitStep());
        for (int i = 0; i < sum.getValue().length; i++) {
          add.setLong(4 + i, sum.getValue()[i]);
        }
        add.addBatch();
      }
      add.executeBatch();
    }
  }

  /// After a transaction that failed, or that another process may have undone.
  void forget() {
    wires.clear();
  }

  private long wire(Connection connection, PreparedStatement find, RouteSums.Place place)
      throws SQLException {
    Long known = wires.get(place);
    if (known != null) {
      return known;
    }
    if (wires.size() >= MOST) {
      wires.clear();
    }
    long id = found(connection, find, place);
    wires.put(place, id);
    return id;
  }

  private static long found(Connection connection, PreparedStatement find, RouteSums.Place place)
      throws SQLException {
    try (var make =
        connection.prepareStatement(
            "insert or ignore into wire (graph, app, node, exit, target) values (?, ?, ?, ?, ?)")) {
      bind(make, place);
      make.executeUpdate();
    }
    bind(find, place);
    try (ResultSet row = find.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void bind(PreparedStatement statement, RouteSums.Place place) throws SQLException {
    statement.setString(1, place.graph());
    statement.setString(2, place.app());
    List<String> part = RouteSums.columns(place.over());
    for (int i = 0; i < part.size(); i++) {
      statement.setString(3 + i, part.get(i));
    }
  }

  /// What was written of a graph.
  static List<RouteTraffic> read(Handle handle, String graph, Instant from, Instant to) {
    List<Row> rows =
        handle
            .createQuery(READ)
            .bind(0, RouteSums.minute(from.toEpochMilli()))
            .bind(1, RouteSums.minuteFrom(to.toEpochMilli()))
            .bind(2, graph)
            .map((row, context) -> Row.of(row))
            .list();
    var parts = new LinkedHashMap<List<Object>, List<Row>>();
    for (Row each : rows) {
      parts.computeIfAbsent(List.of(each.app, each.over), key -> new ArrayList<>()).add(each);
    }
    return parts.values().stream().map(Row::sum).toList();
  }

  /// The traffic over one part with one wait.
  private record Row(
      String app,
      RouteTraffic.GraphPart over,
      int waitStep,
      long requests,
      long failed,
      long onward,
      long micro,
      long rest) {
    static Row of(ResultSet row) throws SQLException {
      return new Row(
          row.getString(1),
          RouteSums.part(row.getString(2), row.getString(3), row.getString(4)),
          row.getInt(5),
          row.getLong(6),
          row.getLong(7),
          row.getLong(8),
          row.getLong(9),
          row.getLong(10));
    }

    static RouteTraffic sum(List<Row> rows) {
      var waits = new HashMap<Integer, Long>();
      long requests = 0;
      long failed = 0;
      long onward = 0;
      long micro = 0;
      long rest = 0;
      for (Row each : rows) {
        requests += each.requests;
        failed += each.failed;
        onward += each.onward;
        micro += each.micro;
        rest += each.rest;
        if (each.waitStep >= 0) {
          waits.merge(each.waitStep, each.requests, Long::sum);
        }
      }
      Row first = rows.getFirst();
      return new RouteTraffic(
          first.app, first.over, requests, failed, onward, Picodollars.money(micro, rest), waits);
    }
  }
}
