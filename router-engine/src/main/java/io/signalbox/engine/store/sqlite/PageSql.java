package io.signalbox.engine.store.sqlite;

import static java.util.stream.Collectors.joining;

import io.signalbox.engine.catalog.Picodollars;
import io.signalbox.engine.store.TrafficFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The statements that list traffic; [Pages] says which of them when. A filter becomes two
/// conditions: one on kinds, of which there are few, and one on the rows of those kinds.
///
/// A page goes on below a place, (`at`, `number`) of the last row seen, and not after so many rows:
/// what is recorded meanwhile shifts nothing, and the tenth page costs as much as the first.
///
/// SQLite would rather choose an index itself, so the statements leave it none:
///
/// - `+kind in (…)`: the plus keeps it from going by kind where it should go by time;
/// - `cross join`: the left side is read first, the few kinds or blocks, then their rows;
/// - `number in (select … limit :limit)`: only the rows of the page are read as a whole, all others
///   as entries of the index (`trace_kind` has `kind`, `at` and `pico`).
///
/// Example, `app = "nightly"` by kind: `select … where number in (select x.number from (select id
/// from kind where app = :app) k cross join trace x on x.number in (the newest 50 of kind k.id)
/// order by at desc limit 50)`. `QueryPlanTest` holds that no statement reads the whole table.
final class PageSql {
  /// A part of an id that is shorter is searched for in names only.
  private static final int SHORTEST_ID = 8;

  private static final int MOST_OF_ONE_ID = 1_000;
  private static final String ORDER = " order by at desc, number desc";

  private static final String ROWS =
      """
      select number, trace.id, at, graph, app, asked_model, model, provider, path.nodes, status, ms,
        first_token_ms, attempts, prompt_tokens, completion_tokens, pico, simulated, error,
        cached_tokens
      from trace join path on path.id = trace.path where
      """;

  private final TrafficFilter filter;
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final String rows;

  private PageSql(TrafficFilter filter, int limit) {
    this.filter = filter;
    this.rows = rows();
    values.put("limit", limit);
  }

  /// How many requests are of kinds that are wanted, those whose cost must be looked at one by one
  /// left out; and how many there are at all.
  static TraceSql.Query extent(TrafficFilter filter) {
    var sql = new PageSql(filter, 1);
    String sure =
        filter
            .usdAbove()
            .map(usd -> " and size > " + TrafficKind.size(Picodollars.of(usd)))
            .orElse("");
    return sql.query(
        "select coalesce(sum(requests), 0), (select coalesce(sum(requests), 0) from kind)"
            + " from kind where "
            + sql.kinds(true)
            + sure);
  }

  /// How many of the newest requests below a place are wanted: kinds do not tell how many cost more
  /// than a sum.
  static TraceSql.Query sample(TrafficFilter filter, TrafficFilter.Position below, int newest) {
    var sql = new PageSql(filter, newest).below(below);
    return sql.query(
        "select count(*) from (select at, pico, kind from trace where (at, number) < (:at, :below)"
            + ORDER
            + " limit :limit) where 1"
            + sql.rows
            + " and kind in (select id from kind where "
            + sql.kinds(true)
            + ")");
  }

  /// The blocks that hold a request costly enough, those that ended last first.
  ///
  /// @param after the last one that was read
  static TraceSql.Query stretches(
      TrafficFilter filter, TrafficFilter.Position below, TraceBlock after, int limit) {
    var sql = new PageSql(filter, limit).below(below);
    sql.values.put("last", after.last());
    sql.values.put("kind", after.kind());
    sql.values.put("id", after.id());
    String since = filter.since().isPresent() ? " and last >= :since" : "";
    return sql.query(
        "select kind, id, pico, first, last from stretch where kind in (select id from kind where "
            + sql.kinds(true)
            + ") and pico > :above and first <= :at"
            + since
            + " and (last, kind, id) < (:last, :kind, :id)"
            + " order by last desc, kind desc, id desc limit :limit");
  }

  /// The newest of some stretches. Stretches of a kind overlap where requests ran side by side, so
  /// one request may be in the time of several.
  static TraceSql.Query within(
      TrafficFilter filter, TrafficFilter.Position below, List<TraceBlock> stretches, int limit) {
    var sql = new PageSql(filter, limit).below(below);
    sql.values.put(
        "stretches", stretches.stream().map(TraceBlock::span).collect(joining(",", "[", "]")));
    // A cross join keeps SQLite from reading all rows first.
    String newest =
        "select distinct x.number from json_each(:stretches) s cross join trace x indexed by"
            + " trace_kind where x.kind = s.value ->> 0 and x.at between s.value ->> 1 and s.value"
            + " ->> 2 and (x.at, x.number) < (:at, :below)"
            + sql.rows
            + " order by x.at desc, x.number desc limit :limit";
    return sql.query(ROWS + "number in (" + newest + ")" + ORDER);
  }

  /// By time, leaving out what is not wanted: for filters that let much pass.
  static TraceSql.Query byTime(TrafficFilter filter, TrafficFilter.Position below, int limit) {
    var sql = new PageSql(filter, limit).below(below);
    return sql.query(
        ROWS
            + "(at, number) < (:at, :below)"
            + sql.rows
            + " and +kind in (select id from kind where "
            + sql.kinds(true)
            + ")"
            + ORDER
            + " limit :limit");
  }

