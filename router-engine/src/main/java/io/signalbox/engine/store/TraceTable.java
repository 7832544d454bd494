package io.signalbox.engine.store;

import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.trace.TraceView;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.json.JsonMapper;

/// Puts traces into the tables. For one thread.
final class TraceTable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MOST_PATHS = 10_000;
  private static final int LONGEST_ERROR = 500;

  private final Map<String, Long> paths = new HashMap<>();

  /// In a transaction.
  void insert(Handle handle, List<TraceEntry> entries) {
    long number = handle.createQuery(Sql.NEWEST).mapTo(Long.class).one();
    var rows = handle.prepareBatch(Sql.INSERT_TRACE);
    var views = handle.prepareBatch("insert into view (number, json) values (?, ?)");
    var spend = handle.prepareBatch(Sql.ADD_SPEND);
    for (TraceEntry entry : entries) {
      number++;
      bind(rows, handle, number, entry);
      views.bind(0, number).bind(1, json(entry.trace())).add();
      entry.bills().forEach(bill -> bind(spend, entry, bill));
    }
    rows.execute();
    views.execute();
    spend.execute();
  }

  /// After a transaction that failed, or that another process may have undone.
  void forget() {
    paths.clear();
  }

  private void bind(
      org.jdbi.v3.core.statement.PreparedBatch rows, Handle handle, long number, TraceEntry entry) {
    Trace trace = entry.trace();
    var answer = trace.answer();
    Object[] values = {
      number,
      trace.id(),
      trace.at().toEpochMilli(),
      trace.graph(),
      trace.asked().app(),
      trace.asked().user(),
      trace.asked().conversation(),
      trace.asked().model(),
      answer.map(Attempt::model).orElse(""),
      answer.map(Attempt::provider).orElse(""),
      answer.map(Attempt::providerModel).orElse(""),
      path(handle, String.join(" ", trace.path())),
      trace.status(),
      trace.status() / 100,
      trace.millis(),
      trace.firstTokenMillis().isPresent() ? trace.firstTokenMillis().getAsLong() : null,
      trace.attempts().size(),
      entry.promptTokens(),
      entry.completionTokens(),
      trace.cost().map(Pico::of).orElse(null),
      entry.simulated() ? 1 : 0,
      shortened(trace.error())
    };
    for (int i = 0; i < values.length; i++) {
      rows.bind(i, values[i]);
    }
    rows.add();
  }

  private static void bind(
      org.jdbi.v3.core.statement.PreparedBatch spend, TraceEntry entry, TraceEntry.Bill bill) {
    Object[] values = {
      entry.trace().graph(),
      entry.quarter(),
      entry.trace().asked().app(),
      bill.model(),
      bill.provider(),
      bill.requests(),
      bill.calls(),
      bill.usd().isEmpty() ? 1 : 0,
      bill.usage().promptTokens(),
      bill.usage().completionTokens(),
      bill.pico()
    };
    for (int i = 0; i < values.length; i++) {
      spend.bind(i, values[i]);
    }
    spend.add();
  }

  /// Few graphs have many ways through them, so a way is kept once.
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

  private static String json(Trace trace) {
    return JSON.writeValueAsString(plain(TraceView.of(trace)));
  }

  /// A value that a node saw can be of any type; what JSON does not know is kept as text.
  private static Object plain(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        var copy = new LinkedHashMap<String, Object>();
        map.forEach((key, each) -> copy.put(String.valueOf(key), plain(each)));
        yield copy;
      }
      case Collection<?> list -> list.stream().map(TraceTable::plain).toList();
      case Double number when !Double.isFinite(number) -> number.toString();
      case Number number -> number;
      case Boolean truth -> truth;
      default -> value.toString();
    };
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR);
  }
}
