package io.signalbox.engine.store.sqlite;

import io.signalbox.engine.store.Ledger.SpendBy;
import java.util.Map;

/// The statements about traces and spend.
final class TraceSql {
  static final String NEWEST = "select coalesce(max(number), 0) from trace";

  static final String INSERT_TRACE =
      """
      insert into trace (number, id, at, graph, app, user, conversation, asked_model, model,
        provider, provider_model, path, status, class, ms, first_token_ms, attempts, prompt_tokens,
        completion_tokens, pico, simulated, error, kind, cached_tokens)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
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

  /// Adds to a kind of request, and says which it is and how many it has.
  static final String ADD_KIND =
      """
      insert into kind (graph, app, model, provider, path, status, over, simulated, size, requests)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict do update set requests = requests + excluded.requests
      returning id, requests\
      """;

  static final String ADD_PULSE =
      """
      insert into pulse (grain, start, wait, requests, failed, saved, pico)
      values (?, ?, ?, ?, ?, ?, ?)
      on conflict do update set
        requests = requests + excluded.requests,
        failed = failed + excluded.failed,
        saved = saved + excluded.saved,
        pico = pico + excluded.pico\
      """;

  static final String ADD_STRETCH =
      """
      insert into stretch (kind, id, pico, first, last)
      values (?, ?, ?, ?, ?)
      on conflict do update set
        pico = max(pico, excluded.pico),
        first = min(first, excluded.first),
        last = max(last, excluded.last)\
      """;

  static final String PULSES =
      """
      select start, wait, requests, failed, saved, pico from pulse
      where grain = ? and start >= ? and start < ? order by start\
      """;

  static final String SPENT =
      "select coalesce(sum(pico), 0) from spend where graph = ? and quarter >= ?";

  /// Of the newest answers of a model that was the only one called, the newest first. A cross join
  /// keeps SQLite from reading all rows first.
  static final String LENGTHS =
      """
      select x.completion_tokens from (
        select id from kind where graph = :graph and model = :model and status < 400 and over = 0
      ) k cross join trace x on x.number in (
        select number from trace where kind = k.id order by at desc, number desc limit :limit
      ) order by x.at desc, x.number desc limit :limit\
      """;

  static final String VIEW =
      "select json from trace join view using (number) where id = ? order by number desc limit 1";

  static final String IDS =
      "select distinct id from trace where id >= ? and id < ? order by id limit ?";

  private TraceSql() {}

  /// A statement and its values.
  record Query(String text, Map<String, Object> values) {}

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