  /// The newest of each kind that is wanted, then the newest of those: for filters that let little
  /// pass, or nothing.
  static TraceSql.Query byKind(TrafficFilter filter, TrafficFilter.Position below, int limit) {
    var sql = new PageSql(filter, limit).below(below);
    String each =
        "select number from trace where kind = k.id and (at, number) < (:at, :below)"
            + sql.rows
            + ORDER
            + " limit :limit";
    // A cross join keeps SQLite from reading all rows first.
    String newest =
        "select x.number from (select id from kind where "
            + sql.kinds(true)
            + ") k cross join trace x on x.number in ("
            + each
            + ") order by x.at desc, x.number desc limit :limit";
    return sql.query(ROWS + "number in (" + newest + ")" + ORDER);
  }

  /// Those whose id begins with the text that is searched for; empty if it can be no id.
  static Optional<TraceSql.Query> byId(
      TrafficFilter filter, TrafficFilter.Position below, int limit) {
    return filter
        .text()
        .filter(PageSql::isId)
        .map(id -> {
          var sql = new PageSql(filter, limit).below(below).id(id);
          return sql.query(
              ROWS
                  + "number in (select number from trace where id >= :id and id < :id_end"
                  + " order by id desc limit "
                  + MOST_OF_ONE_ID
                  + ") and (at, number) < (:at, :below)"
                  + sql.rows
                  + " and +kind in (select id from kind where "
                  + sql.kinds(false)
                  + ")"
                  + ORDER
                  + " limit :limit");
        });
  }

  /// In the order of writing.
  static TraceSql.Query after(long number, TrafficFilter filter, int limit) {
    var sql = new PageSql(filter, limit);
    sql.values.put("after", number);
    String kinds = "+kind in (select id from kind where " + sql.kinds(true) + ")";
    Optional<String> id = filter.text().filter(PageSql::isId);
    id.ifPresent(sql::id);
    String wanted =
        id.isEmpty()
            ? kinds
            : "("
                + kinds
                + " or (+trace.id >= :id and +trace.id < :id_end and +kind in"
                + " (select id from kind where "
                + sql.kinds(false)
                + ")))";
    return sql.query(
        ROWS
            + "number > :after and "
            + wanted
            + sql.rows.replace(" and ", " and +")
            + " order by number limit :limit");
  }

  private static boolean isId(String text) {
    return text.length() >= SHORTEST_ID && text.matches("[A-Za-z0-9_.:-]+");
  }

  private PageSql below(TrafficFilter.Position spot) {
    values.put("at", spot.at().toEpochMilli());
    values.put("below", spot.number());
    return this;
  }

  private PageSql id(String begin) {
    int last = begin.length() - 1;
    values.put("id", begin);
    values.put("id_end", begin.substring(0, last) + (char) (begin.charAt(last) + 1));
    return this;
  }

  /// With those of the values that the statement names.
  private TraceSql.Query query(String text) {
    var named = new LinkedHashMap<>(values);
    named.keySet().removeIf(name -> !text.matches("(?s).*:" + name + "\\b.*"));
    return new TraceSql.Query(text, named);
  }

  private String rows() {
    var text = new StringBuilder();
    filter
        .since()
        .ifPresent(since -> {
          text.append(" and at >= :since");
          values.put("since", since.toEpochMilli());
        });
    filter
        .usdAbove()
        .ifPresent(usd -> {
          text.append(" and pico > :above");
          values.put("above", Picodollars.of(usd));
        });
    return text.toString();
  }

  /// @param named whether the text that is searched for must be in a name
  private String kinds(boolean named) {
    var text = new StringBuilder("1");
    filter.graph().ifPresent(graph -> equal("graph", graph, text));
    filter.app().ifPresent(app -> equal("app", app, text));
    filter
        .exceptApp()
        .ifPresent(app -> {
          text.append(" and app <> :except_app");
          values.put("except_app", app);
        });
    filter.model().ifPresent(model -> equal("model", model, text));
    filter.provider().ifPresent(provider -> equal("provider", provider, text));
    filter.status().ifPresent(status -> status(status, text));
    filter
        .path()
        .ifPresent(part -> {
          text.append(" and path in (select id from path where instr(nodes, :part) > 0)");
          values.put("part", part);
        });
    filter
        .usdAbove()
        .ifPresent(
            usd -> text.append(" and size >= ").append(TrafficKind.size(Picodollars.of(usd))));
    filter.text().filter(words -> named).ifPresent(words -> words(words, text));
    return text.toString();
  }

  private static void status(int status, StringBuilder text) {
    if (status < 100) {
      text.append(" and status / 100 = ").append(status);
    } else {
      text.append(" and status = ").append(status);
    }
  }

  private void words(String words, StringBuilder text) {
    values.put("words", words.toLowerCase(Locale.ROOT));
    text.append(" and (");
    for (String column : new String[] {"app", "model", "provider", "graph"}) {
      text.append("instr(lower(").append(column).append("), :words) > 0 or ");
    }
    text.append("path in (select id from path where instr(lower(nodes), :words) > 0))");
  }

  private void equal(String column, String value, StringBuilder text) {
    text.append(" and ").append(column).append(" = :").append(column);
    values.put(column, value);
  }
}
