package io.signalbox.engine.store;

import io.signalbox.engine.store.Ledger.SpendBy;
import java.util.LinkedHashMap;
import java.util.Map;

/// The statements about traces and spend.
final class Sql {
  static final String NEWEST = "select coalesce(max(number), 0) from trace";

  static final String INSERT_TRACE =
      """
      insert into trace (number, id, at, graph, app, user, conversation, asked_model, model,
        provider, provider_model, path, status, class, ms, first_token_ms, attempts, prompt_tokens,
        completion_tokens, pico, simulated, error)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
      """;

  static final String ADD_SPEND =
      """
      insert into spend (graph, quarter, app, model, provider, requests, calls, unpriced,
        prompt_tokens, completion_tokens, pico)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict do update set
        requests = requests + excluded.requests,
        calls = calls + excluded.calls,
        unpriced = unpriced + excluded.unpriced,
        prompt_tokens = prompt_tokens + excluded.prompt_tokens,
        completion_tokens = completion_tokens + excluded.completion_tokens,
        pico = pico + excluded.pico\
      """;

  static final String SPENT =
      "select coalesce(sum(pico), 0) from spend where graph = ? and quarter >= ?";

  static final String VIEW =
      "select json from trace join view using (number) where id = ? order by number desc limit 1";

  private static final String ROWS =
      """
      select number, trace.id, at, graph, app, asked_model, model, provider, path.nodes, status, ms,
        first_token_ms, attempts, prompt_tokens, completion_tokens, pico, simulated, error
      from trace join path on path.id = trace.path where
      """;

  private Sql() {}

  /// A statement and its values.
  record Query(String text, Map<String, Object> values) {}

  static Query page(TrafficFilter filter, TrafficFilter.Spot below, int limit) {
    var values = new LinkedHashMap<String, Object>();
    values.put("at", below.at().toEpochMilli());
    values.put("number", below.number());
    values.put("limit", limit);
    return new Query(
        ROWS
            + "(at, number) < (:at, :number)"
            + conditions(filter, values)
            + " order by at desc, number desc limit :limit",
        values);
  }

  static Query after(long number, TrafficFilter filter, int limit) {
    var values = new LinkedHashMap<String, Object>();
    values.put("number", number);
    values.put("limit", limit);
    // The plus keeps SQLite from going by another index than the number's.
    String conditions = conditions(filter, values).replace(" and ", " and +");
    return new Query(
        ROWS + "number > :number" + conditions + " order by number limit :limit", values);
  }

  private static String conditions(TrafficFilter filter, Map<String, Object> values) {
    var text = new StringBuilder();
    filter
        .since()
        .ifPresent(since -> {
          text.append(" and at >= :since");
          values.put("since", since.toEpochMilli());
        });
    filter.graph().ifPresent(graph -> equal("graph", graph, text, values));
    filter.app().ifPresent(app -> equal("app", app, text, values));
    filter.model().ifPresent(model -> equal("model", model, text, values));
    filter.provider().ifPresent(provider -> equal("provider", provider, text, values));
    filter
        .status()
        .ifPresent(status -> {
          // Written out, so that SQLite sees that the index of troubles will do.
          int digit = status < 100 ? status : status / 100;
          text.append(" and class = ").append(digit).append(digit == 2 ? "" : " and class <> 2");
          text.append(status < 100 ? "" : " and status = " + status);
        });
    filter
        .path()
        .ifPresent(part -> {
          text.append(" and path in (select id from path where instr(nodes, :part) > 0)");
          values.put("part", part);
        });
    return text.toString();
  }

  private static void equal(
      String column, String value, StringBuilder text, Map<String, Object> values) {
    text.append(" and ").append(column).append(" = :").append(column);
    values.put(column, value);
  }

  static String spend(SpendBy by) {
    String column =
        switch (by) {
          case APP -> "app";
          case MODEL -> "model";
          case PROVIDER -> "provider";
          case GRAPH -> "graph";
          case DAY -> "quarter";
        };
    return """
    select %s, sum(pico / 1000000), sum(pico %% 1000000), sum(requests), sum(calls),
      sum(unpriced), sum(prompt_tokens), sum(completion_tokens)
    from spend where quarter >= ? and quarter < ? group by 1 order by 2 desc, 1\
    """
        .formatted(column);
  }
}
